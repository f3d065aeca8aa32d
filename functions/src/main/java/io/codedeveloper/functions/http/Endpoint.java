package io.codedeveloper.functions.http;

import io.codedeveloper.auth.Role;
import java.util.Optional;

/// One thing that the API can do.
///
/// @param function the name of the function that it is deployed in
/// @param method of HTTP
/// @param path a pattern: `{id}` stands for one segment, `{path...}` for all that follow
/// @param needs the role that it takes; empty: anyone
public record Endpoint(
    String function, String method, String path, Optional<Role> needs, Action action) {

  /// What it does.
  @FunctionalInterface
  public interface Action {
    Answer answer(Call call);
  }
}
