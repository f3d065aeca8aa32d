package io.codedeveloper.notification;

import io.codedeveloper.platform.Fields;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/// A notification to be made.
///
/// @param about the id of what it is about: an iteration or a command
/// @param kind what it says about that, `question-1` or `completed`: one notification is made per
///   (about, kind)
/// @param choices the only answers that count; empty: any text
/// @param context what it is about, for programs: `iteration`, `priority`, …
public record NotificationDraft(
    String about,
    String kind,
    Notification.Type type,
    Notification.Level level,
    String title,
    String message,
    boolean requiresResponse,
    List<String> choices,
    Fields context) {
  private static final Duration KEPT = Duration.ofDays(90);

  public NotificationDraft {
    choices = List.copyOf(choices);
  }

  /// One that asks for nothing.
  public static NotificationDraft of(
      String about,
      String kind,
      Notification.Type type,
      Notification.Level level,
      String title,
      String message) {
    return new NotificationDraft(
        about, kind, type, level, title, message, false, List.of(), Fields.empty());
  }

  /// A question that waits for an answer.
  public static NotificationDraft question(
      String about, String kind, String title, String message, List<String> choices) {
    return new NotificationDraft(
        about,
        kind,
        Notification.Type.QUESTION,
        Notification.Level.HIGH,
        title,
        message,
        true,
        choices,
        Fields.empty());
  }

  public NotificationDraft withContext(Fields more) {
    return new NotificationDraft(
        about, kind, type, level, title, message, requiresResponse, choices, context.withAll(more));
  }

  /// This draft with everything that people read changed.
  public NotificationDraft withTexts(UnaryOperator<String> change) {
    return new NotificationDraft(
        about,
        kind,
        type,
        level,
        change.apply(title),
        change.apply(message),
        requiresResponse,
        choices.stream().map(change).toList(),
        context);
  }

  /// The same for every draft of this (about, kind).
  public String id() {
    return about + "." + kind;
  }

  /// The notification, and the order to deliver it: both are stored, or neither is.
  Notification at(Instant now) {
    return new Notification(
        id(),
        Fields.empty()
            .with("type", type.wireName())
            .with("title", title)
            .with("message", message)
            .with("level", level.wireName())
            .with("createdAt", now)
            .with("deliverAt", now)
            .with("status", Notification.Status.PENDING.wireName())
            .with("requiresResponse", requiresResponse)
            .with("choices", choices)
            .with("context", context)
            .with("expireAt", now.plus(KEPT)));
  }
}
