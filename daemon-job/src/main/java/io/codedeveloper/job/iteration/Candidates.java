package io.codedeveloper.job.iteration;

import io.codedeveloper.daemon.PriorityRecord;
import io.codedeveloper.job.host.PullRequest;
import io.codedeveloper.roadmap.Priority;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What the daemon's own records and the Git host say against taking up a priority.
final class Candidates {
  private final Work work;
  private final Map<String, PriorityRecord> records;
  private final Map<String, Optional<PullRequest>> newest = new HashMap<>();

  Candidates(Work work) {
    this.work = work;
    this.records = work.services().priorities().all(work.project().id());
  }

  /// Why the priority is not taken up now; empty when nothing speaks against it.
  Optional<String> whyNot(Priority priority) {
    return ofRecord(priority).or(() -> ofPullRequest(priority));
  }

  /// The pull request that waits for the user's review already.
  Optional<PullRequest> openPullRequest(Priority priority) {
    return newest(branch(priority)).filter(known -> known.state() == PullRequest.State.OPEN);
  }

  /// The branch for the priority: another one once a pull request was closed or merged and the text
  /// changed since.
  String branch(Priority priority) {
    var record = Optional.ofNullable(records.get(priority.key()));
    var last = record.flatMap(PriorityRecord::branch).orElse(BranchName.of(priority.key()));
    var changed =
        record.flatMap(PriorityRecord::textHash).filter(hash -> !hash.equals(priority.textHash()));
    var over = newest(last).filter(known -> known.state() != PullRequest.State.OPEN);
    return changed.isPresent() && over.isPresent()
        ? BranchName.of(priority.key() + "-" + hash(priority))
        : last;
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
    return newest(branch(priority)).flatMap(Candidates::objection);
  }

  private static Optional<String> objection(PullRequest known) {
    return Optional.of(
        switch (known.state()) {
          case OPEN -> "pull request #%d is open: %s".formatted(known.number(), known.url());
          case MERGED -> "pull request #%d was merged".formatted(known.number());
          case CLOSED ->
              "you closed pull request #%d without merging it; reopen it, or change the priority's text to have it done anew"
                  .formatted(known.number());
        });
  }

  private Optional<PullRequest> newest(String branch) {
    return newest.computeIfAbsent(branch, each -> work.host().find(each).stream().findFirst());
  }

  private static String hash(Priority priority) {
    return priority.textHash().substring(0, Math.min(7, priority.textHash().length()));
  }
}
