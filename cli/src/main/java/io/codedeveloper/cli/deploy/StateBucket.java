package io.codedeveloper.cli.deploy;

import io.codedeveloper.cli.program.Programs;
import io.codedeveloper.cli.program.Shell;
import java.time.Duration;

/// The bucket in which Terraform keeps what it knows.
final class StateBucket {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private StateBucket() {}

  /// Whether it is there, and may be seen.
  static boolean exists(Target target, Programs programs, Deadline deadline) {
    var question =
        Shell.command(
            "gcloud", "storage", "buckets", "describe", url(target), "--format=value(name)");
    return programs.ask(question, deadline.left(PATIENCE)).isPresent();
  }

  static String url(Target target) {
    return "gs://" + target.stateBucket();
  }
}
