package io.codedeveloper.functions.api;

import io.codedeveloper.daemon.CommandRecord;
import io.codedeveloper.notification.Notification;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Things under the names that the API has for them.
final class Words {
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

  static Map<String, @Nullable Object> of(Notification notification) {
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
    return words;
  }

  static String of(Instant instant) {
    return instant.toString();
  }

  static <T> @Nullable T orNull(Optional<T> value) {
    return value.orElse(null);
  }
}
