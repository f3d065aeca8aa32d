package io.codedeveloper.functions.http;

import java.io.IOException;

/// Sends server-sent events, on the thread of the request, until there are no more.
@FunctionalInterface
public interface EventSource extends AutoCloseable {
  /// @throws IOException when the client has gone
  void send(EventStream stream) throws IOException;

  /// Is called once, however the request ends.
  @Override
  default void close() {}
}
