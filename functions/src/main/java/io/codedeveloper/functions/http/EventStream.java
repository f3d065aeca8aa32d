package io.codedeveloper.functions.http;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import io.codedeveloper.platform.Invisible;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes server-sent events; each is on its way when its method returns.
public final class EventStream {
  public static final String CONTENT_TYPE = "text/event-stream; charset=utf-8";

  private static final Gson JSON =
      new GsonBuilder().serializeNulls().disableHtmlEscaping().create();

  private final OutputStream out;

  public EventStream(OutputStream out) {
    this.out = out;
  }

  /// An event. JSON has its line breaks as escapes, so that it is one line.
  ///
  /// @param id without line breaks; a client that comes back names the last one that it received
  /// @throws IOException when the client has gone
  public void event(String id, String name, Map<String, ? extends @Nullable Object> data)
      throws IOException {
    write("id: %s\nevent: %s\ndata: %s\n\n".formatted(id, name, json(data)));
  }

  /// An event that a client need not come back to.
  ///
  /// @throws IOException when the client has gone
  public void event(String name, Map<String, ? extends @Nullable Object> data) throws IOException {
    write("event: %s\ndata: %s\n\n".formatted(name, json(data)));
  }

  private static String json(Map<String, ? extends @Nullable Object> data) {
    return Invisible.escaped(JSON.toJson(data));
  }

  /// What clients pass over; it shows that the other side is there.
  ///
  /// @throws IOException when the client has gone
  public void comment(String text) throws IOException {
    write(": " + text + "\n\n");
  }

  private void write(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
