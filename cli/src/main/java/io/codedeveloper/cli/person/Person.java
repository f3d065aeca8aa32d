package io.codedeveloper.cli.person;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// What only the person who uses the command line can do.
public interface Person {
  /// True when they can be asked: they see what is printed as it comes, and can type.
  boolean there();

  /// The line that they type as an answer; empty when they end the input instead.
  Optional<String> answer(String question);

  /// A secret that they type without seeing it, or else the first line of standard input; empty
  /// when there is none.
  Optional<String> secret(String question);

  /// Whether something is piped in, which [#secret] would read. It does not wait for it.
  default boolean hasPiped() {
    return false;
  }

  /// Opens an editor and waits until it is closed.
  ///
  /// @param editor a command of the shell, which may have arguments
  /// @return the editor's exit code; that of the shell, 127, when there is no such editor
  int edit(String editor, Path file);

  /// Lets time pass.
  ///
  /// @return false when they do not want to wait any longer
  boolean pause(Duration duration);

  /// Nobody: a script, or a test.
  static Person nobody() {
    return new Person() {
      @Override
      public boolean there() {
        return false;
      }

      @Override
      public Optional<String> answer(String question) {
        return Optional.empty();
      }

      @Override
      public Optional<String> secret(String question) {
        return Optional.empty();
      }

      @Override
      public int edit(String editor, Path file) {
        throw new IllegalStateException("nobody is there to edit " + file);
      }

      @Override
      public boolean pause(Duration duration) {
        return false;
      }
    };
  }
}
