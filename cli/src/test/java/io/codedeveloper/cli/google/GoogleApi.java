package io.codedeveloper.cli.google;

import java.net.URI;
import java.util.Optional;

/// One of Google's REST APIs, as far as commands use it.
public interface GoogleApi {
  /// @param body JSON
  record Answer(int status, String body) {
    static Answer ok(String body) {
      return new Answer(200, body);
    }

    static Answer error(int status, String name, String message) {
      return new Answer(
          status,
          "{\"error\":{\"code\":%d,\"status\":\"%s\",\"message\":\"%s\"}}"
              .formatted(status, name, message));
    }
  }

  /// What it answers; empty when the address is not one of its own.
  Optional<Answer> answer(String method, URI address, String body);
}
