package io.codedeveloper.job.git;

import io.codedeveloper.platform.UserErrorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.RepositoryBuilder;

/// A remote that is a directory of this machine: bare, or somebody's checkout, whose files and
/// index stay untouched.
record LocalRemote(Path directory, Path gitDirectory) {
  /// Hooks by which a repository decides about a push.
  private static final List<String> GATES =
      List.of("pre-receive", "update", "reference-transaction");

  /// Finds the git directory.
  ///
  /// @throws UserErrorException when there is none
  static LocalRemote at(Path directory) {
    if (!Files.exists(directory)) {
      throw new UserErrorException(
          "The repository '%s' does not exist. Check the path.".formatted(directory));
    }
    var gitDirectory =
        gitDirectoryOf(directory)
            .orElseThrow(() ->
                new UserErrorException(
                    "'%s' is not a git repository. Name the directory that holds .git, or a bare repository."
                        .formatted(directory)));
    requireKnownFormat(directory, gitDirectory);
    return new LocalRemote(directory, gitDirectory);
  }

  /// Why nothing can be pushed to this branch, if so.
  Optional<String> refusal(String branch) {
    for (var gate : GATES) {
      var hook = gitDirectory.resolve("hooks").resolve(gate);
      if (Files.isExecutable(hook)) {
        return Optional.of(
            "%s decides about pushes in its hook '%s', and hooks are not run here; push through its server (https), or remove the hook"
                .formatted(directory, gate));
      }
    }
    return isCheckedOut(branch)
        ? Optional.of(
            "branch '%s' is checked out in %s, and a push would not change the files there; check out another branch"
                .formatted(branch, directory))
        : Optional.empty();
  }

  /// Whether the repository has a commit, on whatever branch.
  boolean has(ObjectId commit) throws IOException {
    try (var repository =
        new RepositoryBuilder()
            .setFS(new InertFileSystem())
            .setGitDir(gitDirectory.toFile())
            .build()) {
      return repository.getObjectDatabase().has(commit);
    }
  }

  /// @throws UserErrorException when this user may not write there
  void requireWritable() {
    for (var part : List.of("objects", "refs/heads")) {
      var place = gitDirectory.resolve(part);
      if (!Files.isWritable(place)) {
        throw new UserErrorException(
            "No rights to push to '%s': '%s' is not writable. Change its owner or mode, or use another repository."
                .formatted(directory, place));
      }
    }
  }

  private boolean isCheckedOut(String branch) {
    if (!gitDirectory.equals(directory) && names(gitDirectory.resolve("HEAD"), branch)) {
      return true;
    }
    var others = gitDirectory.resolve("worktrees");
    if (!Files.isDirectory(others)) {
      return false;
    }
    try (var trees = Files.list(others)) {
      return trees.anyMatch(tree -> names(tree.resolve("HEAD"), branch));
    } catch (IOException e) {
      throw unreadable(directory, e);
    }
  }

  private boolean names(Path head, String branch) {
    try {
      return Files.exists(head)
          && Files.readString(head).strip().equals("ref: refs/heads/" + branch);
    } catch (IOException e) {
      throw unreadable(directory, e);
    }
  }

  private static Optional<Path> gitDirectoryOf(Path directory) {
    var inside = directory.resolve(".git");
    if (isGitDirectory(inside)) {
      return Optional.of(inside);
    }
    if (Files.isRegularFile(inside)) {
      return linked(directory, inside);
    }
    return isGitDirectory(directory) ? Optional.of(directory) : Optional.empty();
  }

  /// A linked work tree or a submodule: `.git` is a file that says where; branches lie in the
  /// common directory.
  private static Optional<Path> linked(Path directory, Path file) {
    try {
      var text = Files.readString(file).strip();
      if (!text.startsWith("gitdir:")) {
        return Optional.empty();
      }
      var target = directory.resolve(text.substring("gitdir:".length()).strip()).normalize();
      var common = target.resolve("commondir");
      var shared =
          Files.exists(common)
              ? target.resolve(Files.readString(common).strip()).normalize()
              : target;
      return isGitDirectory(shared) ? Optional.of(shared) : Optional.empty();
    } catch (IOException e) {
      throw unreadable(directory, e);
    }
  }

  private static boolean isGitDirectory(Path directory) {
    return Files.isRegularFile(directory.resolve("HEAD"))
        && Files.isDirectory(directory.resolve("objects"))
        && Files.isDirectory(directory.resolve("refs"));
  }

  private static void requireKnownFormat(Path directory, Path gitDirectory) {
    try {
      var config = new Config();
      var file = gitDirectory.resolve("config");
      config.fromText(Files.exists(file) ? Files.readString(file) : "");
      var format = config.getString("extensions", null, "objectFormat");
      if (format != null && !format.equalsIgnoreCase("sha1")) {
        throw new UserErrorException(
            "'%s' uses the object format %s, which is not supported; use a repository with sha1."
                .formatted(directory, format));
      }
    } catch (IOException e) {
      throw unreadable(directory, e);
    } catch (ConfigInvalidException e) {
      throw new UserErrorException(
          "The file config of the repository '%s' is damaged: %s. Repair it."
              .formatted(directory, e.getMessage()),
          e);
    }
  }

  private static UserErrorException unreadable(Path directory, IOException e) {
    return new UserErrorException(
        "The repository '%s' cannot be read (%s). Check its rights.".formatted(directory, e), e);
  }
}
