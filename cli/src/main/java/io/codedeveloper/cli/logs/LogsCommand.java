package io.codedeveloper.cli.logs;

import io.codedeveloper.cli.ExitCode;
import io.codedeveloper.cli.OutputOptions;
import io.codedeveloper.cli.Surroundings;
import io.codedeveloper.cli.api.Connection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Shows what the daemon logged, and what it logs.
@Command(
    name = "logs",
    description = {
      "Shows what the daemon logged last, and with --follow what it logs until Ctrl-C; a connection"
          + " that breaks is made again, and nothing is shown twice.",
      "With --json each entry is one line of JSON."
    })
public final class LogsCommand implements Callable<Integer> {
  private static final int USUAL_TAIL = 100;

  private final Surroundings with;

  @Option(
      names = {"-f", "--follow"},
      description = "Go on until Ctrl-C.")
  private boolean follow;

  @Option(
      names = {"-n", "--tail"},
      paramLabel = "N",
      description = "Begin with so many entries, 0 to 1000 (default: 100).")
  private int tail = USUAL_TAIL;

  @Option(
      names = "--level",
      paramLabel = "LEVEL",
      description = "At least so grave: debug, info (default), warning or error.")
  private Level level = Level.INFO;

  @Option(
      names = "--since",
      paramLabel = "WHEN",
      description = "Nothing older: 15m, 2h, 1d, or a time such as 2026-03-01T12:00:00Z.")
  private Optional<String> since = Optional.empty();

  @Option(
      names = "--iteration",
      paramLabel = "ID",
      description = "Only what this iteration logged.")
  private Optional<String> iteration = Optional.empty();

  @Mixin private Connection connection = new Connection();
  @Mixin private OutputOptions output = new OutputOptions();

  public LogsCommand(Surroundings with) {
    this.with = with;
  }

  /// How grave an entry is.
  enum Level {
    DEBUG,
    INFO,
    WARNING,
    ERROR;

    /// As it is typed, completed and sent.
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Override
  public Integer call() {
    try (var api = connection.open(with)) {
      new LogTail(with, api, query(), follow, new LogPrinter(with.console(), output.json())).run();
      return ExitCode.DONE;
    }
  }

  private Map<String, String> query() {
    var query = new LinkedHashMap<String, String>();
    query.put("follow", String.valueOf(follow));
    query.put("tail", String.valueOf(tail));
    query.put("level", level.toString());
    since.ifPresent(text -> query.put("since", text));
    iteration.ifPresent(text -> query.put("iteration", text));
    return query;
  }
}
