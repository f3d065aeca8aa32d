package io.codedeveloper.cli.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;

/// The files of a release, laid out as in the checkout that they come from.
record KeptFiles(Target target, Release release) {
  private static final List<String> FOREIGN = List.of(".terraform", "terraform.tfstate.d");

  /// The release as the target of Terraform.
  Target asTarget() {
    return new Target(
        target.environment(),
        target.project(),
        target.location(),
        folder(),
        target.imageBase(),
        release.jobImage(),
        target.stateBucket());
  }

  boolean areThere() {
    return Files.isDirectory(Terraform.folder(asTarget()))
        && Files.isDirectory(asTarget().functions());
  }

  /// Copies them from the checkout, unless they are there.
  void keep() {
    if (areThere()) {
      return;
    }
    copy(target.functions(), asTarget().functions());
    copy(Terraform.folder(target), Terraform.folder(asTarget()));
  }

  void delete() {
    if (!Files.exists(folder())) {
      return;
    }
    try (var files = Files.walk(folder())) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private Path folder() {
    return target.kept().resolve(release.id());
  }

  private static void copy(Path from, Path to) {
    try (var files = Files.walk(from)) {
      for (var file : files.filter(one -> !isForeign(from.relativize(one))).toList()) {
        var copy = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static boolean isForeign(Path file) {
    return FOREIGN.contains(file.getName(0).toString())
        || file.toString().startsWith("terraform.tfstate");
  }
}
