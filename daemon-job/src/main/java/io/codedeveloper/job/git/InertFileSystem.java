package io.codedeveloper.job.git;

import java.io.File;
import java.io.OutputStream;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.FS_POSIX;
import org.eclipse.jgit.util.ProcessResult;
import org.jspecify.annotations.Nullable;

/// A file system from which JGit can start no program: no hook, no filter, no git.
final class InertFileSystem extends FS_POSIX {
  InertFileSystem() {
    super();
  }

  private InertFileSystem(FS source) {
    super(source);
  }

  @Override
  public FS newInstance() {
    return new InertFileSystem(this);
  }

  @Override
  public @Nullable File findHook(Repository repository, String hookName) {
    return null;
  }

  @Override
  public ProcessResult runHookIfPresent(
      Repository repository,
      String hookName,
      String[] arguments,
      OutputStream output,
      OutputStream error,
      @Nullable String input) {
    return new ProcessResult(ProcessResult.Status.NOT_PRESENT);
  }

  @Override
  public ProcessBuilder runInShell(String command, String[] arguments) {
    throw new IllegalStateException("no program may be started for a repository: " + command);
  }

  @Override
  protected @Nullable File discoverGitExe() {
    return null;
  }

  @Override
  protected @Nullable File discoverGitSystemConfig() {
    return null;
  }
}
