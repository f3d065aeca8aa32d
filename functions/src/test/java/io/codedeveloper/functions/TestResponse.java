package io.codedeveloper.functions;

import com.google.cloud.functions.HttpResponse;
import com.google.gson.JsonObject;
import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A response as a host hands it over, kept for the test to look at.
final class TestResponse implements HttpResponse {
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private final Map<String, List<String>> headers = new LinkedHashMap<>();
  private int status;
  private int writes = Integer.MAX_VALUE;

  /// From then on the client is gone.
  ///
  /// @param most so many texts it takes
  void breaksAfter(int most) {
    writes = most;
  }

  int status() {
    return status;
  }

  String text() {
    return body.toString(StandardCharsets.UTF_8);
  }

  JsonObject json() {
    return ControlPlaneScenario.json(text());
  }

  String detail() {
    return json().get("detail").getAsString();
  }

  Optional<String> header(String name) {
    return headers.getOrDefault(name, List.of()).stream().findFirst();
  }

  @Override
  public void setStatusCode(int code) {
    status = code;
  }

  @Override
  public void setStatusCode(int code, String message) {
    status = code;
  }

  @Override
  public void setContentType(String contentType) {
    headers.put("Content-Type", List.of(contentType));
  }

  @Override
  public Optional<String> getContentType() {
    return header("Content-Type");
  }

  @Override
  public void appendHeader(String header, String value) {
    headers.computeIfAbsent(header, unseen -> new ArrayList<>()).add(value);
  }

  @Override
  public Map<String, List<String>> getHeaders() {
    return headers;
  }

  @Override
  public OutputStream getOutputStream() {
    return new FilterOutputStream(body) {
      @Override
      public void write(byte[] bytes) throws IOException {
        if (writes-- <= 0) {
          throw new IOException("the client has gone");
        }
        body.writeBytes(bytes);
      }
    };
  }

  @Override
  public BufferedWriter getWriter() {
    return new BufferedWriter(new OutputStreamWriter(body, StandardCharsets.UTF_8));
  }
}
