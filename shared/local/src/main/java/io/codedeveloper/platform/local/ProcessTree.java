package io.codedeveloper.platform.local;

import io.codedeveloper.platform.TransientException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/// A process with all that it started, known by its number and the instant at which it started.
///
/// Where a process leads a session of its own (Linux, `setsid`), whatever stays in the session
/// belongs to the tree, also when its parent has ended.
///
/// @param startedAt guards against another process that got the same number later
record ProcessTree(long pid, Instant startedAt) {
  /// The kernel counts ticks since a boot whose own time each process computes anew, to a second.
  private static final Duration TOLERANCE = Duration.ofSeconds(2);

  private static final Duration PAUSE = Duration.ofMillis(5);
  private static final int ROUNDS = 1000;

  static ProcessTree of(ProcessHandle handle) {
    return new ProcessTree(handle.pid(), handle.info().startInstant().orElse(Instant.EPOCH));
  }

  boolean isAlive() {
    return root().isPresent();
  }

  private Optional<ProcessHandle> root() {
    return ProcessHandle.of(pid).filter(ProcessTree::isRunning).filter(this::startedThen);
  }

  private boolean startedThen(ProcessHandle handle) {
    return handle
        .info()
        .startInstant()
        .filter(start -> Duration.between(startedAt, start).abs().compareTo(TOLERANCE) <= 0)
        .isPresent();
  }

  /// Kills them all, and returns when none is left; nothing happens when the process itself has
  /// ended.
  void kill() {
    var root = root();
    if (root.isEmpty()) {
      return;
    }
    var leadsSession = ProcStat.read(pid).filter(stat -> stat.session() == pid).isPresent();
    var known = new HashMap<>(Map.of(pid, root.get()));
    for (var round = 0; round < ROUNDS; round++) {
      var children = known.values().stream().flatMap(ProcessHandle::descendants);
      add(known, children.toList());
      if (leadsSession) {
        add(known, ProcessHandle.allProcesses().filter(this::isInSession).toList());
      }
      known.values().removeIf(handle -> !isRunning(handle));
      if (known.isEmpty()) {
        return;
      }
      // The root first: it cannot start anything more while the others die.
      root.get().destroyForcibly();
      known.values().forEach(ProcessHandle::destroyForcibly);
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    throw new TransientException(
        "process %d and what it started could not be ended: %s".formatted(pid, known.keySet()));
  }

  private static void add(Map<Long, ProcessHandle> known, List<ProcessHandle> handles) {
    handles.forEach(handle -> known.put(handle.pid(), handle));
  }

  private boolean isInSession(ProcessHandle handle) {
    return ProcStat.read(handle.pid()).filter(stat -> stat.session() == pid).isPresent();
  }

  /// A zombie has ended, though its number is still taken.
  private static boolean isRunning(ProcessHandle handle) {
    return handle.isAlive() && ProcStat.read(handle.pid()).filter(ProcStat::isZombie).isEmpty();
  }

  /// What Linux tells of a process in `/proc/<pid>/stat`; empty elsewhere.
  private record ProcStat(boolean isZombie, long session) {
    private static final int STATE = 0;
    private static final int SESSION = 3;

    static Optional<ProcStat> read(long pid) {
      try {
        var text = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        // The name before stands in parentheses and may hold anything.
        var fields = text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
        return Optional.of(
            new ProcStat(fields[STATE].equals("Z"), Long.parseLong(fields[SESSION])));
      } catch (IOException | IndexOutOfBoundsException gone) {
        return Optional.empty();
      }
    }
  }
}
