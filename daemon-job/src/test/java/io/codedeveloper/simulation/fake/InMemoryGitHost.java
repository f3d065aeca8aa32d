package io.codedeveloper.simulation.fake;

import io.codedeveloper.job.git.CommitId;
import io.codedeveloper.job.git.InMemoryOrigin;
import io.codedeveloper.job.git.InMemoryOrigin.Person;
import io.codedeveloper.job.host.GitHost;
import io.codedeveloper.job.host.PullRequest;
import io.codedeveloper.job.host.PullRequest.State;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.platform.UserErrorException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Pull requests in memory as GitHub keeps them, shared by executions and people.
///
/// What happens to the branches tells on them: the deletion of its head branch closes a pull
/// request, and a head that reaches the base by whatever way merges it.
public final class InMemoryGitHost implements GitHost {
  private final InMemoryOrigin origin;
  private final String name;
  private final List<Entry> entries = new ArrayList<>();

  /// @param name of the repository, for addresses
  public InMemoryGitHost(InMemoryOrigin origin, String name) {
    this.origin = origin;
    this.name = name;
  }

  /// Everything about a pull request, as invariants look at it.
  public record Entry(
      PullRequest pullRequest, String baseBranch, String body, List<String> comments) {
    /// The last commit that it had.
    public CommitId head() {
      return pullRequest.head().orElseThrow();
    }

    private Entry with(State state) {
      return with(state, head());
    }

    private Entry at(CommitId newHead) {
      return with(pullRequest.state(), newHead);
    }

    private Entry with(State state, CommitId head) {
      var now =
          new PullRequest(
              pullRequest.number(),
              pullRequest.url(),
              pullRequest.headBranch(),
              pullRequest.title(),
              state,
              pullRequest.draft(),
              Optional.of(head));
      return new Entry(now, baseBranch, body, comments);
    }

    private Entry commented(String text) {
      var more = new ArrayList<>(comments);
      more.add(text);
      return new Entry(pullRequest, baseBranch, body, List.copyOf(more));
    }

    private boolean isOpen() {
      return pullRequest.state() == State.OPEN;
    }
  }

  /// All pull requests ever, oldest first.
  public List<Entry> all() {
    settle();
    return List.copyOf(entries);
  }

  @Override
  public List<PullRequest> find(String headBranch) {
    return newestFirst(entry -> entry.pullRequest().headBranch().equals(headBranch));
  }

  @Override
  public List<Marked> findOpenByMarker(String start) {
    settle();
    return entries.stream()
        .filter(Entry::isOpen)
        .flatMap(entry ->
            entry
                .body()
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith(start))
                .reduce((text, ours) -> ours)
                .stream()
                .map(line -> new Marked(line, entry.pullRequest())))
        .toList();
  }

  @Override
  public Creation create(NewPullRequest request) {
    var head =
        origin
            .head(request.headBranch())
            .orElseThrow(() ->
                new TransientException(
                    "There is no branch '%s' yet.".formatted(request.headBranch())));
    var base =
        origin
            .head(request.baseBranch())
            .orElseThrow(() ->
                new UserErrorException(
                    "There is no branch '%s' to merge into.".formatted(request.baseBranch())));
    var open = find(request.headBranch()).stream().filter(one -> one.state() == State.OPEN);
    var existing = open.findFirst();
    if (existing.isPresent()) {
      return new Creation.Existing(existing.get());
    }
    if (origin.isAncestor(head, base)) {
      return new Creation.NoChange();
    }
    var number = entries.size() + 1;
    var made =
        new PullRequest(
            number,
            "memory://%s/pull/%d".formatted(name, number),
            request.headBranch(),
            request.title(),
            State.OPEN,
            request.draft(),
            Optional.of(head));
    var body = request.body() + "\n\n" + request.marker();
    entries.add(new Entry(made, request.baseBranch(), body, List.of()));
    return new Creation.Made(made);
  }

  @Override
  public void comment(PullRequest pullRequest, String text) {
    set(require(pullRequest.number()).commented(text));
  }

  @Override
  public void close(PullRequest pullRequest) {
    var entry = require(pullRequest.number());
    if (entry.isOpen()) {
      set(entry.with(State.CLOSED));
    }
  }

  /// Somebody merges an open pull request.
  ///
  /// @return false when it is not open, or conflicts with its base
  public boolean merge(long number, Person by) {
    settle();
    var entry = require(number);
    if (!entry.isOpen()) {
      return false;
    }
    var merged = origin.merge(entry.baseBranch(), entry.pullRequest().headBranch(), by);
    merged.ifPresent(commit -> set(entry.with(State.MERGED)));
    return merged.isPresent();
  }

  /// Somebody opens a closed pull request again.
  ///
  /// @return false when it is not closed, its branch is gone, or another one of it is open
  public boolean reopen(long number) {
    settle();
    var entry = require(number);
    var branch = entry.pullRequest().headBranch();
    var possible =
        entry.pullRequest().state() == State.CLOSED
            && origin.head(branch).isPresent()
            && entries.stream()
                .noneMatch(one -> one.isOpen() && one.pullRequest().headBranch().equals(branch));
    if (possible) {
      set(entry.with(State.OPEN));
    }
    return possible;
  }

  /// Somebody writes another text into the body, the marker included.
  public void rewrite(long number, String body) {
    var entry = require(number);
    set(new Entry(entry.pullRequest(), entry.baseBranch(), body, entry.comments()));
  }

  private List<PullRequest> newestFirst(Predicate<Entry> wanted) {
    settle();
    return entries.reversed().stream().filter(wanted).map(Entry::pullRequest).toList();
  }

  /// Lets open pull requests know what has become of their branches.
  private void settle() {
    entries.replaceAll(entry -> entry.isOpen() ? settled(entry) : entry);
  }

  private Entry settled(Entry entry) {
    var base = origin.head(entry.baseBranch());
    if (base.filter(tip -> origin.isAncestor(entry.head(), tip)).isPresent()) {
      return entry.with(State.MERGED);
    }
    var head = origin.head(entry.pullRequest().headBranch());
    var nothingLeft =
        head.isEmpty() || base.filter(tip -> origin.isAncestor(head.get(), tip)).isPresent();
    return nothingLeft ? entry.with(State.CLOSED) : entry.at(head.get());
  }

  private Entry require(long number) {
    if (number < 1 || number > entries.size()) {
      throw new UserErrorException("There is no pull request %d.".formatted(number));
    }
    return entries.get(Math.toIntExact(number) - 1);
  }

  private void set(Entry entry) {
    entries.set(Math.toIntExact(entry.pullRequest().number()) - 1, entry);
  }
}
