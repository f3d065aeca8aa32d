package io.codedeveloper.platform.google.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.GZIPInputStream;

/// A request of the JSON API, taken apart.
///
/// @param bucket that its path names
/// @param object that its path names; empty for the bucket's list
/// @param parameters of the query, decoded
/// @param isAnswerLost closes the connection where the answer would be
record GcsRequest(
    HttpExchange exchange,
    String bucket,
    Optional<String> object,
    Map<String, String> parameters,
    byte[] body,
    boolean isAnswerLost) {

  static GcsRequest of(HttpExchange exchange) throws IOException {
    var path = exchange.getRequestURI().getRawPath();
    var parts = path.replaceFirst("^/(upload/|download/)?storage/v1/b/", "").split("/o", 2);
    if (parts.length < 2 || parts[0].contains("/")) {
      throw new GcsRefusal(501, "notImplemented", "not part of this server: " + path);
    }
    var object = parts[1].isEmpty() ? Optional.<String>empty() : Optional.of(path(parts[1]));
    return new GcsRequest(
        exchange, path("/" + parts[0]), object, parameters(exchange), body(exchange), false);
  }

  /// The client compresses what it uploads in one request.
  private static byte[] body(HttpExchange exchange) throws IOException {
    var isCompressed = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
    var body = exchange.getRequestBody();
    return (isCompressed ? new GZIPInputStream(body) : body).readAllBytes();
  }

  GcsRequest withAnswerLost() {
    return new GcsRequest(exchange, bucket, object, parameters, body, true);
  }

  private static String path(String segment) {
    return URLDecoder.decode(segment.substring(1).replace("+", "%2B"), UTF_8);
  }

  private static Map<String, String> parameters(HttpExchange exchange) {
    var parameters = new HashMap<String, String>();
    var query = Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
    for (var pair : query.split("&")) {
      var parts = pair.split("=", 2);
      if (parts.length == 2) {
        parameters.put(URLDecoder.decode(parts[0], UTF_8), URLDecoder.decode(parts[1], UTF_8));
      }
    }
    return parameters;
  }

  String method() {
    return exchange.getRequestMethod();
  }

  Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  OptionalLong number(String name) {
    var value = parameters.get(name);
    return value == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(value));
  }

  /// An unknown precondition that is ignored would make a test prove nothing.
  void refuseOtherPreconditions() {
    for (var name : parameters.keySet()) {
      if (name.startsWith("if") && !name.equals("ifGenerationMatch")) {
        throw new GcsRefusal(501, "notImplemented", "not part of this server: " + name);
      }
    }
  }

  String header(String name) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name)).orElse("");
  }

  void answer(JsonObject json) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json; charset=UTF-8");
    answer(200, json.toString().getBytes(UTF_8));
  }

  void answer(int status, byte[] body) throws IOException {
    if (isAnswerLost) {
      exchange.close();
      return;
    }
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }
}
