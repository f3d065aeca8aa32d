package io.codedeveloper.job.iteration;

import io.codedeveloper.daemon.PriorityRecord;
import io.codedeveloper.job.host.PullRequest;
import io.codedeveloper.roadmap.Priority;
import java.util.Map;
import java.util.Optional;

/// What the daemon's own records and the Git host say against taking up a priority.
final class Candidates {
  private final Map<String, PriorityRecord> records;
  private final Proposals proposals;

  Candidates(Work work, Proposals proposals) {
    this.records = work.services().priorities().all(work.project().id());
    this.proposals = proposals;
  }

  /// Why the priority is not taken up now; empty when nothing speaks against it.
  Optional<String> whyNot(Priority priority) {
    return ofRecord(priority).or(() -> ofPullRequest(priority));
  }

  /// The pull request that waits for the user's review already.
  Optional<PullRequest> openPullRequest(Priority priority) {
    return proposal(priority).filter(known -> known.state() == PullRequest.State.OPEN);
  }

  /// The branch for the priority: another one once a pull request was closed or merged and the text
  /// changed since.
  String branch(Priority priority) {
    var record = Optional.ofNullable(records.get(priority.key()));
    var last = record.flatMap(PriorityRecord::branch).orElse(BranchName.of(priority.key()));
    var changed =
        record.flatMap(PriorityRecord::textHash).filter(hash -> !hash.equals(priority.textHash()));
    return changed.isPresent() && isOver(last)
        ? BranchName.of(priority.key() + "-" + hash(priority))
        : last;
  }

  private boolean isOver(String branch) {
    return Proposals.decisive(proposals.ofBranch(branch))
        .filter(known -> known.state() != PullRequest.State.OPEN)
        .isPresent();
  }

  private Optional<String> ofRecord(Priority priority) {
    return Optional.ofNullable(records.get(priority.key()))
        .flatMap(record ->
            switch (record.state()) {
              case OPEN, PROPOSED -> Optional.empty();
              case WAITING ->
                  Optional.of(
                      "waits for your answer to %s"
                          .formatted(record.awaiting().orElse("its question")));
              case OVER_BUDGET ->
                  Optional.of(record.fields().text("lastMessage").orElse("its budget is used up"));
              case BLOCKED -> blocked(record, priority);
            });
  }

  private static Optional<String> blocked(PriorityRecord record, Priority priority) {
    var changed = !record.textHash().equals(Optional.of(priority.textHash()));
    return changed
        ? Optional.empty()
        : Optional.of(
            "it is blocked: "
                + record
                    .fields()
                    .text("blockedBecause")
                    .orElse("it was tried too often; change its text to have it tried again"));
  }

  private Optional<String> ofPullRequest(Priority priority) {
    return proposal(priority).flatMap(Candidates::objection);
  }

  private static Optional<String> objection(PullRequest known) {
    return Optional.of(
        switch (known.state()) {
          case OPEN -> "pull request #%d is open: %s".formatted(known.number(), known.url());
          case MERGED -> "pull request #%d was merged".formatted(known.number());
          case CLOSED -> PullRequestStep.closed(known);
        });
  }

  private Optional<PullRequest> proposal(Priority priority) {
    return proposals.of(priority.key(), branch(priority));
  }

  private static String hash(Priority priority) {
    return priority.textHash().substring(0, Math.min(7, priority.textHash().length()));
  }
}
