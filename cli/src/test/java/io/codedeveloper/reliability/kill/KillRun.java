package io.codedeveloper.reliability.kill;

import io.codedeveloper.cli.ExitCode;
import io.codedeveloper.cli.up.HostProcess;
import io.codedeveloper.cli.up.Jobs;
import io.codedeveloper.reliability.kill.KillPlan.Victim;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// One run: a host works until nothing is left to do, is killed on the way as the plan says, and is
/// started again as a supervisor would.
final class KillRun implements AutoCloseable {
  /// An undisturbed run takes some seconds.
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private static final Duration PAUSE = Duration.ofMillis(40);

  /// What nobody repairs by itself in this time has to wait.
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /// Sweeps come every second.
  private static final Duration LONGEST_SWEEP = Duration.ofSeconds(10);

  private final Path home;
  private final String sandbox;
  private final DisturbedTraffic traffic;
  private final World world;
  private final Jobs jobs;
  private final Object hosts = new Object();
  private @Nullable HostProcess host;
  private int started;
  private int passed;

  /// @param home an empty directory of its own
  /// @param sandbox `bubblewrap` or `none`
  KillRun(Path home, KillPlan plan, String sandbox) {
    this.home = home;
    this.sandbox = sandbox;
    traffic = new DisturbedTraffic(plan, this::kill);
    world = new World(home, traffic);
    jobs = new Jobs(world.data());
  }

  /// What became of a run.
  ///
  /// @param violations empty when every rule held
  /// @param hosts how often a host was started
  /// @param waits how often a pause or a dead job's lease had to run out
  record Outcome(
      List<String> violations,
      List<DisturbedTraffic.Done> kills,
      int requests,
      int modelCalls,
      int hosts,
      int waits) {}

  Outcome run() {
    var violations = new ArrayList<String>();
    var end = Instant.now().plus(LONGEST);
    begin(end);
    if (!works(end)) {
      violations.add("not done after " + LONGEST + ": " + aftermath().state());
    }
    violations.addAll(ended());
    violations.addAll(aftermath().violations());
    return new Outcome(
        violations,
        traffic.kills(),
        traffic.requests(),
        world.model().requests().size(),
        started,
        passed);
  }

  /// The user starts the daemon, again where a kill came before the acknowledgement.
  private void begin(Instant end) {
    while (Instant.now().isBefore(end)) {
      if (world.start(supervised().url(), "data")) {
        return;
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private boolean works(Instant end) {
    var quietSince = Instant.now();
    while (Instant.now().isBefore(end)) {
      supervised();
      if (world.isDone() && !traffic.killIdle()) {
        awaitSweep();
        return true;
      }
      var jobsLeft = !jobs.running().isEmpty();
      if (jobsLeft) {
        quietSince = Instant.now();
      } else if (Instant.now().isAfter(quietSince.plus(PATIENCE))) {
        passed += world.passTime(false) ? 1 : 0;
        quietSince = Instant.now();
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    return false;
  }

  private Aftermath aftermath() {
    return new Aftermath(world, traffic.kills().size() + traffic.lost(Exchange.Kind.ASK_MODEL));
  }

  /// What is never swept is found afterwards.
  private void awaitSweep() {
    var end = Instant.now().plus(LONGEST_SWEEP);
    while (!aftermath().isSwept() && Instant.now().isBefore(end)) {
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  /// The host, a new one where the last was killed.
  private HostProcess supervised() {
    synchronized (hosts) {
      if (host == null || !host.isAlive()) {
        started++;
        host = new HostProcess(home, world.variables(), world.options("data", sandbox));
      }
      return host;
    }
  }

  private void kill(Victim victim) {
    synchronized (hosts) {
      if (host != null && (victim == Victim.HOST || victim == Victim.EVERYTHING)) {
        host.kill();
      }
    }
    if (victim != Victim.HOST) {
      jobs.kill(victim != Victim.JOB);
    }
  }

  private List<String> ended() {
    var last = supervised();
    // One that is just starting could not end in order.
    last.url();
    var code = last.end();
    return code == ExitCode.DONE ? List.of() : List.of("the host ended with exit code " + code);
  }

  @Override
  public void close() {
    synchronized (hosts) {
      if (host != null) {
        host.close();
      }
    }
    jobs.close();
    world.close();
  }
}
