package io.codedeveloper.functions.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds the endpoint that a request means. The first that fits is taken.
public final class Routes {
  private final List<Endpoint> endpoints;

  public Routes(List<Endpoint> endpoints) {
    this.endpoints = List.copyOf(endpoints);
  }

  /// @param path as it was sent, still percent-encoded
  public Match find(String method, String path) {
    Set<String> others = new LinkedHashSet<>();
    for (var endpoint : endpoints) {
      var variable = match(endpoint, path);
      if (variable.isPresent() && endpoint.method().equals(method)) {
        return new Match.Found(endpoint, variable.get());
      }
      if (variable.isPresent()) {
        others.add(endpoint.method());
      }
    }
    return others.isEmpty() ? new Match.Unknown() : new Match.OtherMethods(others);
  }

  /// The text in place of the pattern's variable, empty where it has none; nothing when the path
  /// does not fit.
  private static Optional<String> match(Endpoint endpoint, String path) {
    var direct = matchPattern(endpoint.path(), path);
    var own = "/" + endpoint.function();
    if (direct.isPresent() || !(path + "/").startsWith(own + "/")) {
      return direct;
    }
    var rest = path.substring(own.length());
    var bare = rest.isEmpty() || rest.equals("/");
    return bare && !endpoint.path().contains("{")
        ? Optional.of("")
        : matchPattern(endpoint.path(), rest);
  }

  private static Optional<String> matchPattern(String pattern, String path) {
    var open = pattern.indexOf('{');
    if (open < 0) {
      return path.equals(pattern) ? Optional.of("") : Optional.empty();
    }
    var close = pattern.indexOf('}');
    var head = pattern.substring(0, open);
    var tail = pattern.substring(close + 1);
    if (!path.startsWith(head)
        || !path.endsWith(tail)
        || path.length() <= head.length() + tail.length()) {
      return Optional.empty();
    }
    var raw = path.substring(head.length(), path.length() - tail.length());
    var manySegments = pattern.substring(open, close).endsWith("...");
    return raw.contains("/") && !manySegments ? Optional.empty() : decoded(raw);
  }

  private static Optional<String> decoded(String raw) {
    try {
      return Optional.of(URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  /// What was found.
  public sealed interface Match {
    record Found(Endpoint endpoint, String variable) implements Match {}

    /// The path is known, the method is none of its own.
    record OtherMethods(Set<String> allowed) implements Match {}

    record Unknown() implements Match {}
  }
}
