package io.codedeveloper.job.sandbox;

import io.codedeveloper.job.sandbox.CommandSandbox.CommandRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a sandboxed command sees of the file system: an allow-list, everything else does not exist.
///
/// @param hidden directories and files that stay out of sight even inside something that is shown
/// @param temporaryBytes size of the temporary directories; 0 where bubblewrap cannot limit it
/// @param passages whether the user that looks is not the one that made the directories around
record FileView(Toolbox toolbox, List<Path> hidden, long temporaryBytes, boolean passages) {
  /// HOME where the request names none.
  static final Path HOME = Path.of("/home/developer");

  static final Path TEMPORARY = Path.of("/tmp");

  /// For shared memory between the processes of a command: databases and browsers use it.
  private static final long SHARED_BYTES = 256L << 20;

  private static final List<String> SYSTEM =
      List.of("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32", "/opt", "/nix/store");

  // What programs need to find libraries, certificates and each other; nothing that may hold a
  // password.
  private static final List<String> CONFIGURATION =
      List.of(
          "alternatives",
          "ca-certificates",
          "ca-certificates.conf",
          "fonts",
          "gai.conf",
          "host.conf",
          "java",
          "ld.so.cache",
          "ld.so.conf",
          "ld.so.conf.d",
          "localtime",
          "maven",
          "mime.types",
          "nsswitch.conf",
          "pki/ca-trust",
          "pki/tls/certs",
          "protocols",
          "services",
          "ssl/certs",
          "ssl/openssl.cnf",
          "timezone");

  /// Parents before what lies in them.
  ///
  /// @param scratch holds the small files that are made up for the command
  List<Mount> mounts(CommandRequest request, ScratchDirectory scratch, WayToRegistries way) {
    List<Mount> mounts = new ArrayList<>();
    SYSTEM.forEach(path -> addSystem(mounts, Path.of(path)));
    addConfiguration(mounts, request, scratch);
    mounts.add(new Mount.Processes(Path.of("/proc")));
    mounts.add(new Mount.Devices(Path.of("/dev")));
    mounts.add(new Mount.Scratch(Path.of("/dev/shm"), Math.min(temporaryBytes, SHARED_BYTES)));
    mounts.add(new Mount.Scratch(TEMPORARY, temporaryBytes));
    mounts.add(new Mount.Link("../tmp", Path.of("/var/tmp")));
    mounts.add(new Mount.Scratch(HOME, temporaryBytes));
    way.mount().ifPresent(mounts::add);
    mounts.add(new Mount.ReadOnly(toolbox.javaHome()));
    toolbox.readable().forEach(path -> mounts.add(new Mount.ReadOnly(path)));
    addMasks(mounts, request);
    request.readable().stream()
        .filter(path -> staysWhereItSeems(path, request.writable()))
        .forEach(path -> mounts.add(new Mount.ReadOnly(path)));
    request.writable().stream()
        .filter(path -> liesInNone(path, request.writable()))
        .forEach(path -> mounts.add(new Mount.Writable(path)));
    if (passages) {
      addPassages(mounts);
    }
    mounts.sort(Comparator.comparingInt(mount -> mount.destination().getNameCount()));
    return mounts;
  }

  /// What lies around a shown directory in memory; where a directory of the machine lies around it,
  /// all is there.
  private static void addPassages(List<Mount> mounts) {
    Map<Path, Mount> shown = new HashMap<>();
    mounts.forEach(mount -> shown.put(mount.destination(), mount));
    Set<Path> passages = new LinkedHashSet<>();
    for (Path path : shown.keySet()) {
      List<Path> around = new ArrayList<>();
      Path above = path.getParent();
      while (above != null && above.getNameCount() > 0 && !shown.containsKey(above)) {
        around.add(above);
        above = above.getParent();
      }
      boolean inMemory =
          above == null
              || above.getNameCount() == 0
              || shown.get(above) instanceof Mount.Empty
              || shown.get(above) instanceof Mount.Scratch;
      if (inMemory) {
        passages.addAll(around);
      }
    }
    passages.forEach(path -> mounts.add(new Mount.Passage(path)));
  }

  private static void addSystem(List<Mount> mounts, Path path) {
    if (Files.isSymbolicLink(path)) {
      try {
        mounts.add(new Mount.Link(Files.readSymbolicLink(path).toString(), path));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    } else {
      mounts.add(new Mount.ReadOnly(path));
    }
  }

  private void addConfiguration(
      List<Mount> mounts, CommandRequest request, ScratchDirectory scratch) {
    Path etc = Path.of("/etc");
    CONFIGURATION.forEach(name -> mounts.add(new Mount.ReadOnly(etc.resolve(name))));
    String hosts = "127.0.0.1 localhost\n::1 localhost\n";
    mounts.add(new Mount.ReadOnly(scratch.file("hosts", hosts), etc.resolve("hosts")));
    String home = request.environment().getOrDefault("HOME", HOME.toString());
    String id = Integer.toString(BubblewrapFeatures.SEEN_USER);
    String user = "developer:x:" + id + ":" + id + "::" + home + ":/bin/sh\n";
    String root = "root:x:0:0::" + home + ":/bin/sh\n";
    mounts.add(new Mount.ReadOnly(scratch.file("passwd", root + user), etc.resolve("passwd")));
    String groups = "root:x:0:\ndeveloper:x:" + id + ":\n";
    mounts.add(new Mount.ReadOnly(scratch.file("group", groups), etc.resolve("group")));
  }

  /// Only where a shown directory contains it is there anything to mask.
  private void addMasks(List<Mount> mounts, CommandRequest request) {
    List<Path> shown = new ArrayList<>(request.writable());
    shown.addAll(request.readable());
    mounts.forEach(mount -> shown.add(mount.destination()));
    for (Path path : hidden) {
      boolean inSight =
          shown.stream().anyMatch(around -> path.startsWith(around) && !path.equals(around));
      if (inSight && Files.isDirectory(path)) {
        mounts.add(new Mount.Empty(path, 0));
      } else if (inSight && Files.exists(path)) {
        mounts.add(new Mount.ReadOnly(Path.of("/dev/null"), path));
      }
    }
  }

  private static boolean liesInNone(Path path, List<Path> directories) {
    return directories.stream()
        .noneMatch(around -> path.startsWith(around) && !path.equals(around));
  }

  /// A command may have put a symbolic link to a secret where a readable directory was.
  private static boolean staysWhereItSeems(Path path, List<Path> writable) {
    try {
      for (Path around : writable) {
        if (path.startsWith(around) && !path.toRealPath().startsWith(around.toRealPath())) {
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      return false; // It does not exist.
    }
  }
}
