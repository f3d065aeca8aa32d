package io.codedeveloper.cli.person;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
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

  @Test
  void whatIsPipedInIsSeenAndNobodyWaitsForIt() throws IOException {
    var input = System.in;
    try (var pipe = new PipedOutputStream();
        var piped = new PipedInputStream(pipe)) {
      System.setIn(piped);
      var person = new PersonAtTerminal();
      assertThat(person.hasPiped()).as("the pipe is open, and empty").isFalse();

      pipe.write("value\n".getBytes(UTF_8));

      assertThat(person.hasPiped()).isTrue();
      assertThat(person.secret("")).contains("value");
    } finally {
      System.setIn(input);
    }
  }
}
