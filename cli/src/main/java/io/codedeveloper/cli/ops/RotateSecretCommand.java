package io.codedeveloper.cli.ops;

import io.codedeveloper.cli.OutputOptions;
import io.codedeveloper.cli.Surroundings;
import io.codedeveloper.cli.api.ControlClient;
import io.codedeveloper.cli.api.JsonView;
import io.codedeveloper.cli.google.GoogleCloud;
import io.codedeveloper.job.JobConfiguration;
import io.codedeveloper.job.host.GitHosts;
import io.codedeveloper.platform.SecretSource.Name;
import io.codedeveloper.platform.Variable;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

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

  @Spec private CommandSpec spec = CommandSpec.create();

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
          "Disable the old API_AUTH_SECRET as soon as the new one is known: tokens of it are"
              + " refused from then on. For one that others know.")
  private boolean now;

  @Option(
      names = "--another",
      description =
          "Make another one, though one is being brought in already: where others know that one,"
              + " too.")
  private boolean another;

  @Option(
      names = "--go-on",
      paramLabel = "VERSION",
      description = "The version that is being brought in, which nobody else knows: with --now.")
  private Optional<Integer> goOn = Optional.empty();

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
    if (another && goOn.isPresent()) {
      throw new ParameterException(
          spec.commandLine(), "--another and --go-on exclude each other: say which is meant");
    }
    try (var site = options.openOne(with, LONGEST)) {
      var google = site.neededGoogle();
      var wanted = new NewValue(name, now, given, another, goOn, with.person());
      var rotation = new Rotation(wanted, google, trial(site), with, this::progress);
      var report =
          Report.on(site, "rotate-secret", with.clock().instant()).with("secret", name.name());
      if (dryRun) {
        report.whenWell("nothing was changed");
        report.add(Finding.of("versions", rotation::look)).add(plan(google, rotation));
      } else {
        report.addAll(rotation.findings()).whenWell(rotation.outcome());
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

  private SecretTrial trial(Site site) {
    if (untested) {
      return untried();
    }
    return switch (name) {
      case API_AUTH_SECRET ->
          new SigningKeyTrial(
              key -> options.openSigning(with, key),
              key -> options.keepKey(with, key),
              site.neededGoogle()
                  .line("secrets", "versions", "access", "latest", "--secret=" + name));
      case ANTHROPIC_API_KEY -> ServiceKeyTrial.ofModel(address(JobConfiguration.MESSAGES_URL));
      case GITHUB_TOKEN -> ofGitHost(site, address(JobConfiguration.GITHUB_URL));
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

  private String address(Variable variable) {
    var usual =
        variable.equals(JobConfiguration.MESSAGES_URL)
            ? JobConfiguration.DEFAULT_MESSAGES_URL
            : GitHosts.GITHUB_API.toString();
    return with.variable(variable).orElse(usual).replaceFirst("/+$", "");
  }
}
