package io.codedeveloper.job.host;

import java.util.List;

/// What the contract of Git hosts asks of an adapter's test: a repository with a branch `main`, and
/// people who do what they like with branches and pull requests.
public interface GitHostHarness extends AutoCloseable {
  /// The adapter, the same at each call.
  GitHost host();

  /// Somebody pushes a branch that has one commit more than main.
  void branch(String name);

  /// Somebody merges a pull request.
  void merge(long number);

  /// Somebody closes a pull request without merging it.
  void closeByHand(long number);

  /// Somebody opens a closed pull request again.
  void reopen(long number);

  /// The comments of a pull request, oldest first.
  List<String> comments(long number);

  @Override
  void close();

  /// A host that looks at the branches themselves.
  interface OfBranches extends GitHostHarness {
    /// Somebody deletes a branch.
    void delete(String branch);

    /// Somebody brings a branch into main without the pull request.
    void mergeByHand(String branch);
  }
}
