package io.codedeveloper.simulation.world;

import io.codedeveloper.daemon.Command;
import io.codedeveloper.daemon.Commands;
import io.codedeveloper.daemon.Commands.Acceptance;
import io.codedeveloper.notification.Notification;
import io.codedeveloper.notification.Notifications;
import io.codedeveloper.simulation.engine.SimulatedProcess;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// A person who starts, stops and answers through the API, and asks again when no answer comes.
final class ApiUser {
  private static final long MINUTES = 60_000_000L;
  private static final int TRIES = 3;

  private final World world;
  private final String name;
  private final RandomGenerator random;
  private final Client client;
  private int commands;

  ApiUser(World world, String name) {
    this.world = world;
    this.name = name;
    this.random = world.chance();
    this.client = new Client(world);
  }

  /// Does something now and then.
  ///
  /// @param busy how many minutes lie between two actions, at most
  void begin(boolean starts, int busy) {
    world.scheduler.spawn(
        random.nextLong(3 * MINUTES),
        name,
        new SimulatedProcess(name),
        () -> {
          if (starts) {
            start();
          }
          while (!world.faults.ended()) {
            world.scheduler.sleep(random.nextLong(MINUTES / 20, busy * MINUTES));
            if (!world.faults.ended()) {
              act();
            }
          }
          leave();
        });
    world.scheduler.spawn(
        0, name + "/answers", new SimulatedProcess(name + "/answers"), this::answer);
  }

  /// Starts the daemon, and does nothing else.
  void startOnce() {
    world.scheduler.spawn(0, name, new SimulatedProcess(name), this::start);
  }

  private void act() {
    switch (random.nextInt(10)) {
      case 0, 1 -> issue(new Command.Stop(random.nextBoolean(), timeout()));
      case 2 -> issue(new Command.Restart());
      case 3 -> {
        issue(new Command.Stop(true, timeout()));
        issue(new Command.Start(Optional.empty(), false));
      }
      case 4 -> issue(new Command.Start(Optional.of("PRIORITY " + random.nextInt(1, 5)), true));
      default -> issue(new Command.Start(Optional.empty(), random.nextBoolean()));
    }
  }

  private void start() {
    issue(new Command.Start(Optional.empty(), false));
  }

  /// The last word, before everything calms down.
  private void leave() {
    if (random.nextInt(5) > 2) {
      issue(new Command.Start(Optional.empty(), true));
    }
  }

  private Duration timeout() {
    return Duration.ofSeconds(random.nextInt(1, 90));
  }

  private void issue(Command command) {
    var key = name + "-" + ++commands;
    for (var attempt = 0; attempt < TRIES; attempt++) {
      var answer =
          client.request(
              command.type(),
              platform ->
                  new Commands(platform.documents(), platform.bus(), platform.ids())
                      .accept(World.PROJECT, command, name, Optional.of(key)));
      answer.ifPresent(this::note);
      if (answer.isPresent()) {
        return;
      }
      world.scheduler.sleep(random.nextLong(MINUTES));
    }
  }

  private void note(Acceptance acceptance) {
    world.trace.event("is answered", acceptance::toString);
    if (acceptance instanceof Acceptance.Accepted(var command, var repeated)) {
      world.seen.accepted(command.id());
    }
    if (acceptance instanceof Acceptance.Conflict(var key)) {
      world.seen.violated("I3", "the key " + key + " was used once, and is said to conflict");
    }
  }

  /// Looks for questions now and then, and answers them.
  private void answer() {
    var read = new Notifications(world.documents);
    while (true) {
      world.scheduler.sleep(random.nextLong(MINUTES, 40 * MINUTES));
      var open =
          read
              .list(World.PROJECT, Optional.of(Notification.Status.PENDING), 20, Optional.empty())
              .items()
              .stream()
              .filter(Notification::requiresResponse)
              .findFirst();
      open.ifPresent(question -> issue(new Command.Respond(question.id(), choice(question))));
    }
  }

  private String choice(Notification question) {
    var choices = question.choices();
    return choices.isEmpty()
        ? "as you think " + random.nextInt(100)
        : choices.get(random.nextInt(3) == 0 ? random.nextInt(choices.size()) : 0);
  }
}
