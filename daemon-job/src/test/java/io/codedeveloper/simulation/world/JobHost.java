package io.codedeveloper.simulation.world;

import io.codedeveloper.job.SimulatedExecution;
import io.codedeveloper.job.iteration.JobServices;
import io.codedeveloper.job.iteration.Progress;
import io.codedeveloper.job.iteration.StopSignal;
import io.codedeveloper.job.iteration.WorkDirectories;
import io.codedeveloper.platform.JobLauncher.JobRequest;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.platform.UserErrorException;
import io.codedeveloper.simulation.engine.Actor;
import io.codedeveloper.simulation.engine.SimulatedProcess;
import io.codedeveloper.simulation.fault.FaultKind;
import io.codedeveloper.simulation.platform.InMemoryJobs;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/// Runs executions: each is a process with two threads, the work and its heartbeat.
final class JobHost implements InMemoryJobs.Host {
  private static final long SECONDS = 1_000_000;
  private static final Duration WORST_SKEW = Duration.ofMinutes(10);

  private final World world;
  private final RandomGenerator random;
  private final Map<String, Running> running = new HashMap<>();
  private int processes;

  JobHost(World world) {
    this.world = world;
    this.random = world.chance();
  }

  private record Running(SimulatedProcess process, StopSignal stop) {}

  @Override
  public void start(String execution, JobRequest request, InMemoryJobs jobs) {
    if (world.wire.now(FaultKind.LOST_LAUNCH)) {
      later(600, () -> jobs.ended(execution, false));
      return;
    }
    begin(execution, request, jobs);
    if (world.wire.now(FaultKind.SECOND_EXECUTION)) {
      begin(execution + "-again", request, jobs);
    }
  }

  private void begin(String execution, JobRequest request, InMemoryJobs jobs) {
    var process = new SimulatedProcess(execution + "#" + ++processes);
    var stop = new StopSignal();
    running.put(execution, new Running(process, stop));
    var at = world.scheduler.now() + random.nextLong(SECONDS, 20 * SECONDS);
    world.scheduler.spawn(at, process.name(), process, () -> live(execution, request, stop, jobs));
  }

  private void live(String execution, JobRequest request, StopSignal stop, InMemoryJobs jobs) {
    var self = world.scheduler.current();
    self.doing("begin");
    var well = false;
    try {
      work(self, request, stop);
      well = true;
    } catch (TransientException | UserErrorException exit) {
      world.trace.event("exits", () -> String.valueOf(exit.getMessage()));
    } catch (RuntimeException bug) {
      world.seen.violated("bug", "an execution fails with " + bug + at(bug));
    } finally {
      self.process().kill();
      var ended = well;
      later(random.nextLong(1, 30), () -> jobs.ended(execution, ended));
    }
  }

  private static String at(Throwable bug) {
    return " at "
        + Arrays.stream(bug.getStackTrace())
            .filter(frame -> frame.getClassName().startsWith("io.codedeveloper"))
            .limit(3)
            .map(StackTraceElement::toString)
            .collect(Collectors.joining(" < "));
  }

  private void work(Actor self, JobRequest request, StopSignal stop) {
    world.seen.works(self.process(), request.fence());
    var skew = Duration.ofSeconds(random.nextLong(-WORST_SKEW.toSeconds(), WORST_SKEW.toSeconds()));
    var platform = world.platform(random.nextInt(4) == 0 ? skew : Duration.ZERO);
    var services =
        JobServices.over(platform, world.redactor, new WorkDirectories(world.machine.data()));
    SimulatedExecution.run(
        services,
        new SimulatedWorkshop(world, platform.clock(), request.iteration()),
        request,
        stop,
        steps(self),
        () -> world.scheduler.now() * 1_000,
        (every, beat) -> background(self, every, beat),
        self.process()::kill);
  }

  private Progress steps(Actor self) {
    return new Progress() {
      @Override
      public void step(String step, int number, int of) {
        self.doing(step);
      }

      @Override
      public void line(String text) {
        world.seen.leak("the output", text);
        world.trace.event("says", () -> text);
      }
    };
  }

  private Runnable background(Actor self, Duration every, Runnable beat) {
    var closed = new boolean[1];
    world.scheduler.spawn(
        world.scheduler.now(),
        self.name() + "/heartbeat",
        self.process(),
        () -> {
          world.scheduler.current().doing("heartbeat");
          while (!closed[0]) {
            world.scheduler.sleep(every.toNanos() / 1_000);
            if (!closed[0]) {
              beat.run();
            }
          }
        });
    return () -> closed[0] = true;
  }

  /// As the platform ends an execution: SIGTERM, ten seconds later SIGKILL.
  @Override
  public void kill(String execution) {
    var one = running.get(execution);
    if (one != null) {
      one.stop().terminate();
      later(10, () -> one.process().kill());
    }
  }

  private void later(long seconds, Runnable event) {
    world.scheduler.spawn(
        world.scheduler.now() + seconds * SECONDS,
        "platform",
        new SimulatedProcess("platform"),
        event);
  }
}
