package io.codedeveloper.daemon;

import io.codedeveloper.project.ProjectId;

/// The caller's lease is not current any more: another execution may work now, so it must end
/// without any effect.
public final class StaleFenceException extends RuntimeException {
  private static final long serialVersionUID = 1;

  StaleFenceException(ProjectId project, long fence) {
    super(
        "the lease of project %s under fence %d is lost; this execution must end without any effect"
            .formatted(project, fence));
  }
}
