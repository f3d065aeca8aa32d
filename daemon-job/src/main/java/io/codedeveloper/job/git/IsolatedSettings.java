package io.codedeveloper.job.git;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.eclipse.jgit.util.time.MonotonicSystemClock;
import org.jspecify.annotations.Nullable;

/// Keeps JGit away from the settings of the machine and its user: no file of theirs is read or
/// written, and no environment variable counts, so that nobody's hook path, filter, credential
/// helper or URL rewriting applies.
final class IsolatedSettings extends SystemReader {
  private final SystemReader machine;

  private IsolatedSettings(SystemReader machine) {
    this.machine = machine;
    setPlatformChecker();
  }

  /// Takes effect for the whole process; calling it again changes nothing.
  static synchronized void install() {
    var present = SystemReader.getInstance();
    if (!(present instanceof IsolatedSettings)) {
      SystemReader.setInstance(new IsolatedSettings(present));
    }
  }

  @Override
  public String getHostname() {
    return "localhost";
  }

  @Override
  public @Nullable String getenv(String variable) {
    return null;
  }

  @Override
  public @Nullable String getProperty(String key) {
    return key.equals("user.name") ? "code-developer" : machine.getProperty(key);
  }

  @Override
  public FileBasedConfig openUserConfig(@Nullable Config parent, FS fileSystem) {
    return new FixedConfig(parent, fileSystem);
  }

  @Override
  public FileBasedConfig openSystemConfig(@Nullable Config parent, FS fileSystem) {
    return new FixedConfig(parent, fileSystem);
  }

  @Override
  public FileBasedConfig openJGitConfig(@Nullable Config parent, FS fileSystem) {
    return new FixedConfig(parent, fileSystem);
  }

  @Override
  public @Nullable Path getXdgConfigDirectory(FS fileSystem) {
    return null;
  }

  @Override
  @SuppressWarnings("deprecation") // abstract: JGit still asks for it
  public long getCurrentTime() {
    return machine.getCurrentTime();
  }

  @Override
  public org.eclipse.jgit.util.time.MonotonicClock getClock() {
    return new MonotonicSystemClock();
  }

  @Override
  @SuppressWarnings("deprecation") // abstract in the superclass
  public int getTimezone(long when) {
    return 0;
  }

  /// Settings that no file backs.
  private static final class FixedConfig extends FileBasedConfig {
    FixedConfig(@Nullable Config parent, FS fileSystem) {
      super(parent, new File("none"), fileSystem);
      // Tidying up would touch somebody else's repository, which JGit itself serves when it is a
      // directory here,
      // and could drop commits of ours that no branch names yet.
      setBoolean("receive", null, "autogc", false);
      setInt("gc", null, "auto", 0);
      setInt("gc", null, "autoPackLimit", 0);
      setBoolean("gc", null, "autoDetach", false);
      // Nor does a directory's content need to be packed tightly on its way to another one.
      setBoolean("pack", null, "deltaCompression", false);
      setInt("pack", null, "compression", 1);
      // A commit that is no longer a branch's head may be asked for.
      setBoolean("uploadpack", null, "allowAnySHA1InWant", true);
    }

    /// The resolution of file times is stated, else JGit measures it by writing files where it
    /// reads.
    @Override
    public long getTimeUnit(
        String section, @Nullable String subsection, String name, long otherwise, TimeUnit unit) {
      return section.equals("filesystem")
          ? unit.convert(2, TimeUnit.SECONDS)
          : super.getTimeUnit(section, subsection, name, otherwise, unit);
    }

    @Override
    public void load() throws IOException {}

    @Override
    public void save() throws IOException {}

    @Override
    public boolean isOutdated() {
      return false;
    }
  }
}
