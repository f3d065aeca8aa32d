package io.codedeveloper.job.iteration;

import java.util.List;

/// The steps of an iteration in their order.
final class Steps {
  private Steps() {}

  /// Sync, choose, plan, work, prove, publish, tell.
  ///
  /// `roadmap` comes before `commit`, so that merging the pull request completes the priority (ADR
  /// 3).
  static List<Step> all() {
    return List.of(
        new SyncStep(),
        new SelectStep(),
        new SpecStep(),
        new PrepareStep(),
        new ApproveStep(),
        new ImplementStep(),
        new RebaseStep(),
        new VerifyStep(),
        new RoadmapStep(),
        new CommitStep(),
        new PushStep(),
        new PullRequestStep(),
        new NotifyStep());
  }
}
