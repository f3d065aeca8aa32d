package io.codedeveloper.functions.api;

import io.codedeveloper.daemon.Command;
import io.codedeveloper.daemon.CommandRecord;
import io.codedeveloper.daemon.Commands;
import io.codedeveloper.daemon.Commands.Acceptance;
import io.codedeveloper.daemon.Project;
import io.codedeveloper.daemon.Projects;
import io.codedeveloper.functions.http.Answer;
import io.codedeveloper.functions.http.Call;
import io.codedeveloper.functions.http.Problem;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/// Starts, stops and restarts the daemon.
final class DaemonApi {
  private static final int LONGEST_TIMEOUT_SECONDS = 3600;

  /// How long `?wait=true` waits at most: a request may last 30 seconds.
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(25);

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

  private final Projects projects;
  private final ProjectChoice choice;
  private final Commands commands;
  private final KnownPriorities known;
  private final Clock clock;
  private final Patience patience;

  DaemonApi(
      Projects projects, Commands commands, KnownPriorities known, Clock clock, Patience patience) {
    this.projects = projects;
    this.choice = new ProjectChoice(projects);
    this.commands = commands;
    this.known = known;
    this.clock = clock;
    this.patience = patience;
  }

  Answer start(Call call) {
    var body = call.json().only("priority", "force");
    var project = choice.of(call);
    var priority = body.text("priority");
    priority.ifPresent(id -> known.check(project, id));
    var command = new Command.Start(priority, body.flag("force").orElse(false));
    return accepted(accept(project, command, call), "the daemon starts");
  }

  Answer stop(Call call) {
    var body = call.json().only("graceful", "timeout");
    var seconds = body.number("timeout").orElse(Command.Stop.DEFAULT_TIMEOUT.toSeconds());
    if (seconds < 0 || seconds > LONGEST_TIMEOUT_SECONDS) {
      throw new Problem(
          400, "the field 'timeout' must be 0 to %d seconds".formatted(LONGEST_TIMEOUT_SECONDS));
    }
    var project = choice.of(call);
    var timeout = Duration.ofSeconds(seconds);
    var command = new Command.Stop(body.flag("graceful").orElse(true), timeout);
    var wait = call.flag("wait");
    var record = accept(project, command, call);
    return wait ? stopped(project, record, timeout) : accepted(record, "the daemon stops");
  }

  Answer restart(Call call) {
    call.json().only();
    var project = choice.of(call);
    return accepted(accept(project, new Command.Restart(), call), "the daemon restarts");
  }

  private CommandRecord accept(Project project, Command command, Call call) {
    return switch (commands.accept(project.id(), command, call.subject(), call.idempotencyKey())) {
      case Acceptance.Accepted(var record, var repeated) -> record;
      case Acceptance.Conflict(var key) ->
          throw new Problem(
              409, "the Idempotency-Key '%s' was used for another request".formatted(key));
      case Acceptance.AlreadyRunning() ->
          throw new Problem(
              409,
              "the daemon of project '%s' runs already; to start it all the same, with a priority for instance, say force"
                  .formatted(project.id()));
      case Acceptance.NotAnswerable notAnswerable ->
          throw new IllegalStateException("only an answer can be refused as one");
    };
  }

  /// Looks until the daemon has stopped or the time is over.
  private Answer stopped(Project project, CommandRecord record, Duration timeout) {
    var wait = timeout.compareTo(LONGEST_WAIT) < 0 ? timeout : LONGEST_WAIT;
    var end = clock.instant().plus(wait);
    while (true) {
      var now = projects.require(project.id());
      if (now.liveLease(clock.instant()).isEmpty()) {
        return Answer.success(200, "the daemon has stopped", data(record));
      }
      if (!clock.instant().isBefore(end)) {
        throw new Problem(
            408, "the daemon has not stopped within %d seconds".formatted(wait.toSeconds()));
      }
      patience.pause(BETWEEN_LOOKS);
    }
  }

  private static Answer accepted(CommandRecord record, String message) {
    return Answer.success(202, message, data(record));
  }

  private static Map<String, Object> data(CommandRecord record) {
    return Map.of("command", Words.of(record));
  }
}
