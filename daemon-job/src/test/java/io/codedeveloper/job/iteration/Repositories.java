package io.codedeveloper.job.iteration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Repositories for tests, made by git itself.
public final class Repositories {
  private static final String BARE = "remote.git";
  private static final Map<Map<String, String>, StoredFiles> KEPT = new ConcurrentHashMap<>();

  private Repositories() {}

  /// A bare repository whose branch `main` holds these files, made by git the first time that it is
  /// wanted in this process, and written as it was from then on: git needs a dozen processes.
  public static Path bare(Path directory, Map<String, String> files) {
    var known = Map.copyOf(files);
    var kept = KEPT.get(known);
    if (kept == null) {
      make(directory, files);
      KEPT.put(known, StoredFiles.of(directory.resolve(BARE)));
    } else {
      kept.write(directory.resolve(BARE));
    }
    return directory.resolve(BARE);
  }

  private static void make(Path directory, Map<String, String> files) {
    var bare = directory.resolve(BARE);
    var seed = directory.resolve("seed");
    files.forEach((path, content) -> write(seed.resolve(path), content));
    git(directory, "init", "-q", "--bare", "-b", "main", bare.toString());
    git(seed, "init", "-q", "-b", "main");
    git(seed, "add", "-A");
    commit(seed, "Begin");
    git(seed, "push", "-q", bare.toString(), "main");
  }

  /// Somebody commits a file to a branch.
  static void somebodyCommits(Path bare, Path clone, String branch, String path, String content) {
    git(clone.getParent(), "clone", "-q", "-b", branch, bare.toString(), clone.toString());
    write(clone.resolve(path), content);
    git(clone, "add", "-A");
    commit(clone, "By hand");
    git(clone, "push", "-q", "origin", branch);
  }

  static void write(Path file, String content) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void commit(Path tree, String message) {
    git(
        tree,
        "-c",
        "user.name=Somebody",
        "-c",
        "user.email=somebody@example.org",
        "commit",
        "-qm",
        message);
  }

  /// Runs git and returns what it prints; it must succeed.
  public static String git(Path directory, String... arguments) {
    var command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    try {
      var builder = new ProcessBuilder(command).directory(directory.toFile());
      builder.redirectErrorStream(true).environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
      var process = builder.start();
      process.getOutputStream().close();
      var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(command + "\n" + output).isZero();
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
