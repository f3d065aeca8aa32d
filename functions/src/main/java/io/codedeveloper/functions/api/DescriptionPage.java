package io.codedeveloper.functions.api;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The description of the API as a page without scripts.
record DescriptionPage(Map<String, Object> description) {
  private static final List<String> METHODS = List.of("get", "put", "post", "delete");
  private static final String STYLE =
      "body{font:16px/1.5 sans-serif;max-width:60em;margin:2em auto;padding:0 1em}"
          + "h2{font-size:1em;margin:2em 0 0}code{background:#8882;padding:0 .2em}"
          + "ul{margin:.3em 0}:root{color-scheme:light dark}";

  String html() {
    return """
    <!doctype html>
    <html lang="en">
    <head><meta charset="utf-8"><title>%1$s</title><style>%2$s</style></head>
    <body>
    <h1>%1$s</h1>
    <p>%3$s</p>
    <p>For programs: <a href="openapi.json">openapi.json</a></p>
    %4$s
    </body>
    </html>
    """
        .formatted(
            escaped(text(map(description, "info"), "title")),
            STYLE,
            escaped(text(map(description, "info"), "description")),
            operations());
  }

  /// Allows the page's own style and nothing else.
  String securityPolicy() {
    return "default-src 'none'; frame-ancestors 'none'; style-src 'sha256-%s'"
        .formatted(Base64.getEncoder().encodeToString(sha256(STYLE)));
  }

  private String operations() {
    return map(description, "paths").entrySet().stream()
        .flatMap(path ->
            METHODS.stream()
                .filter(method -> asMap(path.getValue()).containsKey(method))
                .map(method ->
                    operation(
                        String.valueOf(path.getKey()),
                        method,
                        map(asMap(path.getValue()), method))))
        .collect(Collectors.joining("\n"));
  }

  private String operation(String path, String method, Map<?, ?> operation) {
    return "<h2><code>%s %s</code></h2>\n<p>%s %s</p>\n<ul>%s%s</ul>"
        .formatted(
            method.toUpperCase(java.util.Locale.ROOT),
            escaped(path),
            escaped(text(operation, "summary")),
            escaped(text(operation, "description")),
            parameters(operation),
            answers(operation));
  }

  private String parameters(Map<?, ?> operation) {
    return operation.get("parameters") instanceof List<?> parameters
        ? parameters.stream()
            .map(parameter -> asMap(resolved(parameter)))
            .map(parameter ->
                item(
                    text(parameter, "name"), text(parameter, "in"), text(parameter, "description")))
            .collect(Collectors.joining())
        : "";
  }

  private String answers(Map<?, ?> operation) {
    return map(operation, "responses").entrySet().stream()
        .map(answer ->
            item(
                String.valueOf(answer.getKey()),
                "answer",
                text(asMap(resolved(answer.getValue())), "description")))
        .collect(Collectors.joining());
  }

  private static String item(String name, String kind, String text) {
    return "<li><code>%s</code> (%s) %s</li>"
        .formatted(escaped(name), escaped(kind), escaped(text));
  }

  /// What a reference such as `#/components/parameters/id` stands for.
  private @Nullable Object resolved(@Nullable Object part) {
    if (!(asMap(part).get("$ref") instanceof String reference)) {
      return part;
    }
    @Nullable Object found = description;
    for (var name : reference.substring(2).split("/")) {
      found = asMap(found).get(name);
    }
    return found;
  }

  private static Map<?, ?> map(Map<?, ?> parent, String name) {
    return asMap(parent.get(name));
  }

  private static Map<?, ?> asMap(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }

  private static String text(Map<?, ?> parent, String name) {
    return parent.get(name) instanceof String text ? text : "";
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
