package io.codedeveloper.cli;

import io.codedeveloper.auth.Redactor;
import io.codedeveloper.auth.Secret;
import io.codedeveloper.platform.SecretSource;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.platform.UserErrorException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Turns what went wrong into one clear sentence and an exit code: the only place that does.
final class Problems {
  private static final String LOG = "project-manager.log";

  /// What is shorter stands in for a key where none is needed; it would be found in every text.
  private static final int SHORTEST_SECRET = 8;

  private final Surroundings surroundings;
  private final Redactor redactor;

  Problems(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.redactor = new Redactor(secrets(surroundings));
  }

  private static List<Secret> secrets(Surroundings surroundings) {
    var names = Stream.of(SecretSource.Name.values()).map(Enum::name);
    return Stream.concat(names, Stream.of("CODE_DEVELOPER_TOKEN"))
        .flatMap(name -> surroundings.variable(name).stream())
        .filter(value -> value.length() >= SHORTEST_SECRET)
        .map(Secret::of)
        .toList();
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
