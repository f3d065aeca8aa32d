package io.codedeveloper.job.sandbox;

import java.nio.file.Path;
import java.util.List;

/// One place in the file system that a sandboxed command sees.
sealed interface Mount {
  Path destination();

  /// For the command line of bubblewrap.
  List<String> arguments();

  /// Whether commands may write there.
  default boolean isWritable() {
    return false;
  }

  /// A file or directory of the machine that can be read; nothing where it does not exist.
  record ReadOnly(Path source, Path destination) implements Mount {
    ReadOnly(Path path) {
      this(path, path);
    }

    @Override
    public List<String> arguments() {
      return List.of("--ro-bind-try", source.toString(), destination.toString());
    }
  }

  /// A directory of the machine that can be written.
  record Writable(Path destination) implements Mount {
    @Override
    public List<String> arguments() {
      return List.of("--bind", destination.toString(), destination.toString());
    }

    @Override
    public boolean isWritable() {
      return true;
    }
  }

  /// An empty directory in memory that can be written.
  ///
  /// @param bytes how much it takes; 0 leaves that to the kernel
  record Scratch(Path destination, long bytes) implements Mount {
    @Override
    public List<String> arguments() {
      return new Empty(destination, bytes).arguments();
    }

    @Override
    public boolean isWritable() {
      return true;
    }
  }

  /// A directory in memory around others, which every user can pass.
  record Passage(Path destination) implements Mount {
    @Override
    public List<String> arguments() {
      return List.of("--perms", "0755", "--dir", destination.toString());
    }
  }

  /// An empty directory in memory.
  ///
  /// @param bytes how much it takes; 0 leaves that to the kernel
  record Empty(Path destination, long bytes) implements Mount {
    @Override
    public List<String> arguments() {
      return bytes == 0
          ? List.of("--tmpfs", destination.toString())
          : List.of("--size", Long.toString(bytes), "--tmpfs", destination.toString());
    }
  }

  /// A symbolic link.
  record Link(String target, Path destination) implements Mount {
    @Override
    public List<String> arguments() {
      return List.of("--symlink", target, destination.toString());
    }
  }

  /// The command's own processes.
  record Processes(Path destination) implements Mount {
    @Override
    public List<String> arguments() {
      return List.of("--proc", destination.toString());
    }
  }

  /// The harmless devices: null, zero, full, random, urandom, tty.
  record Devices(Path destination) implements Mount {
    @Override
    public List<String> arguments() {
      return List.of("--dev", destination.toString());
    }
  }
}
