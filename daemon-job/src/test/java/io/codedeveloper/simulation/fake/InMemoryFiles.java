package io.codedeveloper.simulation.fake;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.nio.file.FileSystem;

/// A file system in memory, as a machine has one.
public final class InMemoryFiles {
  private static final Configuration LINUX =
      Configuration.unix().toBuilder()
          .setAttributeViews("basic", "owner", "posix")
          .setBlockSize(512)
          .build();

  private InMemoryFiles() {}

  /// An empty one; close it when its machine is gone.
  public static FileSystem open() {
    return Jimfs.newFileSystem(LINUX);
  }
}
