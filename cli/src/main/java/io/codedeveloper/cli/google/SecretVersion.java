package io.codedeveloper.cli.google;

import io.codedeveloper.cli.api.JsonView;
import java.time.DateTimeException;
import java.time.Instant;

/// A version of a secret in Secret Manager.
///
/// @param number 1 for the first; readers take the one with the highest, in whatever state it is
/// @param state `ENABLED`, `DISABLED`, or `DESTROYED`, which has no value any more
/// @param created when it was added
public record SecretVersion(int number, String state, Instant created) {
  /// @param says as `gcloud secrets versions list` prints it
  static SecretVersion of(JsonView says) {
    var name = says.text("name").orElse("");
    var number = name.substring(name.lastIndexOf('/') + 1);
    return new SecretVersion(
        number.matches("[1-9][0-9]{0,8}") ? Integer.parseInt(number) : 0,
        says.text("state").orElse("UNKNOWN"),
        says.text("createTime").map(SecretVersion::instant).orElse(Instant.EPOCH));
  }

  public boolean enabled() {
    return state.equals("ENABLED");
  }

  /// Whether it can be enabled again.
  public boolean disabled() {
    return state.equals("DISABLED");
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException none) {
      return Instant.EPOCH;
    }
  }
}
