package io.codedeveloper.cli.up;

import io.codedeveloper.auth.Redactor;
import io.codedeveloper.cli.LogProvider;
import io.codedeveloper.cli.Surroundings;
import io.codedeveloper.cli.local.Installation;
import io.codedeveloper.daemon.Project;
import io.codedeveloper.daemon.ProjectSettings;
import io.codedeveloper.daemon.Projects;
import io.codedeveloper.daemon.Ticks;
import io.codedeveloper.file.FilePath;
import io.codedeveloper.file.Files;
import io.codedeveloper.file.RepositoryMirror;
import io.codedeveloper.functions.Dispatcher;
import io.codedeveloper.functions.FunctionsConfiguration;
import io.codedeveloper.functions.Hosted;
import io.codedeveloper.functions.Wiring;
import io.codedeveloper.job.KnownSecrets;
import io.codedeveloper.job.LaunchedJob;
import io.codedeveloper.job.ProjectNames;
import io.codedeveloper.job.StandardWorkshop;
import io.codedeveloper.job.git.RemoteUrl;
import io.codedeveloper.platform.JobLauncher.JobRequest;
import io.codedeveloper.platform.Platform;
import io.codedeveloper.platform.Problems;
import io.codedeveloper.platform.TickSchedule.Cadence;
import io.codedeveloper.platform.local.JobCommand;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;

/// Hosts functions, bus, ticks and jobs on one data directory.
///
/// @param directory absolute
record Host(Surroundings with, Path directory, Outside outside) {
  /// Hosts a project while the work runs.
  ///
  /// @param wanted the project's settings
  /// @param port 0 for any that is free
  /// @param work is told when everything is ready; all ends when it returns
  /// @throws io.codedeveloper.platform.UserErrorException when something that is needed is missing
  void run(Function<Installation, ProjectSettings> wanted, int port, Consumer<Readiness> work) {
    try (var installation =
            Installation.open(with, directory, outside.secrets(), this::jobCommand);
        var _ = DataLock.take(directory);
        var _ = HostLog.in(directory.resolve("logs"))) {
      SigningKey.ensure(outside.secrets(), Installation.secretsFile(directory));
      var ports = installation.ports();
      var settings = wanted.apply(installation);
      var redactor = new Redactor(KnownSecrets.of(outside.secrets()));
      check(settings, ports, redactor);
      hand(ports);
      try (var api = ApiServer.start(port);
          var jobs = new RunningJobs(ports)) {
        var project = project(settings, ports);
        jobs.adopt();
        var deliveries = installation.platform().deliveries();
        deliveries.takeOver();
        try (var _ =
            BusLoop.start(deliveries, new Dispatcher(), ports.logs(), with.clock(), redactor)) {
          work.accept(readiness(api, project, ports));
        }
      } finally {
        Hosted.clear();
      }
    }
  }

  private JobCommand jobCommand(JobRequest request) {
    return new LaunchedJob(request, outside.jobs())
        .command(
            Path.of(System.getProperty("java.home")),
            System.getProperty("java.class.path", ""),
            LogProvider.javaOptions());
  }

  /// Finds out now what every job would stumble over. What lies on the network is left to the jobs.
  private void check(ProjectSettings settings, Platform ports, Redactor redactor) {
    var workshop = new StandardWorkshop(outside.jobs(), ports, redactor);
    var problems = new Problems();
    problems.attempt(() -> fetched(settings, workshop, ports, redactor));
    problems.attempt(workshop::sandbox);
    problems.attempt(() -> workshop.agents(settings));
    problems.refuse();
  }

  private static boolean fetched(
      ProjectSettings settings, StandardWorkshop workshop, Platform ports, Redactor redactor) {
    if (!(RemoteUrl.parse(settings.repository()) instanceof RemoteUrl.Directory)) {
      return false;
    }
    try (var remote = workshop.remote(settings)) {
      var head = remote.fetch(settings.baseBranch());
      remote
          .read(head, settings.roadmapPath())
          .ifPresent(roadmap -> mirror(settings, ports, roadmap.content(), redactor));
      return true;
    }
  }

  /// The roadmap can be read and edited before the first iteration.
  private static void mirror(
      ProjectSettings settings, Platform ports, byte[] roadmap, Redactor redactor) {
    var path = new FilePath(settings.roadmapPath());
    var project = ProjectNames.of(settings.repository());
    var files = new Files(ports.blobs(), ports.clock(), project, path);
    new RepositoryMirror(ports.blobs(), project, files, path).mirrorRoadmap(roadmap, redactor);
  }

  private void hand(Platform ports) {
    var configuration = FunctionsConfiguration.from(with.environment()).in("local");
    // Refuses a key that is too short, before anything listens.
    Wiring.tokens(ports.secrets(), configuration, ports.clock());
    Hosted.host(new Hosted(ports, configuration, Wiring::pause));
  }

  private static Project project(ProjectSettings settings, Platform ports) {
    var projects = new Projects(ports.documents());
    var project = projects.create(ProjectNames.of(settings.repository()), settings);
    // The API starts the other projects of the directory too, and these may never have ticked.
    var ticks = new Ticks(ports.schedule());
    projects.all().forEach(known -> ticks.install(known, sweep(known.settings())));
    return project;
  }

  /// Repairs as often as there is work, but never rarer than in the cloud.
  private static Duration sweep(ProjectSettings settings) {
    return Ticks.cadence(settings.schedule()) instanceof Cadence.Every(var interval)
            && interval.compareTo(Ticks.SWEEP_INTERVAL) < 0
        ? interval
        : Ticks.SWEEP_INTERVAL;
  }

  private Readiness readiness(ApiServer api, Project project, Platform ports) {
    var only = new Projects(ports.documents()).all().size() == 1;
    return new Readiness(api.url(), api.port(), project, directory, only);
  }
}
