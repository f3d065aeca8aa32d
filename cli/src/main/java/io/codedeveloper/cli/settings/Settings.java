package io.codedeveloper.cli.settings;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// All settings of the user.
///
/// @param defaultEnvironment the one that is meant when none is named
/// @param environments by name
public record Settings(
    Optional<String> defaultEnvironment, Map<String, EnvironmentSettings> environments) {
  public static final Settings NONE = new Settings(Optional.empty(), Map.of());

  public Settings {
    environments = Collections.unmodifiableMap(new TreeMap<>(environments));
  }

  /// The environment of that name; empty settings where there is none.
  public EnvironmentSettings environment(String name) {
    return environments.getOrDefault(name, EnvironmentSettings.NONE);
  }

  /// The name that is meant when none is given: the default, else the only one, else `local`.
  public String usual() {
    return defaultEnvironment.orElseGet(
        () -> environments.size() == 1 ? environments.keySet().iterator().next() : "local");
  }

  public Settings with(String name, EnvironmentSettings changed) {
    var more = new TreeMap<>(environments);
    more.put(name, changed);
    return new Settings(defaultEnvironment, more);
  }

  public Settings withDefault(String name) {
    return new Settings(Optional.of(name), environments);
  }
}
