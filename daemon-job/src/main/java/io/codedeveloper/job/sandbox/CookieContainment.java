package io.codedeveloper.job.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Finds the processes of a command that no namespace holds: its descendants at any time, and on
/// Linux whatever carries its cookie in the environment, though its parent left it behind.
final class CookieContainment implements Containment {
  /// The variable that holds the cookie; inherited by every process that does not clear its
  /// environment.
  private static final String VARIABLE = "CODE_DEVELOPER_COMMAND";

  private static final Path PROCESSES = Path.of("/proc");
  private static final int ROUNDS = 100;

  private final String cookie;
  private final Set<ProcessHandle> known = new HashSet<>();

  /// @param cookie not used by any other command
  CookieContainment(String cookie) {
    this.cookie = cookie;
  }

  /// What the command's environment must hold.
  Map<String, String> environment() {
    return Map.of(VARIABLE, cookie);
  }

  @Override
  public synchronized void observe(ProcessHandle root) {
    known.removeIf(process -> !process.isAlive());
    root.descendants().forEach(known::add);
  }

  @Override
  public synchronized void terminate(ProcessHandle root) {
    observe(root);
    known.forEach(ProcessHandle::destroy);
  }

  /// In rounds, because a process may start others while it is looked for.
  @Override
  public synchronized void kill(ProcessHandle root) {
    observe(root);
    root.destroyForcibly();
    known.forEach(ProcessHandle::destroyForcibly);
    killMarked();
  }

  /// Kills every process with the cookie.
  void killMarked() {
    for (int round = 0; round < ROUNDS; round++) {
      Set<ProcessHandle> marked = marked();
      if (marked.isEmpty()) {
        return;
      }
      marked.forEach(ProcessHandle::destroyForcibly);
    }
  }

  private Set<ProcessHandle> marked() {
    Set<ProcessHandle> found = new HashSet<>();
    if (!Files.isDirectory(PROCESSES)) {
      return found;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(PROCESSES, "[0-9]*")) {
      for (Path entry : entries) {
        if (isMarked(entry)) {
          ProcessHandle.of(Long.parseLong(entry.getFileName().toString())).ifPresent(found::add);
        }
      }
    } catch (IOException e) {
      // Without a list of processes the descendants are all that can be found.
    }
    return found;
  }

  private boolean isMarked(Path process) {
    try {
      String environment =
          new String(Files.readAllBytes(process.resolve("environ")), StandardCharsets.ISO_8859_1);
      return Stream.of(environment.split("\0")).anyMatch((VARIABLE + "=" + cookie)::equals);
    } catch (IOException e) {
      return false; // It ended meanwhile, or belongs to somebody else.
    }
  }
}
