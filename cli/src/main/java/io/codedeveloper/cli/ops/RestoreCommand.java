package io.codedeveloper.cli.ops;

import io.codedeveloper.cli.OutputOptions;
import io.codedeveloper.cli.Surroundings;
import io.codedeveloper.cli.api.ControlClient;
import io.codedeveloper.cli.api.JsonView;
import io.codedeveloper.cli.google.Firestore;
import io.codedeveloper.platform.UserErrorException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Brings back what was lost.
@Command(
    name = "restore",
    description = {
      "Brings back what was lost: a backup of the documents, into a new database beside the one in"
          + " use (Firestore overwrites none), and says how to switch over; or an earlier text of a"
          + " file, as an edit, which is merged into git like any other.",
      "You confirm it by typing the name of the new database, or of the file."
    })
public final class RestoreCommand implements Callable<Integer> {
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private final Surroundings with;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--backup",
      paramLabel = "ID",
      description = "The backup of documents, or newest; ops backup-verify shows them.")
  private Optional<String> backup = Optional.empty();

  @Option(
      names = "--into",
      paramLabel = "NAME",
      description = "The name of the database that is made of it.")
  private Optional<String> into = Optional.empty();

  @Option(
      names = "--file",
      paramLabel = "PATH",
      description = "A file of the repository, or roadmap: shows its earlier versions.")
  private Optional<String> file = Optional.empty();

  @Option(
      names = "--generation",
      paramLabel = "NUMBER",
      description = "The version of the file that is brought back.")
  private Optional<String> generation = Optional.empty();

  @Option(names = "--dry-run", description = "Show what would be done, and do nothing.")
  private boolean dryRun;

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  @Mixin private DatabaseChoice choice = new DatabaseChoice();
  @Mixin private SiteOptions options = new SiteOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  public RestoreCommand(Surroundings with) {
    this.with = with;
  }

  @Override
  public Integer call() {
    if (backup.isPresent() == file.isPresent()) {
      throw wrong("say what is brought back: --backup ID --into NAME, or --file PATH");
    }
    if (backup.isPresent() && into.isEmpty()) {
      throw wrong("say with --into NAME what the new database is called");
    }
    if (file.isPresent() ? into.isPresent() : generation.isPresent()) {
      throw wrong("--into goes with --backup, and --generation with --file");
    }
    var planned = Optional.<Planned>empty();
    try (var site = options.openOne(with, LONGEST)) {
      var report = report(site);
      planned = file.isPresent() ? ofFile(site, report) : ofDatabase(site, report);
      if (planned.isEmpty()) {
        return report.show(with.console(), output.json());
      }
    }
    confirm(planned.get().question(), file.or(() -> into).orElseThrow());
    try (var site = options.openOne(with, LONGEST)) {
      var report = report(site).addAll(planned.get().doing().apply(site));
      return report.show(with.console(), output.json());
    }
  }

  /// What is done when somebody has confirmed it, in time of its own: they may think long.
  private record Planned(String question, Function<Site, List<Finding>> doing) {}

  private Report report(Site site) {
    return Report.on(site, "restore", with.clock().instant())
        .whenWell(dryRun ? "nothing was changed" : "done");
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private Optional<Planned> ofDatabase(Site site, Report report) {
    var restore =
        new DatabaseRestore(
            new Firestore(site.neededGoogle()),
            choice.in(site),
            into.orElseThrow(),
            options.environment(),
            with);
    var finished = restore.finished(backup.orElseThrow());
    if (finished.isPresent()) {
      report.addAll(finished.get());
      return Optional.empty();
    }
    var found = restore.backup(backup.orElseThrow());
    if (dryRun) {
      report.add(restore.plan(found)).add(restore.switchOver());
      return Optional.empty();
    }
    return Optional.of(new Planned(restore.question(found), later -> restore.findings(found)));
  }

  private Optional<Planned> ofFile(Site site, Report report) {
    var name = file.orElseThrow();
    var project = project(site);
    var restore = new FileRestore(site, project, name);
    if (generation.isEmpty()) {
      report.add(restore.versions(report));
      return Optional.empty();
    }
    var text = restore.text(generation.get());
    if (dryRun) {
      report.add(restore.plan(text, generation.get()));
      return Optional.empty();
    }
    var present = restore.present();
    return Optional.of(
        new Planned(
            restore.question(generation.get(), text),
            later ->
                List.of(
                    new ProcedureStep(
                            "file",
                            () -> new FileRestore(later, project, name).saved(text, present))
                        .finding())));
  }

  private String project(Site site) {
    return options
        .project(with)
        .or(() ->
            new JsonView(site.api(ControlClient::status).get()).view("metadata").text("project"))
        .orElseThrow(() -> wrong("say with --project ID in which of the daemon's projects it is"));
  }

  private void confirm(String question, String word) {
    if (yes) {
      return;
    }
    if (!with.person().there()) {
      throw wrong("say --yes, or run it in a terminal, where it asks");
    }
    if (!Optional.of(word).equals(with.person().answer(question).map(String::strip))) {
      throw new UserErrorException(
          "nothing was changed: it takes %s as the answer".formatted(word));
    }
  }
}
