package io.codedeveloper.job.sandbox;

import io.codedeveloper.job.sandbox.CommandSandbox.CommandRequest;
import io.codedeveloper.job.sandbox.CommandSandbox.CommandResult;
import io.codedeveloper.job.sandbox.CommandSandbox.Ending;
import io.codedeveloper.platform.TransientException;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// One process with its limits: its output is always taken, its time is watched, its end is
/// complete.
final class RunningCommand {
  /// How long a command that was asked to end may take.
  private static final Duration GRACE = Duration.ofSeconds(2);

  /// How long the kernel may take to end processes that were killed.
  private static final Duration AFTER_KILL = Duration.ofSeconds(10);

  private static final Duration PAUSE = Duration.ofMillis(10);
  private static final Duration BUSY_PAUSE = Duration.ofMillis(1);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
  private static final int PREAMBLE_LIMIT = 4096;
  private static final int NOT_EXECUTABLE = 126;

  private final ProcessBuilder builder;
  private final Containment containment;
  private final CommandRequest request;
  private final OutputCapture capture;
  private final ResourceWatch resources;
  private final ByteArrayOutputStream preamble = new ByteArrayOutputStream();
  private final byte[] buffer = new byte[64 * 1024];
  private volatile boolean interrupted;
  private boolean started;
  private String exceeded = "";

  RunningCommand(
      List<String> arguments,
      Map<String, String> environment,
      Containment containment,
      CommandRequest request,
      Limits limits) {
    builder = new ProcessBuilder(ShellCommand.firstToGo(arguments));
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.directory(request.directory().toFile());
    builder.redirectErrorStream(true).redirectInput(new File("/dev/null"));
    this.containment = containment;
    this.request = request;
    capture = new OutputCapture(request.outputLimit());
    resources = new ResourceWatch(limits, request.directory());
  }

  /// Starts the process and stays until everything that it started has ended.
  CommandResult await() {
    Optional<String> problem = ShellCommand.problem(request.commandLine());
    if (problem.isPresent()) {
      return new CommandResult(Ending.EXITED, NOT_EXECUTABLE, problem.get(), 0, Duration.ZERO);
    }
    // A thread of its own for the whole life of the process: Linux tells the child that its parent
    // died when the
    // thread that started it ends, and the carrier of a virtual thread may end before the process
    // does.
    FutureTask<CommandResult> task = new FutureTask<>(this::run);
    Thread.ofPlatform().name("command").daemon().start(task);
    while (true) {
      try {
        return result(task);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
  }

  private CommandResult result(FutureTask<CommandResult> task) throws InterruptedException {
    try {
      CommandResult result = task.get();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      return result;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException("running a command failed", e.getCause());
    }
  }

  private CommandResult run() throws InterruptedException {
    long begin = System.nanoTime();
    Process process = start();
    Ending ending;
    try {
      ending = watch(process);
      if (ending != Ending.EXITED) {
        containment.terminate(process.toHandle());
        waitFor(process, ending == Ending.EXCEEDED ? Duration.ZERO : GRACE);
      }
    } finally {
      end(process);
      request.writable().forEach(OwnerRights::restore);
    }
    if (!started && ending == Ending.EXITED) {
      throw new TransientException(
          "the sandbox did not start (exit code "
              + process.exitValue()
              + "): "
              + OutputText.readable(preamble.toString(StandardCharsets.UTF_8)).strip());
    }
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    return new CommandResult(ending, process.exitValue(), output(), capture.omitted(), took);
  }

  private String output() {
    String output = capture.text();
    return exceeded.isEmpty() ? output : output + "\n[ended: the command used " + exceeded + "]\n";
  }

  private Process start() {
    try {
      return builder.start();
    } catch (IOException e) {
      throw new TransientException(
          "cannot start " + builder.command().getFirst() + ": " + e.getMessage(), e);
    }
  }

  private Ending watch(Process process) throws InterruptedException {
    long deadline = deadlineIn(request.timeout());
    long nextLook = System.nanoTime();
    while (!paused(process, deadline)) {
      long now = System.nanoTime();
      if (now - deadline >= 0) {
        return Ending.TIMED_OUT;
      }
      if (now - nextLook >= 0) {
        containment.observe(process.toHandle());
        if (interrupted || request.stop().getAsBoolean()) {
          return Ending.STOPPED;
        }
        exceeded = resources.exceeded(process.toHandle()).orElse("");
        if (!exceeded.isEmpty()) {
          return Ending.EXCEEDED;
        }
        nextLook = deadlineIn(BETWEEN_LOOKS);
      }
    }
    return Ending.EXITED;
  }

  /// Kills what is left and takes the last output.
  private void end(Process process) throws InterruptedException {
    containment.kill(process.toHandle());
    if (!waitFor(process, AFTER_KILL)) {
      process.destroyForcibly().waitFor();
    }
    pump(process, deadlineIn(GRACE));
    try {
      process.getInputStream().close();
    } catch (IOException e) {
      // The pipe of a process that has ended holds nothing that could be lost.
    }
  }

  private boolean waitFor(Process process, Duration atMost) throws InterruptedException {
    long deadline = deadlineIn(atMost);
    while (!paused(process, deadline)) {
      if (System.nanoTime() - deadline >= 0) {
        return false;
      }
    }
    return true;
  }

  /// Takes the output and pauses, shortly where there was some; true when the process has ended.
  private boolean paused(Process process, long deadline) throws InterruptedException {
    Duration pause = pump(process, deadline) ? BUSY_PAUSE : PAUSE;
    return process.waitFor(pause);
  }

  /// Takes what is there without waiting for more: a process that hid may hold the pipe open for
  /// ever.
  ///
  /// @return whether there was anything
  private boolean pump(Process process, long deadline) {
    InputStream output = process.getInputStream();
    boolean any = false;
    try {
      while (output.available() > 0 && System.nanoTime() - deadline < 0) {
        int count = output.read(buffer);
        if (count < 0) {
          return any;
        }
        any = true;
        accept(count);
      }
    } catch (IOException e) {
      // Closed by the end of the process; what it wrote before was taken.
    }
    return any;
  }

  private void accept(int count) {
    int at = 0;
    while (!started && at < count) {
      started = buffer[at] == ShellCommand.STARTED;
      if (!started && preamble.size() < PREAMBLE_LIMIT) {
        preamble.write(buffer[at]);
      }
      at++;
    }
    if (at > 0) {
      System.arraycopy(buffer, at, buffer, 0, count - at);
    }
    capture.write(buffer, count - at);
  }

  private static long deadlineIn(Duration duration) {
    return System.nanoTime() + duration.toNanos();
  }
}
