package io.codedeveloper.cli.ops;

import io.codedeveloper.cli.OutputOptions;
import io.codedeveloper.cli.Surroundings;
import io.codedeveloper.platform.UserErrorException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Stops everything, and writes down what was stopped.
@Command(
    name = "emergency-stop",
    description = {
      "Stops everything at once, in less than a minute: halts the daemon, pauses its ticks and its"
          + " queue, cancels executions, disables the keys of the model and of the Git host, and"
          + " writes the incident down with the state of everything and how each thing is undone."
          + " What fails is told, and keeps nothing else from being stopped.",
      "You confirm it by typing STOP, or with --yes. No data are deleted. It takes --within 20 or"
          + " more: what began while all was stopped is looked for afterwards."
    })
public final class EmergencyStopCommand implements Callable<Integer> {
  /// In less than a minute, with what comes before and after.
  static final Duration LONGEST = Duration.ofSeconds(40);

  /// In seconds: a list of gcloud's and a change by it take some each, and after what is done first
  /// both are done once more.
  static final int LEAST = 20;

  private static final String WORD = "STOP";

  private final Surroundings with;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  @Option(
      names = "--keep-secrets",
      description = "Do not disable the keys: ANTHROPIC_API_KEY and GITHUB_TOKEN stay usable.")
  private boolean keepSecrets;

  @Option(
      names = "--title",
      paramLabel = "TEXT",
      description = "What happened, in a few words, for the incident.")
  private String title = "Emergency stop";

  @Mixin private IncidentOptions incident = new IncidentOptions();
  @Mixin private SiteOptions options = new SiteOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  public EmergencyStopCommand(Surroundings with) {
    this.with = with;
  }

  @Override
  public Integer call() {
    var since = incident.since(with.clock().instant());
    confirm();
    try (var site = options.openMeant(with, LONGEST, LEAST)) {
      return new StoppedSite(site, title, since, with)
          .stop(!keepSecrets, incident.files(with), output.json());
    }
  }

  private void confirm() {
    if (yes) {
      return;
    }
    if (!with.person().there()) {
      throw new ParameterException(
          spec.commandLine(), "say --yes, or run it in a terminal, where it asks");
    }
    String where;
    try (var site = options.openMeant(with, LONGEST, LEAST)) {
      where = site.name();
    }
    var answer =
        with.person()
            .answer(
                "This stops the daemon, its ticks, queue and executions%s at %s. Type %s to go on: "
                    .formatted(keepSecrets ? "" : " and disables its keys", where, WORD));
    if (!Optional.of(WORD).equals(answer.map(String::strip))) {
      throw new UserErrorException(
          "nothing was stopped: it takes the word %s as the answer".formatted(WORD));
    }
  }
}
