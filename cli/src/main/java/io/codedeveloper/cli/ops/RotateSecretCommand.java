package io.codedeveloper.cli.ops;

import io.codedeveloper.cli.OutputOptions;
import io.codedeveloper.cli.Surroundings;
import io.codedeveloper.cli.api.ControlClient;
import io.codedeveloper.cli.api.JsonView;
import io.codedeveloper.cli.google.DeployedVariables;
import io.codedeveloper.cli.google.GoogleCloud;
import io.codedeveloper.job.JobConfiguration;
import io.codedeveloper.job.host.GitHosts;
import io.codedeveloper.platform.SecretSource.Name;
import io.codedeveloper.platform.UserErrorException;
import io.codedeveloper.platform.Variable;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Replaces a secret while the old one still counts.
@Command(
    name = "rotate-secret",
    description = {
      "Replaces a secret while the one before counts, so that nobody is refused: tries the new"
          + " value, adds it as a version, waits until everybody who reads it has it, tries it in"
          + " use, and disables the version before. Until then both count; what fails leaves the"
          + " old one enabled.",
      "A new API_AUTH_SECRET is made here. Other values are asked for, or read from standard input:"
          + " printf %%s \"$$NEW\" | project-manager ops rotate-secret GITHUB_TOKEN. None is"
          + " shown.",
      "When it is ended in between, the same command goes on; a value that is given in between is"
          + " brought in instead. Tokens of an old API_AUTH_SECRET are good for 24 hours: the"
          + " version is disabled by the same command after that."
    })
public final class RotateSecretCommand implements Callable<Integer> {
  private static final Duration LONGEST = Duration.ofMinutes(1);

  /// Host, owner and name of a repository on the web.
  private static final Pattern REPOSITORY =
      Pattern.compile("https?://(?:[^@/]*@)?([^/:]+)(?::[0-9]+)?/([^/]+/[^/]+?)(?:\\.git)?/?");

  private final Surroundings with;

  @Parameters(
      paramLabel = "NAME",
      description =
          "API_AUTH_SECRET, GITHUB_TOKEN, ANTHROPIC_API_KEY, NOTIFICATION_WEBHOOK_URL,"
              + " NOTIFICATION_WEBHOOK_KEY or NOTIFICATION_SLACK_URL.")
  private Name name = Name.API_AUTH_SECRET;

  @Option(names = "--dry-run", description = "Show how far it is, and change nothing.")
  private boolean dryRun;

  @Mixin private RotationOptions wanted = new RotationOptions();
  @Mixin private SiteOptions options = new SiteOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  public RotateSecretCommand(Surroundings with) {
    this.with = with;
  }

  @Override
  public Integer call() {
    wanted.check(name);
    try (var site = options.openOne(with, LONGEST)) {
      var google = site.neededGoogle();
      var value = new NewValue(name, wanted, with.person(), site::addressed);
      var rotation = new Rotation(value, google, trial(site), with, this::progress);
      var report =
          Report.on(site, "rotate-secret", with.clock().instant()).with("secret", name.name());
      if (dryRun) {
        report.whenWell("nothing was changed");
        var looked = Finding.of("versions", rotation::look);
        report.add(looked);
        if (!looked.level().isUnknown()) {
          report.add(plan(google, rotation));
        }
      } else {
        report.addAll(rotation.findings()).whenWell(rotation.outcome());
      }
      rotation.added().ifPresent(one -> report.with("new_version", "" + one.number()));
      rotation.due().ifPresent(at -> report.with("old_version_ends_at", at.toString()));
      rotation.refused().ifPresent(at -> report.with("old_value_refused_at", at.toString()));
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

  private SecretTrial trial(Site site) {
    if (wanted.untested()) {
      return untried();
    }
    return switch (name) {
      case API_AUTH_SECRET ->
          new SigningKeyTrial(
              key -> options.openSigning(with, key),
              key -> options.keepKey(with, key),
              site.addressed(
                  "%s | project-manager cloud config set api_key"
                      .formatted(
                          site.neededGoogle()
                              .line(
                                  "secrets", "versions", "access", "latest", "--secret=" + name))));
      case ANTHROPIC_API_KEY ->
          ServiceKeyTrial.ofModel(address(site, JobConfiguration.MESSAGES_URL));
      case GITHUB_TOKEN -> ofGitHost(site, address(site, JobConfiguration.GITHUB_URL));
      case NOTIFICATION_WEBHOOK_URL, NOTIFICATION_WEBHOOK_KEY, NOTIFICATION_SLACK_URL -> untried();
    };
  }

  private SecretTrial untried() {
    return new UntriedValue(name, key -> options.keepKey(with, key));
  }

  /// The API says which repository is pushed to; where it does not, less is tried.
  private static SecretTrial ofGitHost(Site site, String url) {
    var repository = Optional.<String>empty();
    try {
      var status = new JsonView(site.api(ControlClient::status).get());
      repository =
          status
              .view("metadata")
              .text("repository")
              .map(REPOSITORY::matcher)
              .filter(Matcher::matches)
              .filter(found -> isOn(url, found.group(1)))
              .map(found -> found.group(2));
    } catch (RuntimeException unknown) {
      // The trial says that of no repository anything is known.
    }
    return ServiceKeyTrial.ofGitHost(url, repository);
  }

  private static boolean isOn(String api, String host) {
    var of = URI.create(api).getHost();
    return host.equals(of) || ("api." + host).equals(of);
  }

  /// Where the job that is deployed uses it: another machine's gateway would get it otherwise.
  private static String address(Site site, Variable variable) {
    var usual =
        variable.equals(JobConfiguration.MESSAGES_URL)
            ? JobConfiguration.DEFAULT_MESSAGES_URL
            : GitHosts.GITHUB_API.toString();
    try {
      var job = new DeployedVariables(site.neededGoogle());
      return job.ofJob(variable.name()).orElse(usual).replaceFirst("/+$", "");
    } catch (UserErrorException unreadable) {
      throw new UserErrorException(
          "the job that is deployed does not say where the value is for (%s); --untested tries it nowhere"
              .formatted(unreadable.getMessage()),
          unreadable);
    }
  }
}
