package io.codedeveloper.cli.api;

import io.codedeveloper.auth.Secret;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Carries one request to the control API and its answer back.
public interface Transport extends AutoCloseable {
  /// Sends a request.
  ///
  /// @throws io.codedeveloper.cli.UnreachableException when nobody answers
  Reply send(Request request);

  /// Sends a request whose answer comes piece by piece.
  ///
  /// @throws io.codedeveloper.cli.UnreachableException when nobody answers
  Arriving open(Request request);

  /// Where requests go, for people.
  String name();

  /// The token that goes with requests, where one does.
  Optional<Secret> token();

  @Override
  void close();

  /// What is asked.
  ///
  /// @param pathAndQuery percent-encoded
  /// @param headers beside those that every request has
  /// @param json the body
  record Request(
      String method, String pathAndQuery, Map<String, String> headers, Optional<String> json) {
    public Request {
      headers = Map.copyOf(headers);
    }
  }

  /// An answer whose body is still to come.
  ///
  /// @param body is to be closed
  record Arriving(int status, Map<String, String> headers, InputStream body) {}

  /// An answer.
  ///
  /// @param headers by name, in any case
  /// @param body as text
  record Reply(int status, Map<String, String> headers, String body) {
    public Reply {
      var anyCase = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
      anyCase.putAll(headers);
      headers = anyCase;
    }

    public Optional<String> header(String name) {
      return Optional.ofNullable(headers.get(name));
    }
  }
}
