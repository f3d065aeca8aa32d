package io.codedeveloper.job.iteration;

import io.codedeveloper.job.host.GitHost;
import io.codedeveloper.job.host.PullRequest;
import io.codedeveloper.job.host.PullRequest.State;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The daemon's own pull requests as the Git host knows them now.
///
/// Hosts limit how often they are asked: all open ones are listed in one request, and each branch
/// is asked about once.
final class Proposals {
  private final Work work;
  private final Map<String, List<PullRequest>> ofBranch = new HashMap<>();
  private @Nullable Map<String, List<PullRequest>> open;

  Proposals(Work work) {
    this.work = work;
  }

  /// All open ones by the key of their priority, oldest first; more than one is a duplicate.
  Map<String, List<PullRequest>> open() {
    var known = open;
    if (known == null) {
      var project = work.project().id().value();
      known =
          work.host().findOpenByMarker(PullRequestText.markerStart(project)).stream()
              .filter(found -> found.pullRequest().headBranch().startsWith(BranchName.PREFIX))
              .collect(
                  Collectors.groupingBy(
                      found -> PullRequestText.priorityOf(project, found.marker()),
                      LinkedHashMap::new,
                      Collectors.mapping(
                          GitHost.Marked::pullRequest,
                          Collectors.<PullRequest, List<PullRequest>>toCollection(
                              ArrayList::new))));
      open = known;
    }
    return known;
  }

  /// From now on this one counts as closed.
  void closed(PullRequest one) {
    open().values().forEach(known -> known.remove(one));
    ofBranch.remove(one.headBranch());
  }

  /// What the host knows of a branch, in every state, newest first.
  List<PullRequest> ofBranch(String branch) {
    return ofBranch.computeIfAbsent(branch, work.host()::find);
  }

  /// The priority's pull request: an open one from whatever branch, else what became of the
  /// branch's.
  Optional<PullRequest> of(String key, String branch) {
    return open().getOrDefault(key, List.of()).stream()
        .findFirst()
        .or(() -> decisive(ofBranch(branch)));
  }

  /// All that the host knows of the priority, oldest first.
  List<PullRequest> all(String key, String branch) {
    return Stream.concat(ofBranch(branch).stream(), open().getOrDefault(key, List.of()).stream())
        .collect(
            Collectors.toMap(
                PullRequest::number, Function.identity(), (one, same) -> one, LinkedHashMap::new))
        .values()
        .stream()
        .sorted(Comparator.comparing(PullRequest::number))
        .toList();
  }

  /// The first one of an open one's branch that was closed before it was opened, where none was
  /// merged: the daemon itself opens no other on such a branch.
  Optional<PullRequest> closedBefore(PullRequest open) {
    var older =
        ofBranch(open.headBranch()).stream().filter(one -> one.number() < open.number()).toList();
    return older.stream().noneMatch(one -> one.state() == State.MERGED)
        ? older.stream()
            .filter(one -> one.state() == State.CLOSED)
            .min(Comparator.comparing(PullRequest::number))
        : Optional.empty();
  }

  /// The one of a branch that says what the user wants: what is open or merged counts more than
  /// what was closed, which may be a duplicate that the daemon closed itself; the oldest of a kind.
  static Optional<PullRequest> decisive(List<PullRequest> ofBranch) {
    return ofBranch.stream()
        .min(
            Comparator.comparing((PullRequest one) -> one.state() == State.CLOSED)
                .thenComparing(one -> one.state() == State.MERGED)
                .thenComparing(PullRequest::number));
  }
}
