package io.codedeveloper.cli;

import io.codedeveloper.auth.Redactor;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.platform.UserErrorException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// Turns what went wrong into one clear sentence and an exit code: the only place that does.
final class Problems {
  private static final String LOG = "project-manager.log";

  private final Surroundings surroundings;
  private final Redactor redactor;

  Problems(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.redactor = surroundings.redactor();
  }

  /// Reports a failure and returns the exit code.
  int report(Throwable failure) {
    return switch (failure) {
      case UserErrorException user -> {
        tell(user);
        yield ExitCode.USER_MUST_ACT;
      }
      case UnreachableException unreachable -> {
        tell(unreachable);
        yield ExitCode.UNREACHABLE;
      }
      case TransientException later -> {
        tell(later);
        yield ExitCode.TRY_AGAIN;
      }
      default -> bug(failure);
    };
  }

  private void tell(RuntimeException known) {
    var message = redactor.redact(String.valueOf(known.getMessage()));
    surroundings.console().problem("project-manager: " + message);
  }

  private int bug(Throwable failure) {
    var where =
        keep(failure)
            .map(file -> "; the details are in " + file)
            .orElse(
                "; the details could not be kept (" + surroundings.state() + " is not writable)");
    surroundings
        .console()
        .problem(
            "project-manager: this is a bug of code-developer (%s)%s"
                .formatted(failure.getClass().getSimpleName(), where));
    return ExitCode.BUG;
  }

  private Optional<Path> keep(Throwable failure) {
    var file = surroundings.state().resolve(LOG);
    var trace = new StringWriter();
    trace.append(surroundings.clock().instant().toString()).append(' ');
    failure.printStackTrace(new PrintWriter(trace, true));
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(
          file,
          redactor.redact(trace.toString()),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
      return Optional.of(file);
    } catch (IOException notWritable) {
      return Optional.empty();
    }
  }
}
