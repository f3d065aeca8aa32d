package io.codedeveloper.cli.deploy;

import io.codedeveloper.auth.Secret;
import io.codedeveloper.cli.Surroundings;
import io.codedeveloper.cli.google.GoogleCloud;
import io.codedeveloper.cli.program.Programs;
import io.codedeveloper.cli.program.Shell;
import io.codedeveloper.cli.up.SigningKey;
import io.codedeveloper.platform.SecretSource.Name;
import io.codedeveloper.platform.UserErrorException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The values of the secrets, which Terraform leaves empty.
record SecretValues(Surroundings with, Target target, Programs programs) {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /// Gives every secret that has no value the one of the environment; the key that signs tokens is
  /// made where there is none. What has a value keeps it. What works without a value, and is given
  /// none, is passed over.
  ///
  /// @return what was found and done of the others
  /// @throws UserErrorException where it cannot be told whether a secret has a value
  Filled fill() {
    var filled = new Filled(new ArrayList<>(), new ArrayList<>());
    Arrays.stream(Name.values())
        .filter(name -> isNeeded(name) || with.variable(name.name()).isPresent())
        .forEach(name -> fill(name, filled));
    return filled;
  }

  /// What there is of the secrets.
  ///
  /// @param there a line for each that has a value
  /// @param lacking a line for each that has none, with how to give it one
  record Filled(List<String> there, List<String> lacking) {}

  private static boolean isNeeded(Name name) {
    return switch (name) {
      case ANTHROPIC_API_KEY, GITHUB_TOKEN, API_AUTH_SECRET -> true;
      case NOTIFICATION_WEBHOOK_URL, NOTIFICATION_WEBHOOK_KEY, NOTIFICATION_SLACK_URL -> false;
    };
  }

  private void fill(Name name, Filled filled) {
    if (hasValue(name)) {
      filled.there().add(name + " has a value");
      return;
    }
    var value = with.variable(name.name()).or(() -> made(name));
    if (value.isEmpty()) {
      filled
          .lacking()
          .add(
              "%s has no value yet; give it one: printf %%s \"$%1$s\" | %s"
                  .formatted(name, Shell.line(adding(name))));
      return;
    }
    var secret = Secret.of(value.get());
    programs.feed(adding(name), secret, PATIENCE);
    if (name == Name.API_AUTH_SECRET) {
      new SavedAddress(with, target).save(secret);
    }
    filled.there().add(name + " was given its value");
  }

  private static Optional<String> made(Name name) {
    return Optional.of(name).filter(Name.API_AUTH_SECRET::equals).map(key -> SigningKey.random());
  }

  private boolean hasValue(Name name) {
    var question =
        Shell.command(
            "gcloud",
            "secrets",
            "versions",
            "list",
            name.name(),
            "--project=" + target.project(),
            GoogleCloud.ENABLED_VERSIONS,
            "--limit=1",
            "--format=value(name)");
    return programs.answer(question, PATIENCE).isPresent();
  }

  private List<String> adding(Name name) {
    return Shell.command(
        "gcloud",
        "secrets",
        "versions",
        "add",
        name.name(),
        "--project=" + target.project(),
        "--data-file=-");
  }
}
