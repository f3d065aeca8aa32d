package io.codedeveloper.functions;

import com.google.cloud.functions.HttpRequest;
import io.codedeveloper.platform.CloudEventHeaders;
import io.codedeveloper.platform.Message;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a push subscription without wrapper and with metadata calls a function with: a message's
/// attributes as headers, which are those of a CloudEvent ([CloudEventHeaders]), and its body.
///
/// @param headers by their names in lower case; of a header that stands twice, all values with
///   commas
record Pushed(Map<String, String> headers, String body) {
  /// Pub/Sub's largest message, in bytes.
  private static final int LARGEST = 10_000_000;

  static Pushed in(HttpRequest request) throws IOException {
    var bytes = request.getInputStream().readNBytes(LARGEST);
    return new Pushed(headers(request), new String(bytes, StandardCharsets.UTF_8));
  }

  private static Map<String, String> headers(HttpRequest request) {
    return request.getHeaders().entrySet().stream()
        .collect(
            Collectors.toMap(
                header -> header.getKey().toLowerCase(Locale.ROOT),
                header -> String.join(",", header.getValue()),
                (one, other) -> one + "," + other));
  }

  static Optional<String> header(HttpRequest request, String name) {
    return Optional.ofNullable(headers(request).get(name.toLowerCase(Locale.ROOT)));
  }

  /// The bearer token of whoever calls.
  static Optional<String> token(HttpRequest request) {
    return header(request, "authorization")
        .filter(value -> value.regionMatches(true, 0, "Bearer ", 0, 7))
        .map(value -> value.substring(7).strip());
  }

  /// @throws IllegalArgumentException when this is no message
  Message message() {
    return CloudEventHeaders.message(headers, body);
  }

  /// What Pub/Sub calls the message, whatever is in it.
  String id() {
    var own = headers.getOrDefault("x-goog-pubsub-message-id", "without-id");
    return headers.getOrDefault("ce-id", own);
  }
}
