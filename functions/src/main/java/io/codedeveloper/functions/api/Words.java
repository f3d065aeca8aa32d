package io.codedeveloper.functions.api;

import io.codedeveloper.daemon.CommandRecord;
import io.codedeveloper.notification.DeliveryResult;
import io.codedeveloper.notification.Notification;
import io.codedeveloper.platform.Fields;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Things under the names that the API has for them.
public final class Words {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,255}");
  private static final Pattern CAMEL = Pattern.compile("[a-z]+(?:[A-Z][a-z0-9]*)+");
  private static final int LONGEST_SHOWN = 80;

  private Words() {}

  static Map<String, @Nullable Object> of(CommandRecord command) {
    var words = new LinkedHashMap<String, @Nullable Object>();
    words.put("id", command.id());
    words.put("type", command.command().type());
    words.put("state", command.state().wireName());
    words.put("sequence", command.sequence());
    words.put("issued_by", command.issuedBy());
    words.put("issued_at", of(command.issuedAt()));
    words.put("result", orNull(command.result()));
    return words;
  }

  /// A notification, as people outside know it.
  public static Map<String, @Nullable Object> of(Notification notification) {
    var words = new LinkedHashMap<String, @Nullable Object>();
    words.put("id", notification.id());
    words.put("type", notification.type().wireName());
    words.put("title", notification.title());
    words.put("message", notification.message());
    words.put("priority", notification.level().wireName());
    words.put("created_at", of(notification.createdAt()));
    words.put("status", notification.status().wireName());
    words.put("read", notification.status() != Notification.Status.PENDING);
    words.put("requires_response", notification.requiresResponse());
    words.put("choices", notification.choices());
    words.put("response", orNull(notification.response()));
    words.put("context", notification.context().asMap());
    words.put("deliveries", notification.deliveries().stream().map(Words::of).toList());
    return words;
  }

  private static Map<String, @Nullable Object> of(DeliveryResult delivery) {
    var words = new LinkedHashMap<String, @Nullable Object>();
    words.put("channel", delivery.channel());
    words.put("state", delivery.state().wireName());
    words.put("result", delivery.result());
    words.put("at", of(delivery.at()));
    return words;
  }

  /// A document's fields with names as the API writes them, `baseCommit` as `base_commit`, at every
  /// depth.
  static Map<String, @Nullable Object> of(Fields fields) {
    return snake(fields.asMap());
  }

  private static Map<String, @Nullable Object> snake(Map<?, ?> map) {
    var words = new LinkedHashMap<String, @Nullable Object>();
    map.forEach((name, value) -> words.put(snake(String.valueOf(name)), value(value)));
    return words;
  }

  private static @Nullable Object value(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Map<?, ?> map -> snake(map);
      case List<?> list -> list.stream().map(Words::value).toList();
      case Instant instant -> of(instant);
      default -> value;
    };
  }

  private static String snake(String name) {
    return CAMEL.matcher(name).matches()
        ? name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT)
        : name;
  }

  /// An id of a document that a caller may name; empty for any other text.
  static Optional<String> legalId(String text) {
    return Optional.of(text).filter(id -> ID.matcher(id).matches());
  }

  /// A text of a caller as it may stand in an answer.
  static String shown(String text) {
    return text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "…" : text;
  }

  static String of(Instant instant) {
    return instant.toString();
  }

  static <T> @Nullable T orNull(Optional<T> value) {
    return value.orElse(null);
  }
}
