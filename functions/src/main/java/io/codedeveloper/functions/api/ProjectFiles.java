package io.codedeveloper.functions.api;

import io.codedeveloper.daemon.Project;
import io.codedeveloper.file.FilePath;
import io.codedeveloper.file.Files;
import io.codedeveloper.platform.BlobStore;
import java.time.Clock;

/// Opens the files of a project.
record ProjectFiles(BlobStore blobs, Clock clock) {
  Files of(Project project) {
    return new Files(blobs, clock, project.id(), roadmap(project));
  }

  static FilePath roadmap(Project project) {
    return new FilePath(project.settings().roadmapPath());
  }
}
