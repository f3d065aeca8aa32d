package io.codedeveloper.cli.ops;

import io.codedeveloper.cli.OutputOptions;
import io.codedeveloper.cli.Surroundings;
import io.codedeveloper.cli.google.Firestore;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.platform.UserErrorException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Looks whether what is lost could be had back.
@Command(
    name = "backup-verify",
    description = {
      "Looks whether what is lost could be had back: point-in-time recovery, the schedule of"
          + " backups and the newest of them, and the versions of files and of Terraform's state.",
      "With --restore-test the newest backup is restored into a database of its own, the documents"
          + " of each kind are counted there and in the original, and that database is deleted"
          + " again. That takes minutes to hours, and costs what is read and stored meanwhile."
    })
public final class BackupVerifyCommand implements Callable<Integer> {
  private static final Duration LONGEST = Duration.ofSeconds(50);

  private final Surroundings with;

  @Option(names = "--restore-test", description = "Restore the newest backup, and look.")
  private boolean restoreTest;

  @Mixin private DatabaseChoice choice = new DatabaseChoice();
  @Mixin private SiteOptions options = new SiteOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  public BackupVerifyCommand(Surroundings with) {
    this.with = with;
  }

  @Override
  public Integer call() {
    try (var site = restoreTest ? options.openOne(with, LONGEST) : options.open(with, LONGEST)) {
      var google = site.neededGoogle();
      var looked = choice.lookedAt(site);
      var database = looked.name();
      var now = with.clock().instant();
      var report = Report.on(site, "backup-verify", now).whenWell("what is lost can be had back");
      looked.doubt().ifPresent(report::add);
      var checks = new BackupChecks(site, google, database, now);
      report.addAll(checks.findings(report));
      if (restoreTest) {
        report.addAll(
            tested(new RestoreTest(new Firestore(google), database, with), checks, report));
      } else {
        report.add(
            Finding.note(
                "restore test",
                "was not made: a backup is proven by restoring it, once a quarter",
                "project-manager ops backup-verify --restore-test" + choice.words()));
      }
      return report.show(with.console(), output.json());
    }
  }

  private static List<Finding> tested(RestoreTest test, BackupChecks checks, Report report) {
    try {
      var newest = checks.newest();
      return newest.isPresent()
          ? test.run(newest.get(), report)
          : List.of(Finding.wrong("restore test", "there is nothing to restore"));
    } catch (UserErrorException | TransientException unreadable) {
      return List.of(Finding.unreadable("restore test", unreadable));
    }
  }
}
