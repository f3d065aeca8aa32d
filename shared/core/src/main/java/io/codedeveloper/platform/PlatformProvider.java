package io.codedeveloper.platform;

import java.util.Map;

/// Opens a platform from its configuration. The module of a platform registers one for
/// [java.util.ServiceLoader].
public interface PlatformProvider {
  /// The value of `PLATFORM` that means this one: `google`.
  String name();

  /// @throws UserErrorException naming everything that is wrong with the configuration
  Platform open(Map<String, String> variables);
}
