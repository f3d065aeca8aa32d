package io.codedeveloper.cli.ops;

import io.codedeveloper.auth.Secret;
import io.codedeveloper.cli.OutputOptions;
import io.codedeveloper.cli.Surroundings;
import io.codedeveloper.cli.google.GoogleCloud;
import io.codedeveloper.cli.up.SigningKey;
import io.codedeveloper.job.JobConfiguration;
import io.codedeveloper.job.host.GitHosts;
import io.codedeveloper.platform.SecretSource.Name;
import io.codedeveloper.platform.UserErrorException;
import io.codedeveloper.platform.Variable;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Replaces a secret while the old one still counts.
@Command(
    name = "rotate-secret",
    description = {
      "Replaces a secret, and nobody is refused meanwhile: tries the new value, adds it as a version,"
          + " waits until everybody who reads it has it, tries it in use, and disables the version"
          + " before. Until then both count; what fails leaves the old one enabled.",
      "A new API_AUTH_SECRET is made here. Other values are asked for, or read from standard input:"
          + " printf %%s \"$$NEW\" | project-manager ops rotate-secret GITHUB_TOKEN. None is shown.",
      "When it is ended in between, the same command goes on. Tokens of an old API_AUTH_SECRET are"
          + " good for 24 hours: the version is disabled by the same command after that."
    })
public final class RotateSecretCommand implements Callable<Integer> {
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private final Surroundings with;

  @Parameters(
      paramLabel = "NAME",
      description =
          "API_AUTH_SECRET, GITHUB_TOKEN, ANTHROPIC_API_KEY, NOTIFICATION_WEBHOOK_URL,"
              + " NOTIFICATION_WEBHOOK_KEY or NOTIFICATION_SLACK_URL.")
  private Name name = Name.API_AUTH_SECRET;

  @Option(
      names = "--given",
      description = "Ask for the new API_AUTH_SECRET, too, instead of making it.")
  private boolean given;

  @Option(
      names = "--now",
      description =
          "Disable the old API_AUTH_SECRET as soon as the new one is known: tokens of it are refused"
              + " from then on. For one that others know.")
  private boolean now;

  @Option(
      names = "--untested",
      description = "Do not try the value where it is for; look at its form only.")
  private boolean untested;

  @Option(names = "--dry-run", description = "Show how far it is, and change nothing.")
  private boolean dryRun;

  @Mixin private SiteOptions options = new SiteOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  public RotateSecretCommand(Surroundings with) {
    this.with = with;
  }

  @Override
  public Integer call() {
    try (var site = options.open(with, LONGEST)) {
      var google = site.neededGoogle();
      var rotation = new Rotation(name, now, google, trial(), this::fresh, with, this::progress);
      var report =
          Report.on(site, "rotate-secret", with.clock().instant())
              .whenWell("nobody was refused")
              .with("secret", name.name());
      if (dryRun) {
        report.whenWell("nothing was changed");
        report.add(Finding.of("versions", rotation::look)).add(plan(google, rotation));
      } else {
        report.addAll(rotation.findings());
      }
      rotation.added().ifPresent(one -> report.with("new_version", "" + one.number()));
      rotation.due().ifPresent(at -> report.with("old_version_ends_at", at.toString()));
      return report.show(with.console(), output.json());
    }
  }

  private static Finding plan(GoogleCloud google, Rotation rotation) {
    return Finding.note(
        "plan",
        (rotation.added().isPresent()
                ? "it would try the newest version"
                : "it would add a version")
            + ", wait until everybody has it, and disable what was before, in "
            + google.project());
  }

  private void progress(String what) {
    if (!output.json()) {
      with.console().line(what);
    }
  }

  private Secret fresh() {
    if (name == Name.API_AUTH_SECRET && !given) {
      return Secret.of(SigningKey.random());
    }
    return with.person()
        .secret("New value of %s (it is not shown): ".formatted(name))
        .filter(text -> !text.isBlank())
        .map(Secret::of)
        .orElseThrow(() ->
            new UserErrorException(
                "there is no value; pipe it in: printf %%s \"$NEW\" | project-manager ops rotate-secret %s"
                    .formatted(name)));
  }

  private SecretTrial trial() {
    if (untested) {
      return new UntriedValue(name);
    }
    return switch (name) {
      case API_AUTH_SECRET ->
          new SigningKeyTrial(
              key -> options.openSigning(with, key), key -> options.keepKey(with, key));
      case ANTHROPIC_API_KEY -> ServiceKeyTrial.ofModel(address(JobConfiguration.MESSAGES_URL));
      case GITHUB_TOKEN -> ServiceKeyTrial.ofGitHost(address(JobConfiguration.GITHUB_URL));
      case NOTIFICATION_WEBHOOK_URL, NOTIFICATION_WEBHOOK_KEY, NOTIFICATION_SLACK_URL ->
          new UntriedValue(name);
    };
  }

  private String address(Variable variable) {
    var usual =
        variable.equals(JobConfiguration.MESSAGES_URL)
            ? JobConfiguration.DEFAULT_MESSAGES_URL
            : GitHosts.GITHUB_API.toString();
    return with.variable(variable).orElse(usual).replaceFirst("/+$", "");
  }
}
