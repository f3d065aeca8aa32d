package io.codedeveloper.cli.ops;

import io.codedeveloper.cli.google.GoogleCloud;
import io.codedeveloper.cli.google.Tick;

/// What is typed into a shell to stop all of a kind, where nobody knows which there are.
record ByHand(Site site, GoogleCloud google) {
  private static final String NAMES = "--format=value(name.basename())";
  private static final String EACH = " | xargs -n 1 ";

  String ticks() {
    return listedTicks(NAMES, Tick.FILTER)
        + EACH
        + google.line("scheduler", "jobs", "pause", "--location=" + google.location());
  }

  /// Each project has one sweep.
  String daemons() {
    return listedTicks("--format=value(pubsubTarget.attributes.ce-project)", Tick.SWEEPS)
        + " | xargs -I {} "
        + site.addressed("project-manager cloud stop --force --project {}");
  }

  private String listedTicks(String format, String filter) {
    return google.line(
        "scheduler",
        "jobs",
        "list",
        "--location=" + google.location(),
        "--filter=" + filter,
        format);
  }

  /// Those without an end: gcloud has no filter for a time that is not there.
  String executions() {
    var region = "--region=" + google.location();
    return google.line(
            "run",
            "jobs",
            "executions",
            "list",
            "--job=" + GoogleCloud.JOB,
            region,
            "--format=csv[no-heading](metadata.name,status.completionTime)")
        + " | sed -n 's/,$//p'"
        + EACH
        + google.line("run", "jobs", "executions", "cancel", "--quiet", "--async", region);
  }

  String secret(String name) {
    return google.line("secrets", "versions", "list", name, GoogleCloud.ENABLED_VERSIONS, NAMES)
        + EACH
        + google.line("secrets", "versions", "disable", "--quiet", "--secret=" + name);
  }
}
