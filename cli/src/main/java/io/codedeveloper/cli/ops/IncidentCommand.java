package io.codedeveloper.cli.ops;

import io.codedeveloper.cli.OutputOptions;
import io.codedeveloper.cli.Surroundings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Writes an incident down.
@Command(
    name = "incident",
    description = {
      "Writes an incident down, as a Markdown file: how urgent it is, what health-check finds, the"
          + " timeline from iterations, notifications, executions and the log, the state of"
          + " everything, and what to do next. Changes nothing else, and writes over no file.",
      "Exit code 0 when it is written, whatever was found."
    })
public final class IncidentCommand implements Callable<Integer> {
  private static final Duration LONGEST = Duration.ofSeconds(40);

  private final Surroundings with;

  @Option(
      names = "--severity",
      required = true,
      paramLabel = "LEVEL",
      description =
          "P0: nothing answers, work is harmed, a secret has leaked, or money runs; P1: a part fails, or"
              + " it costs too much; P2: it works worse; P3: it will matter.")
  private Severity severity = Severity.P1;

  @Option(
      names = "--title",
      required = true,
      paramLabel = "TEXT",
      description = "What happened, in a few words.")
  private String title = "";

  @Mixin private IncidentOptions incident = new IncidentOptions();
  @Mixin private SiteOptions options = new SiteOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  public IncidentCommand(Surroundings with) {
    this.with = with;
  }

  @Override
  public Integer call() {
    var now = with.clock().instant();
    var since = incident.since(now);
    try (var site = options.open(with, LONGEST)) {
      var cloud = site.google().map(google -> new CloudChecks(site, google, now));
      var keys = site.google().map(google -> new KeyChecks(site, google));
      var daemon = new ProjectChecks(site, options.named(), now);
      var state =
          new CapturedState(
              site,
              since,
              () -> cloud.map(CloudChecks::askedExecutions),
              () -> cloud.map(CloudChecks::askedTicks));
      var found = Report.on(site, "health-check", now).addAll(daemon.findings());
      cloud.ifPresent(checks -> found.addAll(checks.findings()));
      keys.ifPresent(checks -> found.addAll(checks.findings()));
      var text =
          new IncidentReport(title, severity, now, since, site, found.findings(), List.of(), state)
              .text();
      var file = incident.file(with).write(now, severity, with.redactor().redact(text));
      var report =
          Report.on(site, "incident", now)
              .with("incident_file", file.toString())
              .whenWell("it is written down; complete it while you remember");
      report.add(
          Finding.note(
              "incident",
              "%s (%s) is written down in %s; act %s"
                  .formatted(severity, severity.meaning(), file, severity.when()),
              severity == Severity.P0
                  ? "project-manager ops emergency-stop"
                  : "project-manager ops health-check"));
      return report.show(with.console(), output.json());
    }
  }
}
