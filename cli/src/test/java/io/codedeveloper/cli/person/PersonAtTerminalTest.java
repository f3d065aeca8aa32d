package io.codedeveloper.cli.person;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PersonAtTerminalTest {
  @TempDir Path directory;

  @Test
  void editorIsACommandWithArgumentsAndTheFileMayHaveAnyName() throws IOException {
    var file = Files.writeString(directory.resolve("it's a $file.md"), "one\n");
    var code = new PersonAtTerminal().edit("sed -i s/one/two/", file);
    assertThat(code).isZero();
    assertThat(file).hasContent("two\n");
  }

  @Test
  void editorThatIsMissingIsTheShellsExitCode() {
    var code = new PersonAtTerminal().edit("no-such-editor-here 2>/dev/null", directory);
    assertThat(code).isEqualTo(127);
  }
}
