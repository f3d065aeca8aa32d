package io.codedeveloper.job.git;

import io.codedeveloper.platform.UserErrorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;

/// Files laid out from a commit of the cache. It works as long as the remote repository that made
/// it is open.
final class JGitWorkTree implements WorkTree {
  private static final String CHECKPOINT_AUTHOR = "code-developer";

  private final Repository repository;
  private final Path root;
  private final ObjectId base;
  private final NavigableMap<String, TreeEntry> entries;
  private final TreeLimits limits;
  private GeneratedFiles generated = GeneratedFiles.none();

  private JGitWorkTree(
      Repository repository,
      Path root,
      ObjectId base,
      NavigableMap<String, TreeEntry> entries,
      TreeLimits limits) {
    this.repository = repository;
    this.root = root;
    this.base = base;
    this.entries = entries;
    this.limits = limits;
  }

  /// Lays a commit out that was inspected before.
  static JGitWorkTree layOut(
      Repository repository, ObjectId commit, Path directory, TreeLimits limits)
      throws IOException {
    requireEmpty(directory);
    Files.createDirectories(directory);
    var root = directory.toRealPath();
    var entries = TreeContents.of(repository, commit);
    var files = new TreeFiles(root);
    try (var reader = repository.newObjectReader()) {
      for (var entry : entries.values()) {
        files.write(reader, entry, false);
      }
    }
    files.setTimes(entries.keySet(), timeOf(repository, commit));
    return new JGitWorkTree(repository, root, commit, entries, limits);
  }

  /// All files get one time, as out of an archive: make would else take what lies there generated
  /// for older than its sources.
  private static FileTime timeOf(Repository repository, ObjectId commit) throws IOException {
    return FileTime.from(repository.parseCommit(commit).getCommitTime(), TimeUnit.SECONDS);
  }

  private static void requireEmpty(Path directory) throws IOException {
    if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (var children = Files.list(directory)) {
      if (children.findAny().isPresent()) {
        throw new UserErrorException(
            "The directory '%s' is not empty. Name one that is, or that does not exist."
                .formatted(directory));
      }
    }
  }

  @Override
  public Path root() {
    return root;
  }

  @Override
  public CommitId base() {
    return JGitRemoteRepository.id(base);
  }

  @Override
  public List<Change> changes() {
    return doing(() -> scan().changes());
  }

  @Override
  public List<Skipped> skipped() {
    return doing(() -> scan().skipped());
  }

  @Override
  public void write(String path, byte[] content) {
    doing(() -> {
      var before = Optional.ofNullable(entries.get(path));
      new TreeFiles(root).write(path, content, before.filter(TreeEntry::isExecutable).isPresent());
      return true;
    });
  }

  @Override
  public GeneratedFiles generated() {
    return doing(() -> WorkTreeScan.of(root, entries, limits, GeneratedFiles.none()).all());
  }

  @Override
  public void leaveOut(GeneratedFiles made) {
    generated = made;
  }

  @Override
  public List<String> leftOut() {
    return doing(() -> scan().leftOut());
  }

  @Override
  public String diff(int atMost) {
    return doing(() -> {
      try (var inserter = repository.newObjectInserter()) {
        var after = writer().tree(inserter, changedPaths());
        return BoundedDiff.of(repository, TreeContents.treeOf(repository, base), after, atMost);
      }
    });
  }

  @Override
  public CommitId commit(Commit commit, Collection<String> paths) {
    return doing(() -> JGitRemoteRepository.id(writer().commit(commit, paths, List.of(base))));
  }

  @Override
  public CommitId commitOver(CommitId earlierAttempt, Commit commit, Collection<String> paths) {
    var parents = List.of(base, JGitRemoteRepository.objectId(earlierAttempt));
    return doing(() -> JGitRemoteRepository.id(writer().commit(commit, paths, parents)));
  }

  @Override
  public byte[] bundle(Instant at) {
    return doing(() -> new Checkpoint(repository, base).pack(checkpoint(at)));
  }

  /// All changes as one commit on the base.
  ObjectId checkpoint(Instant at) {
    var email = CHECKPOINT_AUTHOR + "@localhost";
    var commit = new Commit("Checkpoint", Map.of(), CHECKPOINT_AUTHOR, email, at);
    return doing(() -> writer().commit(commit, changedPaths(), List.of(base)));
  }

  @Override
  public void restore(byte[] bundle) {
    restoreTo(new Checkpoint(repository, base).unpack(bundle));
  }

  /// Makes the files what a commit on the base has.
  void restoreTo(ObjectId commit) {
    doing(() -> {
      layOut(commit);
      return true;
    });
  }

  @Override
  public List<String> carryOver(byte[] bundle, CommitId madeOn) {
    var before = JGitRemoteRepository.objectId(madeOn);
    return merge(new Checkpoint(repository, before).unpack(bundle), before);
  }

  /// Merges a commit that was made on another base.
  List<String> merge(ObjectId work, ObjectId madeOn) {
    return doing(() -> {
      var merged = TreeMerge.of(repository, madeOn, work, base);
      if (merged.conflicts().isEmpty()) {
        layOut(merged.tree());
      }
      return merged.conflicts();
    });
  }

  /// @param wanted a commit or tree of the cache
  private void layOut(ObjectId wanted) throws IOException {
    var report = TreeInspection.of(repository, wanted, limits);
    if (!report.refusals().isEmpty()) {
      throw new UserErrorException(
          "The checkpoint is not laid out: %s. Start the priority anew."
              .formatted(String.join("; ", report.refusals())));
    }
    layOver(TreeContents.of(repository, wanted));
  }

  /// Changes what differs: from the base in the bundle, or in the work tree now. A link of the base
  /// stays the file that it was laid out as; any other was made as a link.
  private void layOver(NavigableMap<String, TreeEntry> wanted) throws IOException {
    var touched = new TreeSet<>(changedPaths());
    scan().skipped().forEach(skipped -> touched.add(skipped.path()));
    wanted.values().stream()
        .filter(entry -> !same(Optional.ofNullable(entries.get(entry.path())), entry))
        .forEach(entry -> touched.add(entry.path()));
    entries.keySet().stream().filter(path -> !wanted.containsKey(path)).forEach(touched::add);
    var files = new TreeFiles(root);
    for (var path : touched) {
      if (!wanted.containsKey(path)) {
        files.remove(path);
      }
    }
    try (var reader = repository.newObjectReader()) {
      for (var path : touched) {
        var entry = wanted.get(path);
        if (entry != null) {
          var before = entries.get(path);
          files.write(reader, entry, before == null || !before.isLink());
        }
      }
    }
  }

  private static boolean same(Optional<TreeEntry> before, TreeEntry after) {
    return before.filter(after::sameContent).isPresent();
  }

  private List<String> changedPaths() throws IOException {
    return scan().changes().stream().map(Change::path).toList();
  }

  private WorkTreeScan scan() throws IOException {
    return WorkTreeScan.of(root, entries, limits, generated);
  }

  private CommitWriter writer() {
    return new CommitWriter(repository, root, base, entries, limits);
  }

  private static <T> T doing(Action<T> action) {
    try {
      return action.run();
    } catch (IOException e) {
      throw DamagedObjects.orUnchecked(e);
    }
  }

  @FunctionalInterface
  private interface Action<T> {
    T run() throws IOException;
  }
}
