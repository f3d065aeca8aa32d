package io.codedeveloper.job.sandbox;

import java.util.List;

/// The processes of a command in a process namespace: with its first process the kernel ends all of
/// them.
final class NamespaceContainment implements Containment {
  /// All but the first, which takes no signal from inside or outside and reports how the command
  /// ended.
  @Override
  public void terminate(ProcessHandle root) {
    List<ProcessHandle> first = root.children().toList();
    root.descendants().filter(process -> !first.contains(process)).forEach(ProcessHandle::destroy);
  }

  /// Bubblewrap itself is left: it ends when the namespace is empty, and so tells when that is.
  @Override
  public void kill(ProcessHandle root) {
    root.children().forEach(ProcessHandle::destroyForcibly);
  }
}
