package io.codedeveloper.cli.deploy;

import io.codedeveloper.platform.UserErrorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/// The files of a release, laid out as in the checkout that they come from. Their folder gets its
/// name when all of them are in it, and loses it before the first of them is deleted: half a copy
/// is none.
record KeptFiles(Target target, Release release) {
  private static final List<String> FOREIGN = List.of(".terraform", "terraform.tfstate.d");

  /// The release as the target of Terraform.
  Target asTarget() {
    return in(folder());
  }

  private Target in(Path checkout) {
    return new Target(
        target.environment(),
        target.project(),
        target.location(),
        checkout,
        target.imageBase(),
        release.jobImage(),
        target.stateBucket());
  }

  boolean areThere() {
    return Files.isDirectory(Terraform.folder(asTarget()))
        && Files.isDirectory(asTarget().functions());
  }

  /// Copies them from the checkout, unless they are there.
  ///
  /// @throws UserErrorException when they cannot be copied
  void keep() {
    if (areThere()) {
      return;
    }
    var copies = beside("copying");
    try {
      deleteAll(copies);
      delete();
      copy(target.functions(), in(copies).functions());
      copy(Terraform.folder(target), Terraform.folder(in(copies)));
      Durable.move(copies, folder());
    } catch (IOException failure) {
      throw unusable("cannot be kept", failure);
    }
  }

  /// @throws UserErrorException when they cannot be deleted
  void delete() {
    var gone = beside("deleting");
    try {
      deleteAll(gone);
      if (Files.exists(folder())) {
        Durable.move(folder(), gone);
        deleteAll(gone);
      }
    } catch (IOException failure) {
      throw unusable("cannot be deleted", failure);
    }
  }

  private UserErrorException unusable(String what, IOException failure) {
    return new UserErrorException(
        "the files of version %s %s in %s (%s); correct that, and run the same command again"
            .formatted(release.version(), what, target.kept(), failure),
        failure);
  }

  private static void deleteAll(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private Path folder() {
    return target.kept().resolve(release.id());
  }

  /// Where they are while there are not all of them.
  private Path beside(String why) {
    return target.kept().resolve(".%s.%s".formatted(release.id(), why));
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      for (var file : files.filter(one -> !isForeign(from.relativize(one))).toList()) {
        var copy = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy);
        }
      }
    }
  }

  private static boolean isForeign(Path file) {
    return FOREIGN.contains(file.getName(0).toString())
        || file.toString().startsWith("terraform.tfstate");
  }
}
