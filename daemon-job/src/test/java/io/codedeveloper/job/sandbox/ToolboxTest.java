package io.codedeveloper.job.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ToolboxTest {
  private static final Path JAVA_HOME = Path.of("/opt/jdk");

  @TempDir Path directory;

  @Test
  void systemIsAlwaysThereAndTheVirtualMachineFirst() {
    Toolbox toolbox =
        Toolbox.discover(JAVA_HOME, "/usr/bin:/bin:relative::/does/not/exist", directory);

    assertThat(toolbox).isEqualTo(Toolbox.of(JAVA_HOME));
    assertThat(toolbox.pathVariable())
        .isEqualTo("/opt/jdk/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
  }

  @Test
  void installationAroundItsProgramsComesAlong() throws IOException {
    Path programs = Files.createDirectories(directory.resolve(".nvm/versions/node/v20/bin"));

    Toolbox toolbox = Toolbox.discover(JAVA_HOME, programs.toString(), directory);

    assertThat(toolbox.searchPath()).containsExactly(programs);
    assertThat(toolbox.readable()).containsExactly(programs.getParent());
    assertThat(toolbox.pathVariable()).startsWith("/opt/jdk/bin:" + programs + ":/usr/local/sbin");
  }

  @Test
  void homeAndItsHiddenDirectoriesDoNotComeAlong() throws IOException {
    Path bin = Files.createDirectories(directory.resolve("bin"));
    Path local = Files.createDirectories(directory.resolve(".local/bin"));

    Toolbox toolbox = Toolbox.discover(JAVA_HOME, bin + ":" + local, directory);

    assertThat(toolbox.readable()).containsExactly(bin, local);
  }

  @Test
  void homeOnThePathDoesNotComeAlongEither() throws IOException {
    Path home = Files.createDirectories(directory.resolve("somebody"));

    Toolbox toolbox = Toolbox.discover(JAVA_HOME, home + ":" + directory, home);

    assertThat(toolbox).isEqualTo(Toolbox.of(JAVA_HOME));
  }

  @Test
  void launchersOfManagersFindTheirInstallations() throws IOException {
    Path shims = Files.createDirectories(directory.resolve(".pyenv/shims"));
    Path cargo = Files.createDirectories(directory.resolve(".cargo/bin"));
    Path rustup = Files.createDirectories(directory.resolve(".rustup"));

    Toolbox toolbox = Toolbox.discover(JAVA_HOME, shims + ":" + cargo, directory);

    assertThat(toolbox.readable()).isEqualTo(List.of(shims, shims.getParent(), cargo, rustup));
    assertThat(toolbox.environment())
        .isEqualTo(
            Map.of("PYENV_ROOT", shims.getParent().toString(), "RUSTUP_HOME", rustup.toString()));
  }
}
