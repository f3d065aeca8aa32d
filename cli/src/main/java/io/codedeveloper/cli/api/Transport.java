package io.codedeveloper.cli.api;

import java.util.Optional;

/// Carries one request to the control API and its answer back.
public interface Transport extends AutoCloseable {
  /// Sends a request.
  ///
  /// @param pathAndQuery percent-encoded
  /// @param json the body
  /// @throws io.codedeveloper.cli.UnreachableException when nobody answers
  Reply send(String method, String pathAndQuery, Optional<String> json);

  /// Where requests go, for people.
  String name();

  @Override
  void close();

  /// An answer. @param body as text
  record Reply(int status, String body) {}
}
