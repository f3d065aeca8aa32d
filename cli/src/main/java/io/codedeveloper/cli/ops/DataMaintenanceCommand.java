package io.codedeveloper.cli.ops;

import io.codedeveloper.cli.OutputOptions;
import io.codedeveloper.cli.Surroundings;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Looks what has gathered, and whether it goes by itself.
@Command(
    name = "data-maintenance",
    description = {
      "Looks whether data go by themselves that should: how many documents there are of each kind,"
          + " whether expired ones go, indexes, leases that nobody holds, messages that were given"
          + " up, the bucket's rules, and databases that a restore test left. All projects of the"
          + " daemon are looked at, unless --project names one.",
      "With --repair it mends what can be mended without a loss: it has the sweep come now, and"
          + " deletes databases that restore tests left: more than five hours old, not protected,"
          + " and used by nothing that is deployed."
    })
public final class DataMaintenanceCommand implements Callable<Integer> {
  private static final Duration LONGEST = Duration.ofMinutes(2);

  private final Surroundings with;

  @Option(names = "--repair", description = "Mend what can be mended without a loss.")
  private boolean repair;

  @Mixin private DatabaseChoice choice = new DatabaseChoice();
  @Mixin private SiteOptions options = new SiteOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  public DataMaintenanceCommand(Surroundings with) {
    this.with = with;
  }

  @Override
  public Integer call() {
    try (var site = repair ? options.openOne(with, LONGEST) : options.open(with, LONGEST)) {
      var google = site.neededGoogle();
      var projects = new DaemonProjects(site, options.named());
      var looked = choice.lookedAt(site);
      var checks = new DataChecks(site, projects, google, looked.name(), choice.words(), with);
      var report = Report.on(site, "data-maintenance", with.clock().instant());
      looked.doubt().ifPresent(report::add);
      report.addAll(checks.findings(report, repair));
      if (repair) {
        report.addAll(checks.repairs());
      }
      return report.show(with.console(), output.json());
    }
  }
}
