package io.codedeveloper.job.git;

import io.codedeveloper.job.git.WorkTree.Change;
import io.codedeveloper.job.git.WorkTree.Kind;
import io.codedeveloper.job.git.WorkTree.Skipped;
import io.codedeveloper.platform.UserErrorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.jgit.lib.FileMode;

/// One look over a work tree: what differs from the base, and what can never be committed.
///
/// Content is always compared; times of files are not trusted, as whoever works there can set them.
final class WorkTreeScan {
  private final Path root;
  private final NavigableMap<String, TreeEntry> base;
  private final TreeLimits limits;
  private final GeneratedFiles generated;
  private final TreeSet<String> leftOut = new TreeSet<>();
  private final TreeMap<String, Change> changes = new TreeMap<>();
  private final TreeMap<String, Skipped> skipped = new TreeMap<>();
  private final Map<String, String> ids = new HashMap<>();
  private final Set<String> seen = new HashSet<>();
  private long entries;

  private WorkTreeScan(
      Path root,
      NavigableMap<String, TreeEntry> base,
      TreeLimits limits,
      GeneratedFiles generated) {
    this.generated = generated;
    this.root = root;
    this.base = base;
    this.limits = limits;
  }

  static WorkTreeScan of(
      Path root, NavigableMap<String, TreeEntry> base, TreeLimits limits, GeneratedFiles generated)
      throws IOException {
    var scan = new WorkTreeScan(root, base, limits, generated);
    scan.directory(root, "", IgnoreRules.none(), false, 1);
    scan.addDeletions();
    return scan;
  }

  List<Change> changes() {
    return List.copyOf(changes.values());
  }

  List<Skipped> skipped() {
    return List.copyOf(skipped.values());
  }

  /// What is there but generated; in path order, directories with `/` at their end.
  List<String> leftOut() {
    return List.copyOf(leftOut);
  }

  /// Everything that differs from the base, by its topmost directory that the base does not have.
  GeneratedFiles all() {
    var made = new TreeMap<String, String>();
    for (var path : leftOut) {
      made.put(newDirectory(path).orElse(path), "");
    }
    for (var change : changes.values()) {
      switch (change.kind()) {
        case ADDED -> made.put(newDirectory(change.path()).orElse(change.path()), "");
        case MODIFIED -> made.put(change.path(), ids.getOrDefault(change.path(), ""));
        case DELETED -> made.put(change.path(), GeneratedFiles.REMOVED);
      }
    }
    return new GeneratedFiles(made);
  }

  private Optional<String> newDirectory(String path) {
    for (var at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) {
      if (!hasTracked(path.substring(0, at))) {
        return Optional.of(path.substring(0, at + 1));
      }
    }
    return Optional.empty();
  }

  private void directory(
      Path directory, String prefix, IgnoreRules above, boolean ignored, int depth)
      throws IOException {
    var children = children(directory);
    var rules = above.in(directory, prefix, children);
    for (var child : children) {
      if (++entries > limits.entries()) {
        throw new UserErrorException(
            "The work tree has more than %d files. Name what is generated in .gitignore."
                .formatted(limits.entries()));
      }
      child(child, prefix + child.getFileName(), rules, ignored, depth);
    }
  }

  private static List<Path> children(Path directory) throws IOException {
    try (var found = Files.list(directory)) {
      return found.toList();
    }
  }

  private void child(Path child, String path, IgnoreRules rules, boolean inIgnored, int depth)
      throws IOException {
    var before = Optional.ofNullable(base.get(path));
    if (before.isPresent() && before.get().isSubmodule()) {
      seen.add(path);
      return;
    }
    var isDirectory = Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS);
    var ignored = inIgnored || rules.isIgnored(path, isDirectory);
    if (isDirectory) {
      subdirectory(child, path, rules, ignored, depth);
    } else if (before.isPresent() || !ignored) {
      file(path, before);
    }
  }

  private void subdirectory(Path child, String path, IgnoreRules rules, boolean ignored, int depth)
      throws IOException {
    if (ignored && !hasTracked(path)) {
      return;
    }
    if (generated.coversDirectory(path)) {
      leftOut.add(path + "/");
      return;
    }
    var refusal = TreeNames.refusalOfPath(path);
    if (refusal.isPresent()) {
      skip(path, refusal.get());
    } else if (depth >= limits.depth()) {
      skip(path, "more than " + limits.depth() + " directories deep");
    } else {
      directory(child, path + "/", rules, ignored, depth + 1);
    }
  }

  private void file(String path, Optional<TreeEntry> before) throws IOException {
    seen.add(path);
    switch (WorkFile.at(root, path, before, limits)) {
      case WorkFile.Absent absent -> seen.remove(path);
      case WorkFile.Unfit unfit -> skip(path, unfit.reason());
      case WorkFile.Fit fit -> {
        if (before.isEmpty()) {
          addNew(fit);
        } else if (!fit.mode().equals(before.get().mode()) || !fit.id().equals(before.get().id())) {
          addModified(fit);
        }
      }
    }
  }

  private void addNew(WorkFile.Fit fit) throws IOException {
    if (generated.coversNew(fit.path(), base.keySet()) || CompiledFile.isOne(fit.file())) {
      leftOut.add(fit.path());
    } else {
      add(fit, Kind.ADDED);
    }
  }

  private void addModified(WorkFile.Fit fit) throws IOException {
    var id = fit.id().name();
    if (generated.madeOf(fit.path(), id)) {
      leftOut.add(fit.path());
    } else {
      ids.put(fit.path(), id);
      add(fit, Kind.MODIFIED);
    }
  }

  private void add(WorkFile.Fit fit, Kind kind) {
    var executable = fit.mode().equals(FileMode.EXECUTABLE_FILE);
    changes.put(fit.path(), new Change(fit.path(), kind, fit.size(), executable));
  }

  private void skip(String path, String reason) {
    skipped.put(path, new Skipped(path, reason));
  }

  private void addDeletions() {
    for (var entry : base.values()) {
      var path = entry.path();
      if (!seen.contains(path) && generated.madeOf(path, GeneratedFiles.REMOVED)) {
        leftOut.add(path);
      } else if (!seen.contains(path) && !entry.isSubmodule()) {
        changes.put(path, new Change(path, Kind.DELETED, 0, false));
      }
    }
  }

  private boolean hasTracked(String directory) {
    var next = base.ceilingKey(directory + "/");
    return next != null && next.startsWith(directory + "/");
  }
}
