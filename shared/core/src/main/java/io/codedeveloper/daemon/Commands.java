package io.codedeveloper.daemon;

import io.codedeveloper.notification.Notification;
import io.codedeveloper.notification.NotificationDraft;
import io.codedeveloper.notification.Notifications;
import io.codedeveloper.platform.DocumentStore;
import io.codedeveloper.platform.IdSource;
import io.codedeveloper.platform.MessageBus;
import io.codedeveloper.platform.Query;
import io.codedeveloper.platform.Transaction;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.project.ProjectDocuments;
import io.codedeveloper.project.ProjectId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Takes commands in: the state that they ask for and their document are one transaction; the
/// document is the outbox.
public final class Commands {
  private final DocumentStore store;
  private final MessageBus bus;
  private final IdSource ids;

  public Commands(DocumentStore store, MessageBus bus, IdSource ids) {
    this.store = store;
    this.bus = bus;
    this.ids = ids;
  }

  /// Accepts a command, or says why not. What is accepted ends as applied, superseded or failed.
  ///
  /// @param issuedBy the subject who asks
  /// @param idempotencyKey the same key of the same subject gives the same command
  public Acceptance accept(
      ProjectId project, Command command, String issuedBy, Optional<String> idempotencyKey) {
    var id = idempotencyKey.map(key -> "k-" + digest(issuedBy + "\n" + key)).orElseGet(ids::next);
    var acceptance =
        store.transact(tx -> decide(tx, project, id, command, issuedBy, idempotencyKey));
    if (acceptance instanceof Acceptance.Accepted(var accepted, var repeated)
        && accepted.state() == CommandState.PENDING) {
      publishOrLeave(project, accepted);
    }
    return acceptance;
  }

  public Optional<CommandRecord> get(ProjectId project, String id) {
    return store.get(new ProjectDocuments(project).command(id)).map(CommandRecord::from);
  }

  /// Commands that have not ended, oldest first, at most 100.
  List<CommandRecord> open(ProjectId project) {
    var query =
        Query.of(new ProjectDocuments(project).commands(), "issuedAt").whereEqual("open", true);
    return store.query(query).items().stream().map(CommandRecord::from).toList();
  }

  /// Publishes a command and notes that.
  ///
  /// @throws TransientException when it could not be published
  void publish(ProjectId project, CommandRecord command) {
    var message = new DaemonMessage.CommandIssued(project, command.id()).toMessage(ids.next());
    bus.publish(MessageBus.Topic.COMMANDS, message);
    store.transact(tx -> {
      var current = find(tx, project, command.id()).filter(CommandRecord::open);
      current.ifPresent(known -> put(tx, project, known.delivered(tx.time())));
      return current.isPresent();
    });
  }

  /// Ends a command that this version does not understand, or whose document is damaged.
  void failUnreadable(ProjectId id, CommandRecord command) {
    fail(
        id,
        command.id(),
        "the command '%s' (%s) cannot be read by this version; see that the dispatcher is of the same version as the API, then give it again"
            .formatted(command.type(), command.id()));
  }

  /// Ends a command that could not be done, and tells people; one that has ended stays as it is.
  ///
  /// @param why one sentence for people, with the next step
  void fail(ProjectId id, String command, String why) {
    store.transact(tx -> {
      var project = Projects.require(tx, id);
      var current = find(tx, id, command).filter(CommandRecord::open);
      if (current.isEmpty()) {
        return false;
      }
      Notifications.notifyOnce(
          tx,
          id,
          NotificationDraft.of(
              command,
              "failed",
              Notification.Type.ERROR,
              Notification.Level.HIGH,
              "A command was lost",
              why));
      put(tx, id, current.get().ended(CommandState.FAILED, why, tx.time()));
      Projects.put(tx, project.counting("commandsFailed"));
      return true;
    });
  }

  static Optional<CommandRecord> find(Transaction tx, ProjectId project, String id) {
    return tx.get(new ProjectDocuments(project).command(id)).map(CommandRecord::from);
  }

  static CommandRecord put(Transaction tx, ProjectId project, CommandRecord command) {
    tx.put(new ProjectDocuments(project).command(command.id()), command.fields());
    return command;
  }

  private void publishOrLeave(ProjectId project, CommandRecord command) {
    try {
      publish(project, command);
    } catch (TransientException unreachable) {
      // The document is the outbox: the next tick publishes it.
      return;
    }
  }

  private static Acceptance decide(
      Transaction tx,
      ProjectId id,
      String commandId,
      Command command,
      String issuedBy,
      Optional<String> key) {
    var project = Projects.require(tx, id);
    var earlier = find(tx, id, commandId);
    if (earlier.isPresent()) {
      return earlier.get().command().equals(command)
          ? new Acceptance.Accepted(earlier.get(), true)
          : new Acceptance.Conflict(key.orElse(commandId));
    }
    if (command instanceof Command.Start(var priority, var force)
        && !force
        && project.desired() == Desired.RUNNING) {
      return new Acceptance.AlreadyRunning();
    }
    if (command instanceof Command.Respond(var notification, var response)) {
      var answer = Notifications.respond(tx, id, notification, response, issuedBy);
      if (!(answer instanceof Notifications.Response.Accepted)) {
        return new Acceptance.NotAnswerable(answer);
      }
    }
    var sequence = project.commandSequence() + 1;
    var record = CommandRecord.of(commandId, command, sequence, issuedBy, key, tx.time());
    Projects.put(tx, asked(project.with("commandSequence", sequence), command, tx.time()));
    return new Acceptance.Accepted(put(tx, id, record), false);
  }

  /// The state that a command asks for.
  private static Project asked(Project project, Command command, Instant now) {
    return switch (command) {
      case Command.Start(var priority, var force) ->
          running(project, now).with("requestedPriority", priority.orElse(null));
      case Command.Stop(var graceful, var timeout) -> {
        var working = project.liveLease(now).isPresent();
        yield project
            .with("desired", Desired.STOPPED.wireName())
            .with("stopBy", graceful ? now.plus(timeout) : now)
            .with("phase", working ? "stopping" : "stopped");
      }
      case Command.Restart() -> running(project, now).with("haltFence", project.highestFence());
      case Command.Respond respond -> project.unpaused();
    };
  }

  private static Project running(Project project, Instant now) {
    var started = project.desired() == Desired.RUNNING ? project : project.with("startedAt", now);
    return started
        .with("desired", Desired.RUNNING.wireName())
        .with("phase", project.liveLease(now).isPresent() ? "working" : "idle")
        .without("stopBy")
        .unpaused();
  }

  private static String digest(String text) {
    try {
      var hash = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(hash.digest(text.getBytes(StandardCharsets.UTF_8)), 0, 20);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }

  /// What became of a command.
  public sealed interface Acceptance {
    /// @param repeated true when the same idempotency key gave it before
    record Accepted(CommandRecord command, boolean repeated) implements Acceptance {}

    /// The idempotency key was used for another command.
    record Conflict(String idempotencyKey) implements Acceptance {}

    /// The daemon runs already, and the command does not say to go on all the same.
    record AlreadyRunning() implements Acceptance {}

    /// The notification takes no such answer. @param why never accepted
    record NotAnswerable(Notifications.Response why) implements Acceptance {}
  }
}
