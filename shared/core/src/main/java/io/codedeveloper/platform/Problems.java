package io.codedeveloper.platform;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// Gathers what is wrong with the settings of a process, so that the user is told all of it at
/// once, and nothing twice.
public final class Problems {
  private final Set<String> found = new LinkedHashSet<>();

  public void add(String problem) {
    found.add(problem);
  }

  /// What is read; empty where it is wrong, which is noted.
  public <T> Optional<T> attempt(Supplier<T> reading) {
    try {
      return Optional.of(reading.get());
    } catch (UserErrorException wrong) {
      add(String.valueOf(wrong.getMessage()));
      return Optional.empty();
    }
  }

  /// @throws UserErrorException naming everything that was found, a line each
  public void refuse() {
    if (!found.isEmpty()) {
      throw new UserErrorException(String.join("\n", found));
    }
  }
}
