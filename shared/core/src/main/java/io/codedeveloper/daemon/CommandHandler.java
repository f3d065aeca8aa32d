package io.codedeveloper.daemon;

import io.codedeveloper.notification.Notifications;
import io.codedeveloper.notification.delivery.Channel;
import io.codedeveloper.platform.DelayedTasks;
import io.codedeveloper.platform.DocumentStore;
import io.codedeveloper.platform.IdSource;
import io.codedeveloper.platform.MessageBus;
import io.codedeveloper.platform.Platform;
import io.codedeveloper.project.ProjectId;
import java.time.Duration;
import java.util.List;

/// What the dispatcher does with a message. Every message may come late, twice or out of order.
public final class CommandHandler {
  private final DocumentStore store;
  private final DelayedTasks delayed;
  private final IdSource ids;
  private final Commands commands;
  private final Ticks ticks;
  private final Launches launches;
  private final Reconciler reconciler;
  private final Leftovers leftovers;
  private final Repairs repairs;
  private final Outbox outbox;

  /// One that delivers no notifications.
  public CommandHandler(Platform platform) {
    this(platform, List.of());
  }

  /// @param channels on which notifications reach people
  public CommandHandler(Platform platform, List<Channel> channels) {
    this(platform, Leases.TIME_TO_LIVE, channels);
  }

  /// @param leaseTime how long a lease lasts without being renewed
  public CommandHandler(Platform platform, Duration leaseTime, List<Channel> channels) {
    store = platform.documents();
    delayed = platform.delayedTasks();
    ids = platform.ids();
    ticks = new Ticks(platform.schedule());
    var leases = new Leases(store, leaseTime);
    var next = new NextIteration(new Iterations(store, leases), new Notifications(store));
    launches = new Launches(platform, leases, next);
    commands = new Commands(store, platform.bus(), ids);
    reconciler = new Reconciler(store, commands, launches, platform.jobs());
    leftovers = new Leftovers(store, platform.blobs());
    repairs = new Repairs(platform.logs(), platform.clock());
    outbox = new Outbox(platform, channels);
  }

  /// Does what a message asks for; nothing when that has been done.
  ///
  /// @throws io.codedeveloper.platform.TransientException when the message shall be delivered again
  ///   later
  public void handle(DaemonMessage message) {
    switch (message) {
      case DaemonMessage.CommandIssued(var project, var command) -> apply(project, command);
      case DaemonMessage.Tick(var project, var schedule) -> tick(project, schedule);
      case DaemonMessage.IterationFinished(var project, var iteration, var outcome) ->
          launches.startIfWanted(project);
      case DaemonMessage.StopDeadline(var project) -> reconciler.haltOverdue(project);
      case DaemonMessage.DeliveryDue(var project, var notification) ->
          outbox.deliver(project, notification);
    }
    outbox.post(message);
  }

  private void tick(ProjectId id, String schedule) {
    var before = project(id);
    reconciler.repair(id);
    repairs.tell(before, project(id));
    passPause(id, schedule);
    launches.startIfWanted(id);
    if (schedule.equals(Ticks.SWEEP)) {
      correctSchedule(id);
      leftovers.remove(id);
    }
  }

  /// Most ticks find no pause that is over. They write nothing: the execution that works writes the
  /// same document all the time, and whoever collides with it holds it up.
  private void passPause(ProjectId id, String schedule) {
    store.transact(tx -> {
      var project = Projects.require(tx, id);
      var passed = Pause.atTick(project, schedule, tx.time());
      return passed.equals(project) ? project : Projects.put(tx, passed);
    });
  }

  /// A pause that arrives after the resumption that followed it would keep a running daemon from
  /// work for ever.
  private void correctSchedule(ProjectId id) {
    var ticking = ticks.nextWork(id).isPresent();
    var project = project(id);
    if (ticking != (project.desired() == Desired.RUNNING)) {
      ticks.follow(project);
      var corrected =
          store.transact(
              tx -> Projects.put(tx, Projects.require(tx, id).counting("schedulesCorrected")));
      repairs.tell(project, corrected);
    }
  }

  private Project project(ProjectId id) {
    return store.transact(tx -> Projects.require(tx, id));
  }

  /// Effects first, then the note that they happened: a crash in between repeats them, and all can
  /// be repeated.
  private void apply(ProjectId project, String id) {
    var record = store.transact(tx -> Commands.find(tx, project, id));
    if (record.filter(CommandRecord::open).isPresent()) {
      carryOut(project, record.get());
    }
    launches.startIfWanted(project);
  }

  private void carryOut(ProjectId project, CommandRecord record) {
    if (record.understood().isEmpty()) {
      commands.failUnreadable(project, record);
      return;
    }
    if (!superseded(project, record)) {
      effects(project, record);
    }
    note(project, record);
  }

  private boolean superseded(ProjectId project, CommandRecord record) {
    return store.transact(tx -> Projects.require(tx, project)).appliedSequence() > record.sequence()
        && record.command().decidesState();
  }

  private void effects(ProjectId id, CommandRecord record) {
    var project = project(id);
    switch (record.command()) {
      case Command.Start start -> ticks.follow(project);
      case Command.Stop stop -> {
        ticks.follow(project);
        end(project, record);
      }
      case Command.Restart restart -> ticks.follow(project);
      case Command.Respond respond -> {
        // The answer is in the notification already; the iteration that waits for it is started
        // below.
      }
    }
  }

  /// Ends what works, now or when its time is over. A start that came after the stop wins.
  private void end(Project project, CommandRecord record) {
    reconciler.haltOverdue(project.id());
    if (project.desired() == Desired.STOPPED && project.lease().isPresent()) {
      project
          .stopBy()
          .ifPresent(by ->
              delayed.schedule(
                  "stop-" + record.id(),
                  by,
                  MessageBus.Topic.COMMANDS,
                  new DaemonMessage.StopDeadline(project.id()).toMessage(ids.next())));
    }
  }

  private void note(ProjectId id, CommandRecord record) {
    store.transact(tx -> {
      var project = Projects.require(tx, id);
      var current = Commands.find(tx, id, record.id()).filter(CommandRecord::open);
      if (current.isEmpty()) {
        return false;
      }
      var late = record.command().decidesState() && project.appliedSequence() > record.sequence();
      var ended =
          late
              ? current.get().ended(CommandState.SUPERSEDED, "a later command won", tx.time())
              : current.get().ended(CommandState.APPLIED, "done", tx.time());
      Commands.put(tx, id, ended);
      if (!late && record.command().decidesState()) {
        Projects.put(tx, project.with("appliedSequence", record.sequence()));
      }
      return true;
    });
  }
}
