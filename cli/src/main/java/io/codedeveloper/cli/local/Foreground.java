package io.codedeveloper.cli.local;

import io.codedeveloper.auth.Redactor;
import io.codedeveloper.daemon.ProjectSettings;
import io.codedeveloper.job.JobConfiguration;
import io.codedeveloper.job.KnownSecrets;
import io.codedeveloper.job.ProjectNames;
import io.codedeveloper.job.RunOnce;
import io.codedeveloper.job.StandardWorkshop;
import io.codedeveloper.job.iteration.JobServices;
import io.codedeveloper.job.iteration.Progress;
import io.codedeveloper.job.iteration.StopSignal;
import io.codedeveloper.job.iteration.WorkDirectories;
import io.codedeveloper.notification.Notification;
import io.codedeveloper.notification.Notifications;
import io.codedeveloper.platform.Platform;
import io.codedeveloper.project.ProjectId;
import java.util.List;
import java.util.Optional;

/// One iteration in this process, on an installation.
public final class Foreground {
  private final Platform platform;
  private final RunOnce runOnce;

  public Foreground(Installation installation, JobConfiguration configuration) {
    platform = installation.ports();
    var redactor = new Redactor(KnownSecrets.of(platform.secrets()));
    var directories = new WorkDirectories(installation.directory());
    var services = JobServices.over(platform, redactor, directories);
    runOnce = new RunOnce(services, new StandardWorkshop(configuration, platform, redactor));
  }

  /// Runs it to its end.
  ///
  /// @param priority the key of the one that is wanted; empty: whichever is next
  public RunReport run(
      ProjectSettings settings, Optional<String> priority, StopSignal stop, Progress progress) {
    var project = ProjectNames.of(settings.repository());
    var iteration = runOnce.run(project, settings, priority, stop, progress);
    return new RunReport(iteration, told(project, iteration.id()));
  }

  /// What the iteration told or asked, oldest first.
  private List<Notification> told(ProjectId project, String iteration) {
    var page =
        new Notifications(platform.documents())
            .list(project, Optional.empty(), 100, Optional.empty());
    return page.items().reversed().stream()
        .filter(one ->
            one.context().text("iteration").equals(Optional.of(iteration))
                || one.id().startsWith(iteration + "."))
        .toList();
  }
}
