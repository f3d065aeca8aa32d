package io.codedeveloper.job.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codedeveloper.job.registry.RegistryAccess;
import io.codedeveloper.job.sandbox.CommandSandbox.CommandRequest;
import io.codedeveloper.job.sandbox.CommandSandbox.Network;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.platform.UserErrorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SandboxesIT {
  private static final Toolbox TOOLBOX = Toolbox.of(Path.of(System.getProperty("java.home")));

  @TempDir Path directory;

  @Test
  void automaticChoiceIsBubblewrapWhereItWorks() {
    InstalledBubblewrap.assume();

    assertThat(Sandboxes.choose("auto", TOOLBOX, List.of()).orRefuse().name())
        .isEqualTo("bubblewrap");
  }

  @Test
  void noneIsTakenOnlyWhenItIsAskedFor() {
    assertThat(Sandboxes.choose("none", TOOLBOX, List.of()).orRefuse().name()).isEqualTo("none");
  }

  @Test
  void unknownNameIsRefusedWithTheKnownOnes() {
    assertThatThrownBy(() -> Sandboxes.choose("docker", TOOLBOX, List.of()))
        .isInstanceOf(UserErrorException.class)
        .hasMessage("there is no sandbox 'docker': use auto, bubblewrap, cloud-run or none");
  }

  @Test
  void refusalSaysWhatToInstallAndWhatNoneMeans() {
    SandboxChoice choice =
        Sandboxes.choose("auto", TOOLBOX, List.of(), RegistryAccess.standard(), "no-such-program");

    assertThatThrownBy(choice::orRefuse)
        .isInstanceOf(UserErrorException.class)
        .hasMessageStartingWith("bubblewrap is not installed. ")
        .hasMessageContaining("apt-get install bubblewrap")
        .hasMessageContaining("--sandbox none")
        .hasMessageContaining("with your rights");
  }

  @Test
  void programThatCannotIsolateIsUnavailableWithItsOwnWords() throws Exception {
    Path program = directory.resolve("bwrap");
    Files.writeString(
        program, "#!/bin/sh\necho 'No permissions to create namespace' >&2\nexit 1\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();

    SandboxChoice choice =
        Sandboxes.choose(
            "bubblewrap", TOOLBOX, List.of(), RegistryAccess.standard(), program.toString());

    assertThat(choice).isInstanceOf(SandboxChoice.Unavailable.class);
    assertThatThrownBy(choice::orRefuse)
        .hasMessageContaining(program.toString())
        .hasMessageContaining("No permissions to create namespace");
  }

  @Test
  void sandboxThatCannotStartMayWorkLater() {
    BubblewrapSandbox sandbox =
        new BubblewrapSandbox(
            directory.resolve("gone"),
            new BubblewrapFeatures(UserSeparation.CLOSED_NAMESPACE, true),
            TOOLBOX,
            List.of(),
            Limits.usual(),
            RegistryAccess.standard());
    CommandRequest request =
        new CommandRequest(
            "true",
            directory,
            List.of(directory),
            List.of(),
            Map.of(),
            Network.NONE,
            Duration.ofMinutes(1),
            () -> false);

    assertThatThrownBy(() -> sandbox.run(request))
        .isInstanceOf(TransientException.class)
        .hasMessageContaining("gone");
  }

  @Test
  void withoutUserNamespacesTheCapabilitiesAreGoneAllTheSame() {
    InstalledBubblewrap.assume();
    org.junit.jupiter.api.Assumptions.assumeTrue("root".equals(System.getProperty("user.name")));
    BubblewrapSandbox sandbox =
        new BubblewrapSandbox(
            Path.of("/usr/bin/bwrap"),
            new BubblewrapFeatures(UserSeparation.SAME_USER, false),
            TOOLBOX,
            List.of(),
            Limits.usual(),
            RegistryAccess.standard());

    CommandRequest request =
        new CommandRequest(
            "grep CapEff /proc/self/status; echo 1 > /proc/sys/kernel/core_uses_pid || echo refused",
            directory,
            List.of(directory),
            List.of(),
            Map.of(),
            Network.NONE,
            Duration.ofMinutes(1),
            () -> false);

    assertThat(sandbox.run(request).output())
        .startsWith("CapEff:\t0000000000000000\n")
        .endsWith("refused\n");
  }
}
