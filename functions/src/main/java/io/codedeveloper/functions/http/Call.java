package io.codedeveloper.functions.http;

import io.codedeveloper.auth.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// A request that was let through.
///
/// @param variable what stands in place of the path's variable, decoded once
/// @param principal who asks; empty where anyone may
/// @param body at most 10 MB
public record Call(
    String variable,
    Map<String, List<String>> query,
    Map<String, List<String>> headers,
    Optional<Principal> principal,
    byte[] body) {
  private static final Pattern OCTETS =
      Pattern.compile("application/octet-stream\\s*(?:;.*)?", Pattern.CASE_INSENSITIVE);

  /// A query parameter; a second value of the same name is a problem.
  public Optional<String> query(String name) {
    var values = query.getOrDefault(name, List.of());
    if (values.size() > 1) {
      throw new Problem(400, "the query parameter '%s' is given more than once".formatted(name));
    }
    return values.stream().findFirst();
  }

  /// A query parameter that is `true` or `false`; false when it is missing.
  public boolean flag(String name) {
    return switch (query(name).orElse("false")) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new Problem(400, "the query parameter '%s' must be true or false".formatted(name));
    };
  }

  /// A query parameter that is a whole number within limits.
  public int number(String name, int otherwise, int least, int most) {
    var text = query(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    if (!text.get().matches("[0-9]{1,9}")
        || Integer.parseInt(text.get()) < least
        || Integer.parseInt(text.get()) > most) {
      throw new Problem(
          400,
          "the query parameter '%s' must be a number from %d to %d".formatted(name, least, most));
    }
    return Integer.parseInt(text.get());
  }

  /// A header, whatever the case of its name.
  public Optional<String> header(String name) {
    return headers.entrySet().stream()
        .filter(header -> header.getKey().equalsIgnoreCase(name))
        .flatMap(header -> header.getValue().stream())
        .findFirst();
  }

  /// The key under which a repeated request is recognised.
  public Optional<String> idempotencyKey() {
    var key = header("Idempotency-Key");
    if (key.filter(text -> text.isBlank() || text.length() > 255).isPresent()) {
      throw new Problem(400, "the header Idempotency-Key must have 1 to 255 characters");
    }
    return key;
  }

  /// The subject who asks.
  public String subject() {
    return principal.map(Principal::subject).orElse("anyone");
  }

  /// Whether the body is bytes as they are.
  public boolean isBinary() {
    return header("Content-Type").filter(type -> OCTETS.matcher(type).matches()).isPresent();
  }

  /// The body as a JSON object; an empty body is an empty object.
  public JsonBody json() {
    var json =
        header("Content-Type")
            .filter(type -> !type.matches("(?i)application/([a-z.-]+\\+)?json\\s*(;.*)?"));
    if (body.length > 0 && json.isPresent()) {
      throw new Problem(415, "the body must be application/json, not " + json.get());
    }
    return JsonBody.parse(body);
  }
}
