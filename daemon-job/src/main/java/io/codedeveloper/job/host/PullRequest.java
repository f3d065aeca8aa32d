package io.codedeveloper.job.host;

/// A pull request as the host knows it.
///
/// @param number the host's number, from 1
/// @param url where a person sees it
public record PullRequest(
    long number, String url, String headBranch, String title, State state, boolean draft) {
  /// What became of it.
  public enum State {
    OPEN,
    MERGED,
    /// Closed without being merged.
    CLOSED
  }
}
