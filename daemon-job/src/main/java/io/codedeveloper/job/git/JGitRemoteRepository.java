package io.codedeveloper.job.git;

import io.codedeveloper.file.RepositoryFile;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.platform.UserErrorException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.RefSpec;

/// A remote through JGit, with a bare cache of its own. No program is ever started and no setting
/// of the machine or of the user is read.
public final class JGitRemoteRepository implements RemoteRepository {
  private static final String TRACKING = "refs/remotes/origin/";
  private static final int WHOLE_HISTORY = Integer.MAX_VALUE;

  /// How far back a branch's history is looked through, one after the other: most of what moved has
  /// moved a little.
  private static final List<Integer> DEPTHS = List.of(1, 100, WHOLE_HISTORY);

  private final RemoteConnection remote;
  private final GitCache cache;
  private final TreeLimits treeLimits;

  private JGitRemoteRepository(RemoteConnection remote, GitCache cache, TreeLimits treeLimits) {
    this.remote = remote;
    this.cache = cache;
    this.treeLimits = treeLimits;
  }

  /// Opens a remote; nothing is read from it yet.
  ///
  /// @param caches the directory in which caches of repositories are kept
  public static JGitRemoteRepository open(
      RemoteUrl url, Path caches, AccessToken token, NetworkLimits limits, Clock clock) {
    return new JGitRemoteRepository(
        new RemoteConnection(url, token, limits, clock),
        GitCache.open(caches, url, limits.others(), clock.instant()),
        TreeLimits.usual());
  }

  /// The same with other limits for what a tree may hold.
  JGitRemoteRepository with(TreeLimits other) {
    return new JGitRemoteRepository(remote, cache, other);
  }

  @Override
  public String displayUrl() {
    return remote.url().display();
  }

  @Override
  public Optional<String> remark() {
    return cache.isStandIn()
        ? Optional.of(
            "another process holds the cache of %s, or stands still; this execution works with a copy of its own"
                .formatted(displayUrl()))
        : Optional.empty();
  }

  @Override
  public Optional<String> defaultBranch() {
    var head = references().get(Constants.HEAD);
    return head != null && head.isSymbolic()
        ? Optional.of(Repository.shortenRefName(head.getTarget().getName()))
        : Optional.empty();
  }

  @Override
  public CommitId fetch(String branch) {
    requireBranchName(branch);
    return cache.exclusively(() -> {
      try {
        return fetchHead(branch);
      } catch (DamagedObjects e) {
        cache.renew();
        return fetchAgain(branch);
      }
    });
  }

  private CommitId fetchAgain(String branch) {
    try {
      return fetchHead(branch);
    } catch (DamagedObjects e) {
      throw new UserErrorException(
          "The repository %s lacks objects of its branch '%s', or they are damaged. Check it with 'git fsck'."
              .formatted(displayUrl(), branch),
          e);
    }
  }

  private CommitId fetchHead(String branch) {
    var references = references();
    if (!references.containsKey(Constants.R_HEADS + branch)) {
      throw missingBranch(branch, references);
    }
    var result = remote.fetch(repository(), List.of(tracking(branch)), 1);
    var head = result.getAdvertisedRef(Constants.R_HEADS + branch);
    if (head == null) {
      throw new TransientException(
          "The branch '%s' of %s vanished while it was fetched.".formatted(branch, displayUrl()));
    }
    try {
      var fetched = Objects.requireNonNull(head.getObjectId(), "a fetched branch has a commit");
      TreeContents.requireComplete(repository(), fetched, treeLimits);
      return id(fetched);
    } catch (IOException e) {
      throw DamagedObjects.orUnchecked(e);
    }
  }

  @Override
  public boolean fetchCommit(CommitId commit, String branch) {
    requireBranchName(branch);
    return cache.exclusively(() -> {
      if (isComplete(commit)) {
        return true;
      }
      if (remote.url() instanceof RemoteUrl.Directory directory
          && !reading(() -> LocalRemote.at(directory.path()).has(objectId(commit)))) {
        return false;
      }
      try {
        var one = new RefSpec("+" + commit.hex() + ":" + TRACKING + "commits/" + commit.hex());
        remote.fetch(repository(), List.of(one), 1);
      } catch (TransientException | DamagedObjects e) {
        // Not every host gives a commit that is no branch's head; the branch's history has it, or
        // nothing has.
        fetch(branch);
        remote.fetch(repository(), List.of(tracking(branch)), WHOLE_HISTORY);
      }
      return isComplete(commit);
    });
  }

  private boolean isComplete(CommitId commit) {
    try {
      TreeContents.requireComplete(repository(), objectId(commit), treeLimits);
      return true;
    } catch (IOException e) {
      if (DamagedObjects.caused(e)) {
        return false;
      }
      throw DamagedObjects.orUnchecked(e);
    }
  }

  @Override
  public boolean contains(String branch, CommitId commit) {
    requireBranchName(branch);
    return cache.exclusively(() -> {
      var head = objectId(fetch(branch));
      return DEPTHS.stream()
          .anyMatch(depth -> {
            if (depth > 1) {
              remote.fetch(repository(), List.of(tracking(branch)), depth);
            }
            return reading(() -> new History(repository()).isAncestor(objectId(commit), head));
          });
    });
  }

  @Override
  public Optional<CommitId> head(String branch) {
    requireBranchName(branch);
    return Optional.ofNullable(references().get(Constants.R_HEADS + branch))
        .map(Ref::getObjectId)
        .map(JGitRemoteRepository::id);
  }

  @Override
  public Optional<TreeFile> read(CommitId commit, String path) {
    return reading(() -> new TreeReader(repository(), objectId(commit)).read(path));
  }

  @Override
  public String place(CommitId commit, String path) {
    return reading(() -> new TreeReader(repository(), objectId(commit)).place(path));
  }

  @Override
  public List<RepositoryFile> files(CommitId commit) {
    return reading(() -> TreeContents.listed(repository(), objectId(commit)));
  }

  @Override
  public TreeReport inspect(CommitId commit) {
    return reading(() -> TreeInspection.of(repository(), objectId(commit), treeLimits));
  }

  @Override
  public WorkTree checkOut(CommitId commit, Path directory) {
    var report = inspect(commit);
    if (!report.refusals().isEmpty()) {
      throw new UserErrorException(
          "Commit %s of %s is not laid out: %s. Remove that from the repository."
              .formatted(commit.abbreviated(), displayUrl(), String.join("; ", report.refusals())));
    }
    return reading(
        () -> JGitWorkTree.layOut(repository(), objectId(commit), directory, treeLimits));
  }

  @Override
  public Comparison compare(String branch, CommitId local, Set<String> iterationIds) {
    var head = head(branch);
    if (head.isEmpty()) {
      return Comparison.ABSENT;
    }
    if (head.get().equals(local)) {
      return Comparison.SAME;
    }
    return reading(() -> {
      var history = new History(repository());
      if (history.isAncestor(objectId(head.get()), objectId(local))) {
        return Comparison.BEHIND_OURS;
      }
      var fetched = fetch(branch);
      return history.isOwn(objectId(fetched), objectId(local), iterationIds)
          ? Comparison.EARLIER_ATTEMPT
          : Comparison.FOREIGN;
    });
  }

  @Override
  public PushResult push(String branch, CommitId commit) {
    return push(Optional.empty(), branch, commit);
  }

  @Override
  public PushResult pushFrom(CommitId before, String branch, CommitId commit) {
    return push(Optional.of(before), branch, commit);
  }

  private PushResult push(Optional<CommitId> before, String branch, CommitId commit) {
    requireBranchName(branch);
    return cache.exclusively(() ->
        new Push(
                remote,
                repository(),
                branch,
                before.map(JGitRemoteRepository::objectId),
                objectId(commit))
            .run());
  }

  @Override
  public void close() {
    cache.close();
  }

  private <T> T reading(Reading<T> reading) {
    try {
      return reading.run();
    } catch (IOException e) {
      if (DamagedObjects.caused(e)) {
        cache.exclusively(() -> {
          cache.renew();
          return true;
        });
        throw new TransientException(
            "The cached copy of %s was damaged and has been removed; the next try fetches it anew."
                .formatted(displayUrl()),
            e);
      }
      throw DamagedObjects.orUnchecked(e);
    }
  }

  private Map<String, Ref> references() {
    return remote.references(repository());
  }

  private UserErrorException missingBranch(String branch, Map<String, Ref> references) {
    var branches =
        references.keySet().stream()
            .filter(name -> name.startsWith(Constants.R_HEADS))
            .map(Repository::shortenRefName)
            .sorted()
            .toList();
    if (branches.isEmpty()) {
      return new UserErrorException(
          "The repository %s is empty. Push a first commit to its branch '%s'."
              .formatted(displayUrl(), branch));
    }
    var shown = String.join(", ", branches.subList(0, Math.min(branches.size(), 20)));
    return new UserErrorException(
        "The repository %s has no branch '%s'. It has: %s. Name one with --base."
            .formatted(displayUrl(), branch, shown));
  }

  private Repository repository() {
    return cache.repository();
  }

  private static void requireBranchName(String branch) {
    if (!Repository.isValidRefName(Constants.R_HEADS + branch)) {
      throw new UserErrorException(
          "'%s' is not a legal name of a branch.".formatted(PlainText.line(branch)));
    }
  }

  private static RefSpec tracking(String branch) {
    return new RefSpec("+" + Constants.R_HEADS + branch + ":" + TRACKING + branch);
  }

  static ObjectId objectId(CommitId commit) {
    return ObjectId.fromString(commit.hex());
  }

  static CommitId id(ObjectId id) {
    return new CommitId(id.name());
  }

  @FunctionalInterface
  private interface Reading<T> {
    T run() throws IOException;
  }
}
