package io.codedeveloper.job.iteration;

import io.codedeveloper.notification.Notification;
import io.codedeveloper.notification.NotificationDraft;

/// Tells the user that a pull request waits for review, once an iteration.
final class NotifyStep implements Step {
  @Override
  public String name() {
    return "notify";
  }

  @Override
  public Result run(Work work) {
    var pullRequest = work.pullRequest();
    var draft =
        NotificationDraft.of(
                work.iteration().id(),
                "pull-request",
                Notification.Type.COMPLETION,
                Notification.Level.NORMAL,
                "%s: pull request #%d".formatted(work.priority().name(), pullRequest.number()),
                "%s%n%s%n%s"
                    .formatted(
                        pullRequest.url(),
                        Proofs.verdict(work),
                        PullRequestText.costLine(Proofs.of(work))))
            .withContext(Ending.context(work));
    var made = work.services().tell(work.project().id(), draft);
    work.say("notified: " + made.title());
    return Step.done("notification", made.id());
  }
}
