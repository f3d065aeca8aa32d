package io.codedeveloper.job.git;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// Does everything that the job does with a repository, in a process whose environment a test
/// chose.
final class IsolationProbe {
  private IsolationProbe() {}

  /// @param arguments the repository and an empty directory
  public static void main(String[] arguments) throws Exception {
    var space = Path.of(arguments[1]);
    try (var remote = Remotes.open(Path.of(arguments[0]), space.resolve("caches"))) {
      var head = remote.fetch("main");
      var tree = remote.checkOut(head, space.resolve("work"));
      Files.writeString(tree.root().resolve("new.bin"), "new");
      Files.writeString(tree.root().resolve("old.bin"), "changed");
      tree.changes();
      tree.diff(10_000);
      tree.restore(tree.bundle(Remotes.NOW));
      var commit = tree.commit(Remotes.commit("Change", "it-1"), List.of("new.bin", "old.bin"));
      remote.compare("x", commit, Set.of());
      System.out.println(remote.push("x", commit));
    }
  }
}
