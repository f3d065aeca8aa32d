package io.codedeveloper.notification;

import io.codedeveloper.platform.Document;
import io.codedeveloper.platform.Fields;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Something that people are told or asked. Unknown fields of the document are kept.
///
/// @param fields the whole document
public record Notification(String id, Fields fields) {
  static Notification from(Document document) {
    return new Notification(document.id(), document.fields());
  }

  public Type type() {
    return Type.valueOf(fields.requireText("type").toUpperCase(Locale.ROOT));
  }

  public String title() {
    return fields.requireText("title");
  }

  public String message() {
    return fields.requireText("message");
  }

  public Level level() {
    return Level.valueOf(fields.requireText("level").toUpperCase(Locale.ROOT));
  }

  public Status status() {
    return Status.valueOf(fields.requireText("status").toUpperCase(Locale.ROOT));
  }

  public Instant createdAt() {
    return fields.instant("createdAt").orElseThrow();
  }

  /// How often it was to be told; more than once for what happens again and again.
  public long count() {
    return fields.number("count", 1);
  }

  public boolean requiresResponse() {
    return fields.flag("requiresResponse");
  }

  /// The only answers that count; any text counts where it is empty.
  public List<String> choices() {
    return fields.texts("choices");
  }

  public Optional<String> response() {
    return fields.text("response");
  }

  /// Who answered.
  public Optional<String> respondedBy() {
    return fields.text("respondedBy");
  }

  /// What it is about: `iteration`, `priority` and the like.
  public Fields context() {
    return fields.fields("context");
  }

  /// When the next try to deliver it is due; empty when nothing more is to come.
  public Optional<Instant> deliverAt() {
    return fields.instant("deliverAt");
  }

  /// How often its delivery was begun.
  public long deliveryTries() {
    return fields.fields("delivery").number("tries", 0);
  }

  /// What became of its delivery, channel by channel.
  public List<DeliveryResult> deliveries() {
    var channels = fields.fields("delivery").fields("channels");
    return channels.asMap().keySet().stream()
        .sorted()
        .map(channel -> delivery(channel, channels.fields(channel)))
        .toList();
  }

  private static DeliveryResult delivery(String channel, Fields known) {
    return new DeliveryResult(
        channel,
        DeliveryResult.State.valueOf(known.requireText("state").toUpperCase(Locale.ROOT)),
        known.requireText("result"),
        known.instant("at").orElseThrow());
  }

  /// What a notification is for.
  public enum Type {
    QUESTION,
    INFO,
    WARNING,
    ERROR,
    COMPLETION;

    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// How urgent it is.
  public enum Level {
    CRITICAL,
    HIGH,
    NORMAL,
    LOW;

    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// What people did with it.
  public enum Status {
    PENDING,
    READ,
    RESPONDED,
    DISMISSED;

    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }

    /// The status of this name; empty when there is none.
    public static Optional<Status> of(String wireName) {
      for (var status : values()) {
        if (status.wireName().equals(wireName)) {
          return Optional.of(status);
        }
      }
      return Optional.empty();
    }
  }
}
