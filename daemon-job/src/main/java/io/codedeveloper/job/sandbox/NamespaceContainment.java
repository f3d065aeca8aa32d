package io.codedeveloper.job.sandbox;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The processes of a command in a process namespace: with its first process the kernel ends all of
/// them.
///
/// @param above how many processes stand one above the other between bubblewrap and the command:
///   the first takes no signal from inside or outside, the last reports how the command ended
record NamespaceContainment(int above) implements Containment {
  /// The command's own processes.
  @Override
  public void terminate(ProcessHandle root) {
    Set<ProcessHandle> spared = new HashSet<>();
    List<ProcessHandle> level = List.of(root);
    for (int i = 0; i < above; i++) {
      level = level.stream().flatMap(ProcessHandle::children).toList();
      spared.addAll(level);
    }
    root.descendants().filter(process -> !spared.contains(process)).forEach(ProcessHandle::destroy);
  }

  /// Bubblewrap itself is left: it ends when the namespace is empty, and so tells when that is.
  @Override
  public void kill(ProcessHandle root) {
    root.children().forEach(ProcessHandle::destroyForcibly);
  }
}
