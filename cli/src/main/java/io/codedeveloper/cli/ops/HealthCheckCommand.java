package io.codedeveloper.cli.ops;

import io.codedeveloper.cli.OutputOptions;
import io.codedeveloper.cli.Surroundings;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Looks at everything that tells whether the installation is well.
@Command(
    name = "health-check",
    description = {
      "Says whether the installation is well: the API and what it stands on, the daemon and its"
          + " heartbeat, the errors, open questions and what was given up in 24 hours, executions,"
          + " ticks, the queue, the keys, and the budget. Asks everything at once, and changes"
          + " nothing.",
      "All projects of the daemon are looked at, unless --project names one. Without a project of"
          + " Google Cloud only what the API tells, of one."
    })
public final class HealthCheckCommand implements Callable<Integer> {
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final Surroundings with;

  @Mixin private SiteOptions options = new SiteOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  public HealthCheckCommand(Surroundings with) {
    this.with = with;
  }

  @Override
  public Integer call() {
    try (var site = options.open(with, LONGEST)) {
      var now = with.clock().instant();
      var report = Report.on(site, "health-check", now);
      var daemon = new ProjectChecks(site, options.named(), now);
      var cloud = site.google().map(google -> new CloudChecks(site, google, now));
      var keys = site.google().map(google -> new KeyChecks(site, google));
      report.addAll(daemon.findings());
      cloud.ifPresentOrElse(
          checks -> report.addAll(checks.findings()), () -> report.add(site.withoutGoogle()));
      keys.ifPresent(checks -> report.addAll(checks.findings()));
      return report.show(with.console(), output.json());
    }
  }
}
