package io.codedeveloper.daemon;

import io.codedeveloper.notification.Notification;
import io.codedeveloper.notification.NotificationDraft;
import io.codedeveloper.notification.Notifications;
import io.codedeveloper.platform.CollectionPath;
import io.codedeveloper.platform.DocumentStore;
import io.codedeveloper.platform.Fields;
import io.codedeveloper.platform.Message;
import io.codedeveloper.platform.Platform;
import io.codedeveloper.project.ProjectId;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/// Messages with which nothing could be done: each is recorded, and people are told.
public final class DeadLetters {
  /// All records.
  public static final CollectionPath ALL = new CollectionPath("deadLetters");

  private static final Duration KEPT = Duration.ofDays(90);
  private static final int LONGEST = 500;

  private final DocumentStore store;
  private final Projects projects;
  private final Commands commands;

  public DeadLetters(Platform platform) {
    store = platform.documents();
    projects = new Projects(store);
    commands = new Commands(store, platform.bus(), platform.ids());
  }

  /// A message that this version does not understand: delivering it again would change nothing.
  ///
  /// @param id of the event or message
  /// @param project the one that it names, if it names one
  public void malformed(String id, Optional<String> project, String why) {
    record(id, project, why);
    var message =
        "a message (%s) was not understood and is left aside: %s; check that functions and job are of the same version"
            .formatted(shortened(id), shortened(why));
    concerned(project).forEach(known -> tell(known, "not-understood", message));
  }

  /// A message whose deliveries all failed. A command ends as failed with it; ticks and ends of
  /// iterations are made up for by the next tick, and so are notifications that were to be
  /// delivered: to notify of that would be one more.
  public void exhausted(Message message, String why) {
    record(message.id(), Optional.of(message.orderingKey()), why);
    var parsed = parsed(message).orElse(null);
    if (parsed instanceof DaemonMessage.DeliveryDue) {
      return;
    }
    if (parsed instanceof DaemonMessage.CommandIssued(var project, var command)
        && projects.get(project).isPresent()) {
      commands.fail(project, command, failed(command, why));
      return;
    }
    var text =
        "a message (%s) could not be delivered: %s; the next tick makes up for it, and the dispatcher's log says more"
            .formatted(message.type(), shortened(why));
    concerned(Optional.of(message.orderingKey()))
        .forEach(known -> tell(known, "undelivered", text));
  }

  private static Optional<DaemonMessage> parsed(Message message) {
    try {
      return Optional.of(DaemonMessage.from(message));
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  private static String failed(String command, String why) {
    return "the command %s could not be carried out: %s; look at the dispatcher's log, then give it again"
        .formatted(command, shortened(why));
  }

  private void record(String id, Optional<String> project, String why) {
    store.transact(tx -> {
      var fields =
          Fields.empty()
              .with("message", shortened(id))
              .withOptional("project", project.map(DeadLetters::shortened))
              .with("reason", shortened(why))
              .with("at", tx.time())
              .with("expireAt", tx.time().plus(KEPT));
      tx.put(ALL.document(documentId(id)), fields);
      return true;
    });
  }

  /// The project that the message names; all where it names none that is there.
  private List<ProjectId> concerned(Optional<String> named) {
    var all = projects.all().stream().map(Project::id).toList();
    var one = all.stream().filter(id -> named.equals(Optional.of(id.value()))).toList();
    return one.isEmpty() ? all : one;
  }

  private void tell(ProjectId project, String kind, String message) {
    store.transact(tx -> {
      var day = LocalDate.ofInstant(tx.time(), ZoneOffset.UTC);
      return Notifications.tell(
          tx,
          project,
          NotificationDraft.of(
              project.value(),
              kind + "-" + day,
              Notification.Type.ERROR,
              Notification.Level.HIGH,
              "A message was given up",
              message));
    });
  }

  /// Whatever stands in a foreign id.
  private static String documentId(String id) {
    var plain = id.replaceAll("[^A-Za-z0-9-]", "_");
    return "m-" + plain.substring(0, Math.min(100, plain.length()));
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }
}
