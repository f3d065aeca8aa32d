package io.codedeveloper.cli.ops;

import io.codedeveloper.cli.OutputOptions;
import io.codedeveloper.cli.Surroundings;
import io.codedeveloper.platform.UserErrorException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
    try (var site = options.open(with, LONGEST, LEAST)) {
      var now = with.clock().instant();
      var stop = new EmergencyStop(site, !keepSecrets);
      var state = new CapturedState(site, since, stop.executions(), stop.ticks());
      var acts = stop.acts();
      var report = Report.on(site, "emergency-stop", now).whenWell("everything is stopped");
      report.add(undo(acts));
      acts.forEach(act -> report.add(act.finding()));
      if (site.google().isEmpty()) {
        report.add(untouched(site));
      }
      report.add(Finding.of("incident", () -> written(report, acts, state, site, since, now)));
      return report.show(with.console(), output.json());
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
    try (var site = options.open(with, LONGEST, LEAST)) {
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

  /// In the order in which it is undone: the daemon begins last.
  private static Sheet undo(List<Act> acts) {
    var sheet = new Sheet("how_to_undo_it", "what", "command");
    acts.reversed().stream()
        .filter(act -> !act.undo().isEmpty())
        .forEach(act -> sheet.row(act.what(), act.undo()));
    return sheet;
  }

  private static Finding untouched(Site site) {
    return new Finding(
        "Google Cloud",
        Level.UNREADABLE,
        "ticks, queue, executions and secrets were left alone: " + site.withoutGoogle().text(),
        List.of());
  }

  private Finding written(
      Report report, List<Act> acts, CapturedState state, Site site, Instant since, Instant now) {
    var found = report.findings().stream().filter(one -> one.level() != Level.FINE).toList();
    var text =
        new IncidentReport(title, Severity.P0, now, since, site.name(), found, acts, state).text();
    var file = incident.file(with).write(now, Severity.P0, with.redactor().redact(text));
    report.with("incident_file", file.toString());
    return Finding.note(
        "incident",
        "is written down in " + file + "; tell the owner of the project",
        "project-manager ops health-check");
  }
}
