package io.codedeveloper.cli.deploy;

import io.codedeveloper.auth.Secret;
import io.codedeveloper.cli.Surroundings;
import io.codedeveloper.cli.settings.EnvironmentSettings;
import io.codedeveloper.cli.settings.SettingsFile;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/// Keeps in the settings file how an environment is reached.
///
/// @param target the environment
record SavedAddress(Surroundings with, Target target) {
  /// @return where it is kept
  Path save(Outputs outputs) {
    return change(known -> outputs.baseUrl().map(known::withUrl).orElse(known));
  }

  /// Keeps what tokens are signed with: with it, none has to be made by hand.
  void save(Secret key) {
    change(known -> known.withApiKey(key));
  }

  private Path change(UnaryOperator<EnvironmentSettings> change) {
    var file = new SettingsFile(with.configuration());
    var settings = file.read();
    var known =
        settings
            .environment(target.environment())
            .withGcpProject(target.project())
            .withGcpLocation(target.location());
    file.write(settings.with(target.environment(), change.apply(known)));
    return file.path();
  }
}
