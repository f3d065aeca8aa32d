package io.codedeveloper.job.host;

import io.codedeveloper.job.git.CommitId;
import java.util.Optional;

/// A pull request as the host knows it.
///
/// @param number the host's number, from 1
/// @param url where a person sees it
/// @param head its newest commit, or the last one that it had when it was merged or closed: what
///   its branch got later is not in it; empty where the host does not look at branches
public record PullRequest(
    long number,
    String url,
    String headBranch,
    String title,
    State state,
    boolean draft,
    Optional<CommitId> head) {
  /// What became of it.
  public enum State {
    OPEN,
    MERGED,
    /// Closed without being merged.
    CLOSED
  }
}
