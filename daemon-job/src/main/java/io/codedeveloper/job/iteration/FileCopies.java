package io.codedeveloper.job.iteration;

import io.codedeveloper.file.FilePath;
import io.codedeveloper.file.Files;
import io.codedeveloper.file.RepositoryFile;
import io.codedeveloper.file.RepositoryMirror;
import io.codedeveloper.job.git.CommitId;
import io.codedeveloper.job.git.RemoteRepository.TreeFile;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.platform.UserErrorException;
import java.util.Optional;

/// Lays copies of the repository's files where the API reads them. No work waits for them: what
/// cannot be copied now is by the next iteration.
final class FileCopies {
  private final Work work;
  private final CommitId head;

  FileCopies(Work work, CommitId head) {
    this.work = work;
    this.head = head;
  }

  void update() {
    var platform = work.services().platform();
    var project = work.project();
    var roadmap = new FilePath(project.settings().roadmapPath());
    var files = new Files(platform.blobs(), platform.clock(), project.id(), roadmap);
    try {
      new RepositoryMirror(platform.blobs(), project.id(), files, roadmap)
          .update(head.hex(), () -> work.remote().files(head), this::content, new ThisExecution());
    } catch (TransientException | UserErrorException left) {
      work.say(
          "the copies of the repository's files were not updated (%s); the next run does it"
              .formatted(left.getMessage()));
    }
  }

  private Optional<byte[]> content(RepositoryFile file) {
    return work.remote()
        .read(head, file.path())
        .map(TreeFile::content)
        .filter(content -> RepositoryMirror.mayBeRead(content, work.services().redactor()));
  }

  private final class ThisExecution implements RepositoryMirror.Execution {
    @Override
    public boolean isStopped() {
      return work.stop().requested();
    }

    @Override
    public void check() {
      work.checkFence();
    }
  }
}
