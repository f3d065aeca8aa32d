package io.codedeveloper.platform;

import java.util.Map;
import java.util.ServiceLoader;

/// Opens a platform from its configuration. The module of a platform registers one for
/// [java.util.ServiceLoader].
public interface PlatformProvider {
  /// The value of `PLATFORM` that means this one: `google`.
  String name();

  /// The provider of this name.
  ///
  /// @throws UserErrorException when no module on the class path has it
  static PlatformProvider named(String name) {
    return ServiceLoader.load(PlatformProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new UserErrorException(
                "PLATFORM is '%s', and no module for it is on the class path; deploy this program with it, or set another"
                    .formatted(name)));
  }

  /// Opens the ports. What lies behind a port is reached when it is first used, not before.
  ///
  /// @throws UserErrorException naming everything that is wrong with the configuration
  Opened open(Map<String, String> variables, Host host);

  /// Who uses the platform.
  enum Host {
    /// A process that answers many requests: secrets may be a few minutes old.
    FUNCTION,
    /// A process that does one iteration: secrets are read anew at each use.
    JOB
  }

  /// An open platform. Whoever opened it closes it before the process ends, so that the last log
  /// entries are kept.
  interface Opened extends AutoCloseable {
    Platform ports();

    @Override
    void close();
  }
}
