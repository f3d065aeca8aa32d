package io.codedeveloper.job.host;

import java.util.List;

/// Makes and finds pull requests.
///
/// Unreachable, 5xx or rate limited → [io.codedeveloper.platform.TransientException]; no such
/// repository or no rights → [io.codedeveloper.platform.UserErrorException].
public interface GitHost {
  /// All pull requests from this head branch, in every state, newest first.
  List<PullRequest> find(String headBranch);

  /// All open pull requests from branches of the repository itself whose body has a line that
  /// starts so, oldest first; used to find our own.
  List<Marked> findOpenByMarker(String start);

  /// Makes a pull request, or finds the open one that its head branch has already.
  Creation create(NewPullRequest request);

  /// Leaves a comment on a pull request.
  void comment(PullRequest pullRequest, String text);

  /// Closes a pull request without merging it.
  void close(PullRequest pullRequest);

  /// A pull request that is our own. @param marker the whole line that tells
  record Marked(String marker, PullRequest pullRequest) {}

  /// What became of a request for a pull request.
  sealed interface Creation {
    /// It was made.
    record Made(PullRequest pullRequest) implements Creation {}

    /// The head branch had an open one already.
    record Existing(PullRequest pullRequest) implements Creation {}

    /// The head branch has nothing that the base branch has not.
    record NoChange() implements Creation {}
  }

  /// @param marker one line that is found again in the body, hidden from readers
  record NewPullRequest(
      String headBranch,
      String baseBranch,
      String title,
      String body,
      String marker,
      boolean draft) {}
}
