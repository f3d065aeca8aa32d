package io.codedeveloper.platform.google;

import io.codedeveloper.platform.PlatformProvider;
import io.codedeveloper.platform.google.log.CloudLog;
import java.time.Clock;
import java.util.Map;
import java.util.function.UnaryOperator;

/// Opens Google Cloud from the environment.
public final class GooglePlatformProvider implements PlatformProvider {
  @Override
  public String name() {
    return "google";
  }

  @Override
  public Opened open(Map<String, String> variables, Host host) {
    CloudLog.begin(variables);
    var configuration = GoogleConfiguration.from(variables);
    return switch (host) {
      case FUNCTION ->
          GooglePlatform.open(
              configuration,
              SecretManagerSecretSource.USUAL_AGE,
              sent -> CloudLog.printing(variables, sent),
              Clock.systemUTC());
      case JOB ->
          GooglePlatform.open(
              configuration,
              SecretManagerSecretSource.ALWAYS_ANEW,
              UnaryOperator.identity(),
              Clock.systemUTC());
    };
  }
}
