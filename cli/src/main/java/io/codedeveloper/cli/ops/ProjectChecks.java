package io.codedeveloper.cli.ops;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the API tells of the health of an installation with all its projects.
final class ProjectChecks {
  private final DaemonProjects projects;
  private final ApiChecks api;
  private final DaemonChecks meant;
  private final Instant now;

  /// Asks everything that can be asked before it is known which projects there are.
  ///
  /// @param named the only one that is looked at
  ProjectChecks(Site site, Optional<String> named, Instant now) {
    this.now = now;
    projects = new DaemonProjects(site, named);
    api = new ApiChecks(projects.meant());
    meant = new DaemonChecks(projects.meant(), now);
  }

  /// Asks the rest, and waits for the answers.
  List<Finding> findings() {
    var known = projects.known();
    var asked = known.others().stream().map(one -> new DaemonChecks(one, now)).toList();
    var findings = new ArrayList<>(api.findings());
    findings.addAll(meant.findings(known.meant()));
    findings.addAll(known.findings());
    asked.forEach(one -> findings.addAll(one.briefly()));
    return findings;
  }
}
