package io.codedeveloper.cli.ops;

import io.codedeveloper.cli.OutputOptions;
import io.codedeveloper.cli.Surroundings;
import io.codedeveloper.cli.google.GoogleCloud;
import io.codedeveloper.cli.google.JobSize;
import io.codedeveloper.cli.program.Shell;
import io.codedeveloper.cli.settings.EnvironmentChoice;
import io.codedeveloper.platform.UserErrorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Changes how large functions and job are, and how many instances there may be.
@Command(
    name = "scale",
    description = {
      "Changes how large functions and executions are, and how many instances of a function there"
          + " may be: in terraform/envs/NAME.tfvars of a checkout, which every deployment reads, so"
          + " that none undoes it. The next deployment brings it about.",
      "Without a size it shows what is set, and what the job has now."
    })
public final class ScaleCommand implements Callable<Integer> {
  private static final Duration LONGEST = Duration.ofSeconds(40);

  private static final Path HERE = Path.of("");

  private final Surroundings with;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--min-instances",
      paramLabel = "N",
      description = "So many instances of each function are always there; 0 costs nothing.")
  private Optional<String> minInstances = Optional.empty();

  @Option(
      names = "--max-instances",
      paramLabel = "N",
      description = "No more instances of each function than these.")
  private Optional<String> maxInstances = Optional.empty();

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      description = "Requests that an instance serves at once.")
  private Optional<String> concurrency = Optional.empty();

  @Option(names = "--function-cpu", paramLabel = "N", description = "Processors of an instance.")
  private Optional<String> functionCpu = Optional.empty();

  @Option(
      names = "--function-memory",
      paramLabel = "AMOUNT",
      description = "Memory of an instance: 512Mi, 1Gi.")
  private Optional<String> functionMemory = Optional.empty();

  @Option(names = "--job-cpu", paramLabel = "N", description = "Processors of an execution.")
  private Optional<String> jobCpu = Optional.empty();

  @Option(
      names = "--job-memory",
      paramLabel = "AMOUNT",
      description = "Memory of an execution, where its files are, too: 4Gi.")
  private Optional<String> jobMemory = Optional.empty();

  @Option(
      names = "--job-timeout",
      paramLabel = "SECONDS",
      description = "How long an execution may take.")
  private Optional<String> jobTimeout = Optional.empty();

  @Option(
      names = "--source",
      paramLabel = "DIR",
      description = "The checkout of code-developer (default: here).")
  private Path source = HERE;

  @Option(
      names = "--new",
      description = "Make the file of an environment that has none in this checkout.")
  private boolean isNew;

  @Option(names = "--dry-run", description = "Show what would change, and change nothing.")
  private boolean dryRun;

  @Mixin private SiteOptions options = new SiteOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  public ScaleCommand(Surroundings with) {
    this.with = with;
  }

  @Override
  public Integer call() {
    var environment =
        options
            .environment()
            .orElseThrow(() ->
                new ParameterException(
                    spec.commandLine(), "say what is scaled with --env NAME: prod, or dev"));
    if (!environment.matches(EnvironmentChoice.NAME)) {
      throw new ParameterException(
          spec.commandLine(),
          "--env is '%s'; write a name of small letters, digits and hyphens"
              .formatted(environment));
    }
    var wanted = wanted();
    var sizes = sizes(environment);
    var problems = new ScaleRules(sizes.with(wanted), sizes.isOfImage()).problems();
    try (var site = options.open(with, LONGEST)) {
      var report = Report.on(site, "scale", with.clock().instant()).with("file", "" + sizes.file());
      report.add(sizes.sheet(wanted));
      problems.forEach(problem -> report.add(Finding.wrong("size", problem)));
      if (problems.isEmpty()) {
        report.add(changed(sizes, wanted));
        always(sizes.with(wanted)).ifPresent(report::add);
      } else {
        report.add(Finding.note("settings", "were not changed"));
      }
      site.google()
          .ifPresent(google ->
              report.add(
                  Finding.of("job now", () -> now(site.google(GoogleCloud::job).get(), sizes))));
      return report.show(with.console(), output.json());
    }
  }

  private Map<ScaleSetting, String> wanted() {
    var wanted = new EnumMap<ScaleSetting, String>(ScaleSetting.class);
    minInstances.ifPresent(value -> wanted.put(ScaleSetting.MIN_INSTANCES, value));
    maxInstances.ifPresent(value -> wanted.put(ScaleSetting.MAX_INSTANCES, value));
    concurrency.ifPresent(value -> wanted.put(ScaleSetting.CONCURRENCY, value));
    functionCpu.ifPresent(value -> wanted.put(ScaleSetting.FUNCTION_CPU, value));
    functionMemory.ifPresent(value -> wanted.put(ScaleSetting.FUNCTION_MEMORY, value));
    jobCpu.ifPresent(value -> wanted.put(ScaleSetting.JOB_CPU, value));
    jobMemory.ifPresent(value -> wanted.put(ScaleSetting.JOB_MEMORY, value));
    jobTimeout.ifPresent(value -> wanted.put(ScaleSetting.JOB_TIMEOUT, value));
    return wanted;
  }

  private Sizes sizes(String environment) {
    var terraform = with.resolve(source).resolve("terraform");
    var declarations = terraform.resolve("variables.tf");
    if (!Files.exists(declarations)) {
      throw new UserErrorException(
          "%s is no checkout of code-developer: there is no terraform/variables.tf; name one with --source DIR"
              .formatted(with.resolve(source)));
    }
    var file = terraform.resolve("envs").resolve(environment + ".tfvars");
    if (!Files.exists(file) && !isNew) {
      throw new UserErrorException(
          "there is no %s; write --env as the file is called, or --new to make it".formatted(file));
    }
    try {
      var text = Files.exists(file) ? Files.readString(file) : "";
      return new Sizes(file, Tfvars.of(text), Files.readString(declarations));
    } catch (IOException failure) {
      throw new UserErrorException(
          "%s cannot be read (%s)".formatted(file, failure.getMessage()), failure);
    }
  }

  private Finding changed(Sizes sizes, Map<ScaleSetting, String> wanted) {
    var changes = sizes.changes(wanted);
    if (changes.isEmpty()) {
      return Finding.fine(
          "settings", "nothing changes: %s says so already".formatted(sizes.file()));
    }
    if (dryRun) {
      return Finding.note("settings", "nothing was changed: this is what would");
    }
    write(sizes.file(), sizes.changed(changes).text());
    return Finding.note(
        "settings",
        "%s is changed; a deployment brings it about: commit it where a pipeline deploys, or deploy"
            .formatted(sizes.file()),
        "project-manager cloud deploy --env NAME"
            + (source.equals(HERE) ? "" : " --source " + Shell.word(source.toString())));
  }

  /// Replaces the file at once. Where it is a link, what it leads to; its rights stay.
  private static void write(Path named, String text) {
    try {
      Files.createDirectories(named.getParent());
      var file = Files.exists(named) ? named.toRealPath() : named;
      var fresh = Files.createTempFile(file.getParent(), "sizes", ".tmp");
      try {
        Files.writeString(fresh, text);
        if (Files.exists(file)) {
          Files.setPosixFilePermissions(fresh, Files.getPosixFilePermissions(file));
        } else {
          Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-r--r--"));
        }
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(fresh);
      }
    } catch (IOException failure) {
      throw new UserErrorException(
          "%s cannot be written (%s)".formatted(named, failure.getMessage()), failure);
    }
  }

  private static Optional<Finding> always(Map<ScaleSetting, String> sizes) {
    var instances = sizes.getOrDefault(ScaleSetting.MIN_INSTANCES, "0");
    return instances.equals("0")
        ? Optional.empty()
        : Optional.of(
            Finding.note(
                "cost",
                "functions.min_instances is %s: so many instances of each function cost money all the time"
                    .formatted(instances)));
  }

  /// What is in Google Cloud now, against what was set before this command.
  private static Finding now(JobSize job, Sizes sizes) {
    var set =
        JobSize.of(
            sizes.value(ScaleSetting.JOB_CPU).orElse(""),
            sizes.value(ScaleSetting.JOB_MEMORY).orElse(""));
    var text = "has %s processors and %s GiB".formatted(plain(job.processors()), plain(job.gib()));
    return set.processors() == job.processors() && set.gib() == job.gib()
        ? Finding.fine("job now", text)
        : Finding.note("job now", text + ": something else than was set; a deployment changes it");
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? "" + (long) number : "" + number;
  }
}
