package io.codedeveloper.cli.api;

import io.codedeveloper.cli.UnreachableException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Server-sent events, as they come.
public final class EventFeed implements AutoCloseable {
  private static final int LONGEST_LINE = 4 * 1024 * 1024;
  private static final String USUAL_NAME = "message";

  private final String server;
  private final InputStream input;
  private String name = USUAL_NAME;
  private StringBuilder data = new StringBuilder();
  private Optional<String> id = Optional.empty();

  /// @param server where it comes from, for people
  EventFeed(String server, InputStream input) {
    this.server = server;
    this.input = input;
  }

  /// One event.
  ///
  /// @param id that the stream can go on after
  public record Event(String name, Optional<String> id, String data) {}

  /// The next event; empty when the server has ended the stream.
  ///
  /// @throws UnreachableException when the connection breaks
  public Optional<Event> next() {
    try {
      for (var line = line(); line.isPresent(); line = line()) {
        if (!line.get().isEmpty()) {
          field(line.get());
        } else if (!data.isEmpty()) {
          return Optional.of(taken());
        } else {
          name = USUAL_NAME;
        }
      }
      return Optional.empty();
    } catch (IOException broken) {
      throw new UnreachableException(
          "the connection to %s broke (%s)".formatted(server, broken.getMessage()), broken);
    }
  }

  private Event taken() {
    var event = new Event(name, id, data.substring(0, data.length() - 1));
    name = USUAL_NAME;
    data = new StringBuilder();
    return event;
  }

  private void field(String line) {
    var colon = line.indexOf(':');
    var field = colon < 0 ? line : line.substring(0, colon);
    var value = colon < 0 ? "" : line.substring(colon + 1).replaceFirst("^ ", "");
    switch (field) {
      case "event" -> name = value;
      case "data" -> data.append(value).append('\n');
      case "id" -> id = Optional.of(value);
      default -> {
        // A comment, or a field that this version does not know.
      }
    }
  }

  private Optional<String> line() throws IOException {
    var bytes = new ByteArrayOutputStream();
    for (var next = input.read(); next != '\n'; next = input.read()) {
      if (next < 0) {
        return Optional.empty();
      }
      if (bytes.size() == LONGEST_LINE) {
        throw new IOException("a line is longer than %d bytes".formatted(LONGEST_LINE));
      }
      bytes.write(next);
    }
    var line = bytes.toString(StandardCharsets.UTF_8);
    return Optional.of(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
  }

  @Override
  public void close() {
    try {
      input.close();
    } catch (IOException gone) {
      throw new UnreachableException("the connection to " + server + " broke", gone);
    }
  }
}
