package io.codedeveloper.cli.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The machine that builds what is deployed.
///
/// @param kind as `uname -s -m` tells it: the system, and the kind of its processors; empty where
///   it tells nothing
/// @param gcloud the program, where it is installed
record BuildMachine(Optional<String> kind, Optional<Path> gcloud) {
  static final List<String> QUESTION = List.of("uname", "-s", "-m");

  private static final String WANTED = "Linux x86_64";

  private static final int JAR_BELOW = 2;

  /// Why it cannot build what is deployed, a sentence each.
  List<String> problems() {
    var problems = new ArrayList<String>();
    if (!kind.orElse(WANTED).equals(WANTED)) {
      problems.add(
          "this machine is '%s', and images get the JVM of the machine that builds them; run this on one that is '%s', or let a pipeline deploy (docs/how-to/deliver.md)"
              .formatted(kind.orElse(""), WANTED));
    }
    if (gcloud.isPresent() && !hasEmulator(gcloud.get())) {
      problems.add(
          "Google's emulator of Firestore is not installed, and the build starts the functions against it; run: gcloud components install cloud-firestore-emulator (with Debian's packages: apt-get install google-cloud-cli-firestore-emulator)");
    }
    return problems;
  }

  /// The build looks there, too: below the folder whose `bin` has gcloud.
  private static boolean hasEmulator(Path gcloud) {
    try {
      var root = gcloud.toRealPath().resolve("../..").normalize();
      var folder = root.resolve("platform/cloud-firestore-emulator");
      if (!Files.isDirectory(folder)) {
        return false;
      }
      try (var files = Files.walk(folder, JAR_BELOW)) {
        return files.anyMatch(file -> file.toString().endsWith(".jar"));
      }
    } catch (IOException unreadable) {
      return false;
    }
  }
}
