package io.codedeveloper.job.iteration;

import io.codedeveloper.notification.Notification;
import io.codedeveloper.notification.NotificationDraft;
import java.util.ArrayList;

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
                message(work))
            .withContext(Ending.context(work));
    var made = work.services().tell(work.project().id(), draft);
    work.say("notified: " + made.title());
    return Step.done("notification", made.id());
  }

  private static String message(Work work) {
    var lines = new ArrayList<String>();
    lines.add(work.pullRequest().url());
    lines.add(Proofs.verdict(work));
    lines.addAll(work.warnings());
    lines.add(PullRequestText.costLine(Proofs.of(work)));
    return String.join("\n", lines);
  }
}
