package io.codedeveloper.daemon;

import io.codedeveloper.platform.Message;
import io.codedeveloper.platform.UserErrorException;
import io.codedeveloper.project.ProjectDocuments;
import io.codedeveloper.project.ProjectId;
import java.util.Map;

/// What the dispatcher is told. A message only points at documents, so that a late or repeated one
/// does no harm.
public sealed interface DaemonMessage {
  /// The version of these messages; one without a version is of this.
  String VERSION = "1";

  ProjectId project();

  /// A command was accepted. @param command its id
  record CommandIssued(ProjectId project, String command) implements DaemonMessage {
    /// @throws IllegalArgumentException for an id that no document can have
    public CommandIssued {
      new ProjectDocuments(project).command(command);
    }
  }

  /// A schedule's slot has come. @param schedule see [Ticks]
  record Tick(ProjectId project, String schedule) implements DaemonMessage {}

  /// An execution ended in order.
  record IterationFinished(ProjectId project, String iteration, IterationOutcome outcome)
      implements DaemonMessage {}

  /// The time for a graceful stop is over.
  record StopDeadline(ProjectId project) implements DaemonMessage {}

  /// The time of a notification to be delivered may have come. @param notification its id
  record DeliveryDue(ProjectId project, String notification) implements DaemonMessage {
    /// @throws IllegalArgumentException for an id that no document can have
    public DeliveryDue {
      new ProjectDocuments(project).notification(notification);
    }
  }

  private String type() {
    return switch (this) {
      case CommandIssued issued -> "io.codedeveloper.command";
      case Tick tick -> "io.codedeveloper.tick";
      case IterationFinished finished -> "io.codedeveloper.iteration-finished";
      case StopDeadline deadline -> "io.codedeveloper.stop-deadline";
      case DeliveryDue due -> "io.codedeveloper.delivery-due";
    };
  }

  private Map<String, String> attributes() {
    var name = project().value();
    return switch (this) {
      case CommandIssued(var project, var command) -> Map.of("project", name, "command", command);
      case Tick(var project, var schedule) -> Map.of("project", name, "schedule", schedule);
      case IterationFinished(var project, var iteration, var outcome) ->
          Map.of("project", name, "iteration", iteration, "outcome", outcome.wireName());
      case StopDeadline(var project) -> Map.of("project", name);
      case DeliveryDue(var project, var notification) ->
          Map.of("project", name, "notification", notification);
    };
  }

  /// What it has to wait for: nothing waits for a server that takes its time over a notification.
  private String orderingKey() {
    return switch (this) {
      case DeliveryDue due -> "";
      case CommandIssued issued -> project().value();
      case Tick tick -> project().value();
      case IterationFinished finished -> project().value();
      case StopDeadline deadline -> project().value();
    };
  }

  /// The message for the bus. @param id of this one publication
  default Message toMessage(String id) {
    return new Message(id, type(), orderingKey(), attributes(), "{}");
  }

  /// @throws IllegalArgumentException when it is none of these messages, of a later version, or
  ///   lacks something
  static DaemonMessage from(Message message) {
    var version = message.attributes().getOrDefault("version", VERSION);
    if (!version.equals(VERSION)) {
      throw new IllegalArgumentException(
          "message %s (%s) is of version %s, and this is version %s"
              .formatted(message.id(), message.type(), version, VERSION));
    }
    var project = project(message);
    return switch (message.type()) {
      case "io.codedeveloper.command" -> new CommandIssued(project, attribute(message, "command"));
      case "io.codedeveloper.tick" -> new Tick(project, attribute(message, "schedule"));
      case "io.codedeveloper.iteration-finished" ->
          new IterationFinished(
              project,
              attribute(message, "iteration"),
              IterationOutcome.of(attribute(message, "outcome")));
      case "io.codedeveloper.stop-deadline" -> new StopDeadline(project);
      case "io.codedeveloper.delivery-due" ->
          new DeliveryDue(project, attribute(message, "notification"));
      default ->
          throw new IllegalArgumentException("there is no message type '" + message.type() + "'");
    };
  }

  private static ProjectId project(Message message) {
    try {
      return new ProjectId(attribute(message, "project"));
    } catch (UserErrorException illegal) {
      throw new IllegalArgumentException(
          "message %s (%s) names no project: %s"
              .formatted(message.id(), message.type(), illegal.getMessage()),
          illegal);
    }
  }

  private static String attribute(Message message, String name) {
    var value = message.attributes().get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "message %s (%s) has no attribute '%s'".formatted(message.id(), message.type(), name));
    }
    return value;
  }
}
