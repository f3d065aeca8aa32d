package io.codedeveloper.notification;

import io.codedeveloper.platform.DocumentStore;
import io.codedeveloper.platform.Page;
import io.codedeveloper.platform.Query;
import io.codedeveloper.platform.Transaction;
import io.codedeveloper.project.ProjectDocuments;
import io.codedeveloper.project.ProjectId;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The notifications of a project.
public final class Notifications {
  private final DocumentStore store;

  public Notifications(DocumentStore store) {
    this.store = store;
  }

  /// Makes the notification unless the one of its (about, kind) is there; returns the one that is
  /// there then.
  public Notification notifyOnce(ProjectId project, NotificationDraft draft) {
    return store.transact(tx -> notifyOnce(tx, project, draft));
  }

  /// As [#notifyOnce(ProjectId, NotificationDraft)], within a transaction. It reads, then writes:
  /// call it after all reads and before all other writes.
  public static Notification notifyOnce(
      Transaction tx, ProjectId project, NotificationDraft draft) {
    return find(tx, project, draft.id()).orElseGet(() -> create(tx, project, draft));
  }

  /// Makes the notification, or counts one more time that it was to be told: what happens at each
  /// tick is one notification with a number.
  public Notification tell(ProjectId project, NotificationDraft draft) {
    return store.transact(tx -> tell(tx, project, draft));
  }

  /// As [#tell(ProjectId, NotificationDraft)], within a transaction: call it after all reads and
  /// before all other writes.
  public static Notification tell(Transaction tx, ProjectId project, NotificationDraft draft) {
    var known = find(tx, project, draft.id());
    if (known.isEmpty()) {
      return create(tx, project, draft);
    }
    var again = known.get().fields().with("count", known.get().count() + 1);
    return put(tx, project, new Notification(draft.id(), again.with("lastAt", tx.time())));
  }

  public Optional<Notification> get(ProjectId project, String id) {
    return store.get(new ProjectDocuments(project).notification(id)).map(Notification::from);
  }

  /// A page of notifications, newest first.
  ///
  /// @param status only those of this status; dismissed ones are found only when asked for
  public Page<Notification> list(
      ProjectId project, Optional<Notification.Status> status, int limit, Optional<String> cursor) {
    var all =
        Query.of(new ProjectDocuments(project).notifications(), "createdAt")
            .descending()
            .limit(limit);
    var some = status.map(wanted -> all.whereEqual("status", wanted.wireName())).orElse(all);
    var page = store.query(cursor.map(some::after).orElse(some));
    var items =
        page.items().stream()
            .map(Notification::from)
            .filter(one -> status.isPresent() || one.status() != Notification.Status.DISMISSED)
            .toList();
    return new Page<>(items, page.nextCursor());
  }

  /// Answers a notification; the first answer wins.
  public Response respond(ProjectId project, String id, String response, String by) {
    return store.transact(tx -> respond(tx, project, id, response, by));
  }

  /// As [#respond(ProjectId, String, String, String)], within a transaction: call it after all
  /// reads and before all other writes.
  public static Response respond(
      Transaction tx, ProjectId project, String id, String response, String by) {
    var found = find(tx, project, id);
    if (found.isEmpty()) {
      return new Response.NotFound();
    }
    var notification = found.get();
    if (notification.response().isPresent()) {
      return new Response.AlreadyAnswered(notification);
    }
    var choices = notification.choices();
    if (response.isBlank() || !(choices.isEmpty() || choices.contains(response))) {
      return new Response.InvalidChoice(notification);
    }
    var answered =
        notification
            .fields()
            .with("response", response)
            .with("respondedBy", by)
            .with("respondedAt", tx.time())
            .with("status", Notification.Status.RESPONDED.wireName());
    return new Response.Accepted(put(tx, project, new Notification(id, answered)));
  }

  /// Notes that somebody read it; an answered or dismissed one stays what it is. Empty when there
  /// is none.
  public Optional<Notification> markRead(ProjectId project, String id) {
    return change(
        project,
        id,
        known ->
            known.status() == Notification.Status.PENDING
                ? inStatus(known, Notification.Status.READ)
                : known);
  }

  /// Puts it out of sight. Empty when there is none.
  public Optional<Notification> dismiss(ProjectId project, String id) {
    return change(project, id, known -> inStatus(known, Notification.Status.DISMISSED));
  }

  private static Notification create(Transaction tx, ProjectId project, NotificationDraft draft) {
    var made = draft.at(tx.time());
    tx.create(new ProjectDocuments(project).notification(made.id()), made.fields());
    return made;
  }

  private Optional<Notification> change(
      ProjectId project, String id, UnaryOperator<Notification> change) {
    return store.transact(
        tx -> find(tx, project, id).map(known -> put(tx, project, change.apply(known))));
  }

  /// A notification, within a transaction.
  public static Optional<Notification> find(Transaction tx, ProjectId project, String id) {
    return tx.get(new ProjectDocuments(project).notification(id)).map(Notification::from);
  }

  /// Stores a notification as it is now, within a transaction.
  public static Notification put(Transaction tx, ProjectId project, Notification notification) {
    tx.put(new ProjectDocuments(project).notification(notification.id()), notification.fields());
    return notification;
  }

  private static Notification inStatus(Notification notification, Notification.Status status) {
    return new Notification(
        notification.id(), notification.fields().with("status", status.wireName()));
  }

  /// What became of an answer.
  public sealed interface Response {
    record Accepted(Notification notification) implements Response {}

    /// Somebody was faster. @param notification with the answer that counts
    record AlreadyAnswered(Notification notification) implements Response {}

    record NotFound() implements Response {}

    /// The answer is empty, or none of the choices. @param notification with its choices
    record InvalidChoice(Notification notification) implements Response {}
  }
}
