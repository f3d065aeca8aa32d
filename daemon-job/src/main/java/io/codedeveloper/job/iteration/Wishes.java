package io.codedeveloper.job.iteration;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.codedeveloper.file.FilePath;
import io.codedeveloper.file.Files;
import io.codedeveloper.file.StoredFile;
import io.codedeveloper.job.git.CommitId;
import io.codedeveloper.job.git.RemoteRepository.TreeFile;
import io.codedeveloper.roadmap.Priority;
import io.codedeveloper.roadmap.Roadmap;
import java.util.Optional;

/// What the user wants by now of a priority that is worked on. The user always wins.
final class Wishes {
  private Wishes() {}

  /// The roadmap as the user last left it: an edit that the repository does not have yet counts
  /// already, and where it is in conflict with the repository, its own side does.
  static Roadmap newest(Work work, CommitId head) {
    var path = work.project().settings().roadmapPath();
    var platform = work.services().platform();
    var roadmap = new FilePath(path);
    var files = new Files(platform.blobs(), platform.clock(), work.project().id(), roadmap);
    return files
        .read(roadmap)
        .filter(StoredFile::pending)
        .map(edit -> edit.edited().getBytes(UTF_8))
        .map(wanted -> Optional.of(new TreeFile(work.roadmapPath(), wanted)))
        .map(edit -> work.roadmaps().read(edit, path))
        .orElseGet(() -> work.roadmaps().read(work.remote().read(head, path), path));
  }

  /// Why the work is not to go on; empty when it is. A changed text is noted: the work was made
  /// from the earlier one.
  static Optional<String> against(Work work, Priority begun, Roadmap newest) {
    var now = newest.byKey(begun.key());
    if (now.filter(one -> !one.textHash().equals(begun.textHash())).isPresent()) {
      work.note(
          "The priority's text was changed in the roadmap after this work had begun, which was made"
              + " from the earlier text.");
    }
    return now.isEmpty()
        ? Optional.of(begun.name() + " is not in the roadmap any more")
        : statusAgainst(begun, now.get());
  }

  private static Optional<String> statusAgainst(Priority begun, Priority now) {
    return switch (now.status()) {
      case PLANNED, IN_PROGRESS -> Optional.empty();
      case COMPLETE, BLOCKED, MANUAL_REVIEW, OTHER ->
          now.status() == begun.status()
              ? Optional.empty()
              : Optional.of(
                  "the roadmap says “%s” about %s now".formatted(now.statusText(), begun.name()));
    };
  }
}
