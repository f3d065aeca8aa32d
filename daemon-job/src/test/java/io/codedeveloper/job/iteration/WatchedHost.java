package io.codedeveloper.job.iteration;

import io.codedeveloper.job.host.GitHost;
import io.codedeveloper.job.host.PullRequest;
import java.util.ArrayList;
import java.util.List;

/// A Git host that notes every call, and lets a test have somebody else act right before a pull
/// request is made.
class WatchedHost implements GitHost {
  final List<String> calls = new ArrayList<>();
  private final GitHost host;
  private Runnable beforeCreate = () -> {};

  WatchedHost(GitHost host) {
    this.host = host;
  }

  /// Only once.
  WatchedHost beforeCreate(Runnable action) {
    beforeCreate = action;
    return this;
  }

  @Override
  public List<PullRequest> find(String headBranch) {
    calls.add("find");
    return host.find(headBranch);
  }

  @Override
  public List<Marked> findOpenByMarker(String start) {
    calls.add("list");
    return host.findOpenByMarker(start);
  }

  @Override
  public Creation create(NewPullRequest request) {
    calls.add("create");
    var action = beforeCreate;
    beforeCreate = () -> {};
    action.run();
    return host.create(request);
  }

  @Override
  public void comment(PullRequest pullRequest, String text) {
    calls.add("comment");
    host.comment(pullRequest, text);
  }

  @Override
  public void close(PullRequest pullRequest) {
    calls.add("close");
    host.close(pullRequest);
  }
}
