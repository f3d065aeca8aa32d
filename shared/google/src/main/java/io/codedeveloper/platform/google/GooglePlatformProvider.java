package io.codedeveloper.platform.google;

import io.codedeveloper.platform.PlatformProvider;
import io.codedeveloper.platform.google.log.CloudLog;
import java.time.Clock;
import java.util.Map;

/// Opens Google Cloud from the environment.
public final class GooglePlatformProvider implements PlatformProvider {
  @Override
  public String name() {
    return "google";
  }

  @Override
  public Opened open(Map<String, String> variables, Host host) {
    CloudLog.begin(variables);
    var age =
        switch (host) {
          case FUNCTION -> SecretManagerSecretSource.USUAL_AGE;
          case JOB -> SecretManagerSecretSource.ALWAYS_ANEW;
        };
    return GooglePlatform.open(GoogleConfiguration.from(variables), age, Clock.systemUTC());
  }
}
