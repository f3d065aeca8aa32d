package io.codedeveloper.job.iteration;

import io.codedeveloper.auth.Redactor;
import io.codedeveloper.budget.Ledger;
import io.codedeveloper.daemon.Iterations;
import io.codedeveloper.daemon.Leases;
import io.codedeveloper.daemon.Priorities;
import io.codedeveloper.daemon.Projects;
import io.codedeveloper.notification.Notification;
import io.codedeveloper.notification.NotificationDraft;
import io.codedeveloper.notification.Notifications;
import io.codedeveloper.platform.Platform;
import io.codedeveloper.project.ProjectId;

/// The domain's services over one platform, as the job uses them.
///
/// @param redactor knows every secret of this process
public record JobServices(
    Platform platform,
    Projects projects,
    Leases leases,
    Iterations iterations,
    Priorities priorities,
    Notifications notifications,
    Ledger ledger,
    Redactor redactor,
    WorkDirectories directories) {

  /// Tells people something, once and without any secret.
  Notification tell(ProjectId project, NotificationDraft draft) {
    return notifications.notifyOnce(project, draft.withTexts(redactor::redact));
  }

  /// Tells people something that may happen again and again: counted, and without any secret.
  Notification tellAgain(ProjectId project, NotificationDraft draft) {
    return notifications.tell(project, draft.withTexts(redactor::redact));
  }

  /// The services over an opened platform.
  public static JobServices over(
      Platform platform, Redactor redactor, WorkDirectories directories) {
    var documents = platform.documents();
    var leases = new Leases(documents, Leases.TIME_TO_LIVE);
    return new JobServices(
        platform,
        new Projects(documents),
        leases,
        new Iterations(documents, leases),
        new Priorities(documents),
        new Notifications(documents),
        new Ledger(platform.ids()),
        redactor,
        directories);
  }
}
