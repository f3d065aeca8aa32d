package io.codedeveloper.functions;

import com.google.cloud.functions.HttpRequest;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A request as a host hands it over.
record TestRequest(
    String method, String path, byte[] body, Map<String, List<String>> headers, long length)
    implements HttpRequest {

  static TestRequest of(String method, String path, String body, Map<String, String> headers) {
    var lists = new HashMap<String, List<String>>();
    headers.forEach((name, value) -> lists.put(name, List.of(value)));
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    return new TestRequest(method, path, bytes, lists, bytes.length);
  }

  @Override
  public String getMethod() {
    return method;
  }

  @Override
  public String getUri() {
    return "http://localhost:8080" + path;
  }

  @Override
  public String getPath() {
    return path.replaceFirst("\\?.*", "");
  }

  @Override
  public Optional<String> getQuery() {
    var mark = path.indexOf('?');
    return mark < 0 ? Optional.empty() : Optional.of(path.substring(mark + 1));
  }

  @Override
  public Map<String, List<String>> getQueryParameters() {
    var parameters = new LinkedHashMap<String, List<String>>();
    for (var pair : getQuery().orElse("").split("&")) {
      var parts = pair.split("=", 2);
      if (parts.length == 2) {
        var value = URLDecoder.decode(parts[1], StandardCharsets.UTF_8);
        parameters.merge(parts[0], List.of(value), TestRequest::joined);
      }
    }
    return parameters;
  }

  private static List<String> joined(List<String> left, List<String> right) {
    return java.util.stream.Stream.concat(left.stream(), right.stream()).toList();
  }

  @Override
  public Map<String, HttpPart> getParts() {
    return Map.of();
  }

  @Override
  public Optional<String> getContentType() {
    return getFirstHeader("Content-Type");
  }

  @Override
  public long getContentLength() {
    return length;
  }

  @Override
  public Optional<String> getCharacterEncoding() {
    return Optional.empty();
  }

  @Override
  public InputStream getInputStream() {
    return new ByteArrayInputStream(body);
  }

  @Override
  public BufferedReader getReader() {
    return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
  }

  @Override
  public Map<String, List<String>> getHeaders() {
    return headers;
  }
}
