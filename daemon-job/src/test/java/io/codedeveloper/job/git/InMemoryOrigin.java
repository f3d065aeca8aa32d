package io.codedeveloper.job.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.codedeveloper.job.git.RemoteRepository.PushResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEditor;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.merge.MergeStrategy;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/// A git server in memory: what several executions fetch from and push to, and what people do to it
/// meanwhile. Object ids are git's own, so the same history has the same ids everywhere.
public final class InMemoryOrigin {
  private final String url;
  private final MemoryObjects objects = MemoryObjects.ofRemote();
  private final MemoryRepository repository = new MemoryRepository(objects);
  private final NavigableMap<String, ObjectId> branches = new TreeMap<>();
  private final Map<String, String> protectedBranches = new HashMap<>();
  private final Set<ObjectId> forgotten = new HashSet<>();
  private final Map<List<ObjectId>, Boolean> ancestry = new HashMap<>();
  private final List<Received> received = new ArrayList<>();
  private Optional<String> defaultBranch = Optional.of("main");

  /// An empty repository.
  ///
  /// @param url as it is shown to people
  public InMemoryOrigin(String url) {
    this.url = url;
  }

  /// Who did something, and when.
  public record Person(String name, String email, Instant at) {}

  /// A commit as invariants look at it.
  public record Seen(
      CommitId id,
      List<CommitId> parents,
      String authorName,
      String committerEmail,
      String message) {
    /// The values of a trailer.
    public List<String> trailer(String name) {
      return message
          .lines()
          .filter(line -> line.startsWith(name + ": "))
          .map(line -> line.substring(name.length() + 2))
          .toList();
    }
  }

  /// A push of an execution that was accepted.
  ///
  /// @param before empty where the branch was not there
  public record Received(String branch, Optional<CommitId> before, CommitId after) {}

  /// An execution's view of it, with an empty cache of its own.
  public RemoteRepository open() {
    return new InMemoryRemoteRepository(this, TreeLimits.usual());
  }

  /// Somebody commits files on top of a branch, which begins where there is none.
  ///
  /// @param files path to content; an empty one deletes
  public CommitId commit(
      String branch, Person by, String message, Map<String, Optional<String>> files) {
    var parent = Optional.ofNullable(branches.get(branch));
    var made = write(parent.stream().toList(), treeWith(parent, files), by, message);
    branches.put(branch, made);
    return JGitRemoteRepository.id(made);
  }

  /// Somebody makes a branch, or puts it elsewhere, whatever it held.
  public void forcePush(String branch, CommitId commit) {
    branches.put(branch, require(commit));
  }

  public void delete(String branch) {
    branches.remove(branch);
  }

  /// What `HEAD` names; empty when it is detached.
  public void defaultBranch(Optional<String> branch) {
    defaultBranch = branch;
  }

  /// From now on executions cannot push to a branch; people still can.
  public void protect(String branch, String reason) {
    protectedBranches.put(branch, reason);
  }

  public void unprotect(String branch) {
    protectedBranches.remove(branch);
  }

  /// Forgets commits that no branch reaches, as a server does in time.
  public void forgetUnreachable() {
    var reached = new HashSet<ObjectId>();
    branches.values().forEach(head -> history(head).forEach(commit -> reached.add(commit.copy())));
    objects.commits().stream().filter(id -> !reached.contains(id)).forEach(forgotten::add);
  }

  public Optional<CommitId> head(String branch) {
    return Optional.ofNullable(branches.get(branch)).map(JGitRemoteRepository::id);
  }

  /// What executions have pushed, in order.
  public List<Received> received() {
    return List.copyOf(received);
  }

  /// Everything that was ever uploaded: commits with their messages, and the content of files.
  public Stream<String> texts() {
    return objects.texts();
  }

  /// The names of all branches, sorted.
  public List<String> branches() {
    return List.copyOf(branches.keySet());
  }

  /// A file of a commit as text.
  public Optional<String> content(CommitId commit, String path) {
    return reading(() ->
        new TreeReader(repository, require(commit))
            .read(path)
            .map(file -> new String(file.content(), UTF_8)));
  }

  /// The paths of a commit, sorted.
  public List<String> paths(CommitId commit) {
    return reading(() -> List.copyOf(TreeContents.of(repository, require(commit)).keySet()));
  }

  /// The paths in which two commits differ, sorted.
  public List<String> changed(CommitId before, CommitId after) {
    return reading(() -> {
      var old = TreeContents.of(repository, require(before));
      var fresh = TreeContents.of(repository, require(after));
      var all = new java.util.TreeSet<>(old.keySet());
      all.addAll(fresh.keySet());
      all.removeIf(path -> {
        var entry = old.get(path);
        return entry != null && fresh.containsKey(path) && entry.sameContent(fresh.get(path));
      });
      return List.copyOf(all);
    });
  }

  /// A commit and everything before it, newest first.
  public List<Seen> log(CommitId commit) {
    return history(require(commit)).stream().map(InMemoryOrigin::seen).toList();
  }

  /// Whether a commit is in the history of another, itself included.
  public boolean isAncestor(CommitId ancestor, CommitId descendant) {
    return isAncestor(require(ancestor), require(descendant));
  }

  /// Merges a branch into another as a merge commit, as a person does on the page of a pull
  /// request.
  ///
  /// @return empty when they conflict
  public Optional<CommitId> merge(String base, String head, Person by) {
    var ours = require(head(base).orElseThrow());
    var theirs = require(head(head).orElseThrow());
    return reading(() -> {
      var merger = MergeStrategy.RECURSIVE.newMerger(repository, true);
      if (!merger.merge(ours, theirs)) {
        return Optional.<CommitId>empty();
      }
      var tree = merger.getResultTreeId().copy();
      var made = write(List.of(ours, theirs), tree, by, "Merge branch '" + head + "'");
      branches.put(base, made);
      return Optional.of(JGitRemoteRepository.id(made));
    });
  }

  String url() {
    return url;
  }

  Optional<String> defaultBranch() {
    return defaultBranch.filter(branches::containsKey);
  }

  MemoryRepository repository() {
    return repository;
  }

  MemoryObjects objects() {
    return objects;
  }

  /// Whether a commit can still be fetched.
  boolean has(ObjectId commit) {
    var found = objects.find(commit);
    return found != null
        && found.type() == Constants.OBJ_COMMIT
        && (!forgotten.contains(commit) || isReachable(commit));
  }

  /// Takes a push of objects that are uploaded already.
  PushResult receive(String branch, ObjectId commit) {
    var seen = branches.get(branch);
    if (commit.equals(seen)) {
      return new PushResult.Pushed();
    }
    if (seen != null && !isAncestor(seen, commit)) {
      return new PushResult.NotFastForward();
    }
    var refusal = Optional.ofNullable(protectedBranches.get(branch)).or(() -> conflict(branch));
    if (refusal.isPresent()) {
      return new PushResult.Refused(refusal.get());
    }
    var before = Optional.ofNullable(seen).map(JGitRemoteRepository::id);
    received.add(new Received(branch, before, JGitRemoteRepository.id(commit)));
    branches.put(branch, commit);
    return new PushResult.Pushed();
  }

  private Optional<String> conflict(String branch) {
    return branches.keySet().stream()
        .filter(other -> branch.startsWith(other + "/") || other.startsWith(branch + "/"))
        .map(other -> "'" + other + "' exists; cannot create '" + branch + "'")
        .findFirst();
  }

  private boolean isReachable(ObjectId commit) {
    return branches.values().stream().anyMatch(head -> isAncestor(commit, head));
  }

  /// What once is so stays so.
  boolean isAncestor(ObjectId ancestor, ObjectId descendant) {
    return ancestry.computeIfAbsent(
        List.of(ancestor, descendant),
        pair -> reading(() -> new History(repository).isAncestor(ancestor, descendant)));
  }

  private List<RevCommit> history(ObjectId head) {
    return reading(() -> {
      try (var walk = new RevWalk(repository)) {
        walk.markStart(walk.parseCommit(head));
        var found = new ArrayList<RevCommit>();
        for (var commit : walk) {
          walk.parseBody(commit);
          found.add(commit);
        }
        return found;
      }
    });
  }

  private static Seen seen(RevCommit commit) {
    return new Seen(
        JGitRemoteRepository.id(commit),
        java.util.Arrays.stream(commit.getParents()).map(JGitRemoteRepository::id).toList(),
        commit.getAuthorIdent().getName(),
        commit.getCommitterIdent().getEmailAddress(),
        commit.getFullMessage());
  }

  private ObjectId treeWith(Optional<ObjectId> parent, Map<String, Optional<String>> files) {
    return reading(() -> {
      try (var reader = repository.newObjectReader();
          var inserter = repository.newObjectInserter()) {
        var index = DirCache.newInCore();
        if (parent.isPresent()) {
          var builder = index.builder();
          builder.addTree(new byte[0], 0, reader, TreeContents.treeOf(repository, parent.get()));
          builder.finish();
        }
        var editor = index.editor();
        var waiting = new ArrayDeque<>(new TreeMap<>(files).entrySet());
        while (!waiting.isEmpty()) {
          var file = waiting.pop();
          editor.add(
              file.getValue().isEmpty()
                  ? new DirCacheEditor.DeletePath(file.getKey())
                  : put(
                      file.getKey(),
                      inserter.insert(Constants.OBJ_BLOB, file.getValue().get().getBytes(UTF_8))));
        }
        editor.finish();
        return index.writeTree(inserter);
      }
    });
  }

  private static DirCacheEditor.PathEdit put(String path, ObjectId content) {
    return new DirCacheEditor.PathEdit(path) {
      @Override
      public void apply(DirCacheEntry entry) {
        if (entry.getRawMode() == 0) {
          entry.setFileMode(FileMode.REGULAR_FILE);
        }
        entry.setObjectId(content);
      }
    };
  }

  private ObjectId write(List<ObjectId> parents, ObjectId tree, Person by, String message) {
    return reading(() -> {
      try (var inserter = repository.newObjectInserter()) {
        var person = new PersonIdent(by.name(), by.email(), by.at(), ZoneOffset.UTC);
        var builder = new CommitBuilder();
        builder.setTreeId(tree);
        builder.setParentIds(parents);
        builder.setAuthor(person);
        builder.setCommitter(person);
        builder.setMessage(message);
        return inserter.insert(builder);
      }
    });
  }

  private ObjectId require(CommitId commit) {
    var id = JGitRemoteRepository.objectId(commit);
    if (objects.find(id) == null) {
      throw new IllegalArgumentException("the remote never had " + commit);
    }
    return id;
  }

  static boolean isLegal(String branch) {
    return Repository.isValidRefName(Constants.R_HEADS + branch);
  }

  private static <T> T reading(Reading<T> reading) {
    try {
      return reading.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @FunctionalInterface
  private interface Reading<T> {
    T run() throws IOException;
  }
}
