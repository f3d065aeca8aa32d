package io.codedeveloper.job.iteration;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.codedeveloper.daemon.ProjectSettings;
import io.codedeveloper.file.FilePath;
import io.codedeveloper.file.Files;
import java.util.Optional;

/// What a user edits through the API while nothing is left to do.
final class Edits {
  static final String DONE = "### PRIORITY 1: Old\n**Status**: ✅ Complete\n";
  static final FilePath ROADMAP = new FilePath(ProjectSettings.DEFAULT_ROADMAP_PATH);

  final Files files;

  Edits(Harness harness) {
    var ports = harness.platform.ports();
    files = new Files(ports.blobs(), ports.clock(), Harness.PROJECT, ROADMAP);
  }

  void roadmap(String content) {
    write(ROADMAP, content);
  }

  void write(FilePath path, String content) {
    files.write(path, content.getBytes(UTF_8), "ann", Optional.empty());
  }
}
