package io.codedeveloper.cli.deploy;

import io.codedeveloper.auth.Secret;
import io.codedeveloper.cli.Surroundings;
import io.codedeveloper.cli.settings.EnvironmentSettings;
import io.codedeveloper.cli.settings.SettingsFile;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/// Keeps in the settings file how an environment is reached.
///
/// @param environment its name
record SavedAddress(Surroundings with, String environment) {
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
    file.write(settings.with(environment, change.apply(settings.environment(environment))));
    return file.path();
  }
}
