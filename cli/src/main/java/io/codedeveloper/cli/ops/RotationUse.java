package io.codedeveloper.cli.ops;

import io.codedeveloper.cli.google.GoogleCloud;
import io.codedeveloper.platform.SecretSource.Name;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// Since when a version of a secret is in use: an annotation of the secret, so that whoever goes on
/// with a rotation knows it, wherever they do.
record RotationUse(GoogleCloud google, Name name) {
  private static final String KEY = "in-use";

  /// Since when; empty where nobody noted it of this version.
  Optional<Instant> since(int version) {
    var noted = google.one("secrets", "describe", name.name()).view("annotations").text(KEY);
    var prefix = version + "_";
    return noted
        .filter(text -> text.startsWith(prefix))
        .flatMap(text -> instant(text.substring(prefix.length())));
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException none) {
      return Optional.empty();
    }
  }

  /// Notes it.
  ///
  /// @throws io.codedeveloper.platform.UserErrorException when it is refused
  void note(int version, Instant since) {
    google.change(
        "secrets",
        "update",
        name.name(),
        "--update-annotations=%s=%d_%s"
            .formatted(KEY, version, since.truncatedTo(ChronoUnit.SECONDS)));
  }
}
