package io.codedeveloper.cli.settings;

import io.codedeveloper.auth.Secret;
import io.codedeveloper.platform.UserErrorException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/// How one environment is reached.
///
/// @param url of the control API, without a path at its end
/// @param token that is good for some hours
/// @param apiKey that tokens are signed with; with it, none has to be made by hand
/// @param project that is meant there when none is named
/// @param gcpProject Google Cloud's id of the project that it is in
/// @param gcpLocation where in Google Cloud everything regional is
public record EnvironmentSettings(
    Optional<String> url,
    Optional<Secret> token,
    Optional<Secret> apiKey,
    Optional<String> project,
    Optional<String> gcpProject,
    Optional<String> gcpLocation) {
  public static final EnvironmentSettings NONE =
      new EnvironmentSettings(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  public EnvironmentSettings withUrl(String changed) {
    return new EnvironmentSettings(
        Optional.of(checkedUrl(changed)), token, apiKey, project, gcpProject, gcpLocation);
  }

  public EnvironmentSettings withToken(Secret changed) {
    return new EnvironmentSettings(
        url, Optional.of(changed), apiKey, project, gcpProject, gcpLocation);
  }

  public EnvironmentSettings withoutToken() {
    return new EnvironmentSettings(url, Optional.empty(), apiKey, project, gcpProject, gcpLocation);
  }

  public EnvironmentSettings withApiKey(Secret changed) {
    return new EnvironmentSettings(
        url, token, Optional.of(changed), project, gcpProject, gcpLocation);
  }

  public EnvironmentSettings withProject(String changed) {
    return new EnvironmentSettings(
        url, token, apiKey, Optional.of(changed), gcpProject, gcpLocation);
  }

  public EnvironmentSettings withGcpProject(String changed) {
    return new EnvironmentSettings(url, token, apiKey, project, Optional.of(changed), gcpLocation);
  }

  public EnvironmentSettings withGcpLocation(String changed) {
    return new EnvironmentSettings(url, token, apiKey, project, gcpProject, Optional.of(changed));
  }

  /// Whether others must not read it.
  boolean holdsSecret() {
    return token.isPresent() || apiKey.isPresent();
  }

  /// The URL without slashes at its end.
  ///
  /// @throws UserErrorException when it is not one of a server
  public static String checkedUrl(String text) {
    try {
      var url = new URI(text.strip().replaceFirst("/+$", ""));
      var web =
          "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
      if (web
          && url.getHost() != null
          && url.getRawUserInfo() == null
          && url.getRawQuery() == null) {
        return url.toString();
      }
    } catch (URISyntaxException malformed) {
      throw notAUrl(text);
    }
    throw notAUrl(text);
  }

  private static UserErrorException notAUrl(String text) {
    return new UserErrorException(
        "'%s' is not the URL of a control API; write for instance http://127.0.0.1:8080"
            .formatted(text));
  }
}
