package io.codedeveloper.cli.settings;

import io.codedeveloper.auth.Secret;
import io.codedeveloper.platform.UserErrorException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// One thing that an environment's settings say.
public enum Setting {
  /// Where the API is.
  URL(false, "url", "api_url") {
    @Override
    public Optional<String> shown(EnvironmentSettings settings) {
      return settings.url();
    }

    @Override
    public EnvironmentSettings set(EnvironmentSettings settings, String value) {
      return settings.withUrl(value);
    }
  },

  /// A bearer token, until it ends.
  TOKEN(true, "token") {
    @Override
    public Optional<String> shown(EnvironmentSettings settings) {
      return settings.token().map(Secret::toString);
    }

    @Override
    public EnvironmentSettings set(EnvironmentSettings settings, String value) {
      return settings.withToken(checked(value));
    }
  },

  /// The key that tokens are signed with, API_AUTH_SECRET of the API.
  API_KEY(true, "api_key") {
    @Override
    public Optional<String> shown(EnvironmentSettings settings) {
      return settings.apiKey().map(Secret::toString);
    }

    @Override
    public EnvironmentSettings set(EnvironmentSettings settings, String value) {
      return settings.withApiKey(checked(value));
    }
  },

  /// The project that is meant where none is named.
  PROJECT(false, "project") {
    @Override
    public Optional<String> shown(EnvironmentSettings settings) {
      return settings.project();
    }

    @Override
    public EnvironmentSettings set(EnvironmentSettings settings, String value) {
      return settings.withProject(value);
    }
  },

  /// Google Cloud's id of the project that the installation is in.
  GCP_PROJECT(false, "gcp_project") {
    @Override
    public Optional<String> shown(EnvironmentSettings settings) {
      return settings.gcpProject();
    }

    @Override
    public EnvironmentSettings set(EnvironmentSettings settings, String value) {
      return settings.withGcpProject(value);
    }
  },

  /// Where in Google Cloud everything regional is.
  GCP_LOCATION(false, "gcp_location") {
    @Override
    public Optional<String> shown(EnvironmentSettings settings) {
      return settings.gcpLocation();
    }

    @Override
    public EnvironmentSettings set(EnvironmentSettings settings, String value) {
      return settings.withGcpLocation(value);
    }
  };

  /// All names, for people.
  public static final String NAMES =
      Arrays.stream(values()).map(Setting::wireName).collect(Collectors.joining(", "));

  private final boolean secret;
  private final List<String> names;

  Setting(boolean secret, String... names) {
    this.secret = secret;
    this.names = List.of(names);
  }

  /// The setting of this name.
  ///
  /// @throws UserErrorException when there is none
  public static Setting named(String name) {
    return Arrays.stream(values())
        .filter(one -> one.names.contains(name))
        .findFirst()
        .orElseThrow(() ->
            new UserErrorException(
                "there is no setting '%s'; there are %s, and default (the usual environment)"
                    .formatted(name, NAMES)));
  }

  private static Secret checked(String value) {
    if (value.isBlank()) {
      throw new UserErrorException("a token or key must not be empty; leave the setting out");
    }
    return Secret.of(value);
  }

  /// Whether its value is never shown, and never an argument.
  public boolean secret() {
    return secret;
  }

  /// The name that the file has for it.
  public String wireName() {
    return names.getFirst();
  }

  /// The value as it may be shown; empty where it is not set.
  public abstract Optional<String> shown(EnvironmentSettings settings);

  /// The settings with another value of it.
  ///
  /// @throws UserErrorException when the value is none
  public abstract EnvironmentSettings set(EnvironmentSettings settings, String value);
}
