package io.codedeveloper.platform.google.testing;

import com.google.cloud.run.v2.Condition;
import com.google.cloud.run.v2.Execution;
import com.google.protobuf.Timestamp;
import io.grpc.Status;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An execution of a job: a process, and what is said of it.
final class RunningExecution {
  /// What Cloud Run leaves a container between SIGTERM and SIGKILL.
  private static final Duration GRACE = Duration.ofSeconds(10);

  /// After SIGKILL; nothing but the system delays it.
  private static final Duration LONGEST_END = Duration.ofSeconds(5);

  private final int number;
  private final String name;
  private final String job;
  private final Process process;
  private final Instant startedAt = Instant.now();

  private boolean isCancelled;
  private @Nullable End end;

  /// @param exitCode of the process
  private record End(int exitCode, Instant at) {}

  private RunningExecution(int number, String name, String job, Process process) {
    this.number = number;
    this.name = name;
    this.job = job;
    this.process = process;
  }

  static RunningExecution start(
      int number, String name, String job, ProcessBuilder command, Duration timeout) {
    try {
      var execution = new RunningExecution(number, name, job, command.start());
      Thread.ofVirtual().start(() -> execution.watch(timeout));
      return execution;
    } catch (IOException impossible) {
      throw Status.INTERNAL
          .withDescription("the container does not start: " + impossible.getMessage())
          .asRuntimeException();
    }
  }

  private void watch(Duration timeout) {
    try {
      if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        terminate();
      }
      ended(process.waitFor());
    } catch (InterruptedException never) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void ended(int exitCode) {
    end = new End(exitCode, Instant.now());
  }

  int number() {
    return number;
  }

  String name() {
    return name;
  }

  /// Whether it ran; it ends within the grace.
  boolean cancel() {
    synchronized (this) {
      if (end != null || !process.isAlive()) {
        return false;
      }
      isCancelled = true;
    }
    Thread.ofVirtual().start(this::terminate);
    return true;
  }

  private void terminate() {
    var descendants = process.descendants().toList();
    process.destroy();
    try {
      if (!process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException hurried) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    descendants.forEach(ProcessHandle::destroyForcibly);
  }

  /// Returns when the process and what it started are gone, and write no more.
  void kill() {
    var processes = Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
    processes.forEach(ProcessHandle::destroyForcibly);
    for (var one : processes) {
      one.onExit().completeOnTimeout(one, LONGEST_END.toMillis(), TimeUnit.MILLISECONDS).join();
    }
  }

  synchronized Execution describe() {
    var execution =
        Execution.newBuilder()
            .setName(name)
            .setJob(job)
            .setTaskCount(1)
            .setCreateTime(timestamp(startedAt))
            .setStartTime(timestamp(startedAt));
    var finished = Optional.ofNullable(end);
    if (finished.isEmpty()) {
      return execution.setRunningCount(1).addConditions(completed()).build();
    }
    execution.setCompletionTime(timestamp(finished.get().at())).addConditions(completed());
    if (isCancelled) {
      return execution.setCancelledCount(1).build();
    }
    return finished.get().exitCode() == 0
        ? execution.setSucceededCount(1).build()
        : execution.setFailedCount(1).build();
  }

  private Condition completed() {
    var condition = Condition.newBuilder().setType("Completed");
    var finished = Optional.ofNullable(end);
    if (finished.isEmpty()) {
      return condition.setState(Condition.State.CONDITION_RECONCILING).build();
    }
    if (isCancelled) {
      return condition
          .setState(Condition.State.CONDITION_FAILED)
          .setExecutionReason(Condition.ExecutionReason.CANCELLED)
          .build();
    }
    return finished.get().exitCode() == 0
        ? condition.setState(Condition.State.CONDITION_SUCCEEDED).build()
        : condition
            .setState(Condition.State.CONDITION_FAILED)
            .setExecutionReason(Condition.ExecutionReason.NON_ZERO_EXIT_CODE)
            .build();
  }

  private static Timestamp timestamp(Instant instant) {
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }
}
