package io.codedeveloper.daemon;

import io.codedeveloper.platform.Fields;
import java.time.Duration;
import java.util.Optional;

/// What a user asks of the daemon.
public sealed interface Command {
  /// Work from now on.
  ///
  /// @param priority the id of the one to begin with
  /// @param force also when the daemon runs already, or waits after a failure
  record Start(Optional<String> priority, boolean force) implements Command {}

  /// Do not work any more.
  ///
  /// @param graceful true: finish the present step; false: end now
  /// @param timeout after which a graceful stop becomes a forced one
  record Stop(boolean graceful, Duration timeout) implements Command {
    /// How long a step may take to finish, unless the user says otherwise.
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);
  }

  /// End what runs at its next safe point, then go on with it in a new execution.
  record Restart() implements Command {}

  /// Answer a notification.
  record Respond(String notification, String response) implements Command {}

  /// The command's name in documents and JSON.
  default String type() {
    return switch (this) {
      case Start start -> "start";
      case Stop stop -> "stop";
      case Restart restart -> "restart";
      case Respond respond -> "respond";
    };
  }

  /// True for commands of which only the last one counts.
  default boolean decidesState() {
    return !(this instanceof Respond);
  }

  default Fields arguments() {
    return switch (this) {
      case Start(var priority, var force) ->
          Fields.empty().withOptional("priority", priority).with("force", force);
      case Stop(var graceful, var timeout) ->
          Fields.empty().with("graceful", graceful).with("timeoutSeconds", timeout.toSeconds());
      case Restart() -> Fields.empty();
      case Respond(var notification, var response) ->
          Fields.empty().with("notification", notification).with("response", response);
    };
  }

  /// Reads what [#type] and [#arguments] gave.
  ///
  /// @throws IllegalArgumentException for an unknown type
  static Command of(String type, Fields arguments) {
    return switch (type) {
      case "start" -> new Start(arguments.text("priority"), arguments.flag("force"));
      case "stop" -> {
        var timeout = arguments.number("timeoutSeconds", Stop.DEFAULT_TIMEOUT.toSeconds());
        yield new Stop(arguments.flag("graceful"), Duration.ofSeconds(timeout));
      }
      case "restart" -> new Restart();
      case "respond" ->
          new Respond(arguments.requireText("notification"), arguments.requireText("response"));
      default -> throw new IllegalArgumentException("there is no command '" + type + "'");
    };
  }
}
