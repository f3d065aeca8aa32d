package io.codedeveloper.daemon;

import io.codedeveloper.notification.Notification;
import io.codedeveloper.notification.Notifications;
import io.codedeveloper.notification.delivery.Channel;
import io.codedeveloper.platform.Fields;
import io.codedeveloper.platform.JobLauncher.JobRequest;
import io.codedeveloper.platform.JobLauncher.Status;
import io.codedeveloper.platform.memory.InMemoryPlatform;
import io.codedeveloper.project.ProjectId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A daemon on the platform in memory: the test issues commands, delivers messages and plays the
/// job.
final class DaemonScenario {
  static final ProjectId PROJECT = new ProjectId("demo");
  static final Command GRACEFUL_STOP = new Command.Stop(true, Duration.ofSeconds(30));
  static final Command FORCED_STOP = new Command.Stop(false, Duration.ZERO);

  final InMemoryPlatform world = new InMemoryPlatform();
  final Projects projects = new Projects(world.documents);
  final Leases leases = new Leases(world.documents, Leases.TIME_TO_LIVE);
  final Iterations iterations = new Iterations(world.documents, leases);
  final Notifications notifications = new Notifications(world.documents);
  final Commands commands;
  final CommandHandler handler;

  DaemonScenario() {
    this(List.of());
  }

  /// @param channels on which notifications reach people
  DaemonScenario(List<Channel> channels) {
    var platform = world.platform();
    commands = new Commands(world.documents, world.bus, platform.ids());
    handler = new CommandHandler(platform, channels);
    projects.create(PROJECT, ProjectSettings.of("/srv/repository"));
  }

  Project project() {
    return projects.require(PROJECT);
  }

  Commands.Acceptance issue(Command command) {
    return commands.accept(PROJECT, command, "ann", Optional.empty());
  }

  CommandRecord accepted(Command command) {
    return ((Commands.Acceptance.Accepted) issue(command)).command();
  }

  CommandState stateOf(CommandRecord command) {
    return commands.get(PROJECT, command.id()).orElseThrow().state();
  }

  /// What the user was told, newest first.
  List<Notification> told() {
    return notifications.list(PROJECT, Optional.empty(), 10, Optional.empty()).items();
  }

  /// Issues a start and delivers it.
  void start() {
    accepted(new Command.Start(Optional.empty(), false));
    deliver();
  }

  /// Delivers what was published so far.
  void deliver() {
    world.bus.take().forEach(message -> handler.handle(DaemonMessage.from(message)));
  }

  void tick(String schedule) {
    handler.handle(new DaemonMessage.Tick(PROJECT, schedule));
  }

  void advance(Duration duration) {
    world.clock.advance(duration);
  }

  int launches() {
    return world.jobs.launched.size();
  }

  JobRequest lastLaunch() {
    return world.jobs.launched.getLast();
  }

  /// Plays the beginning of the job that was launched last.
  void begin() {
    var job = lastLaunch();
    leases.claim(PROJECT, job.iteration(), job.fence());
    iterations.begin(PROJECT, job.iteration(), job.fence());
  }

  void journal(String step) {
    var job = lastLaunch();
    var effect = new Iterations.Effect(step, 50, Fields.empty().with("done", true));
    iterations.journal(PROJECT, job.iteration(), job.fence(), effect, same -> same);
  }

  /// Plays the end of the job that was launched last, without its message.
  void end(IterationOutcome outcome) {
    var job = lastLaunch();
    iterations.end(PROJECT, job.iteration(), job.fence(), outcome, "because");
    world.jobs.states.put("execution-" + launches(), Status.SUCCEEDED);
  }

  /// Plays the whole job that was launched last, and delivers its message.
  void run(IterationOutcome outcome) {
    var job = lastLaunch();
    begin();
    end(outcome);
    handler.handle(new DaemonMessage.IterationFinished(PROJECT, job.iteration(), outcome));
  }
}
