package io.codedeveloper.job.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The git of this machine, in one directory and without anybody's settings.
public record NativeGit(Path directory) {
  /// Makes a repository with a working tree on the branch main.
  public static NativeGit init(Path directory) throws IOException {
    Files.createDirectories(directory);
    var git = new NativeGit(directory);
    git.run("init", "-q", "-b", "main");
    return git;
  }

  /// Makes a bare repository with the branch main and these files.
  public static NativeGit bare(Path directory, Map<String, String> files) throws IOException {
    var seed = init(directory.resolveSibling(directory.getFileName() + "-seed"));
    seed.commitFiles("Start", files);
    new NativeGit(directory.getParent())
        .run("clone", "-q", "--bare", seed.directory().toString(), directory.toString());
    return new NativeGit(directory);
  }

  /// Writes files and commits everything.
  public String commitFiles(String message, Map<String, String> files) throws IOException {
    for (var file : files.entrySet()) {
      var path = directory.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    run("add", "-A", "-f");
    run("commit", "-q", "--allow-empty", "-m", message);
    return run("rev-parse", "HEAD");
  }

  /// Runs git and returns what it printed, without the last line end.
  public String run(String... arguments) {
    var command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    return program(directory, command);
  }

  private static String program(Path directory, List<String> command) {
    try {
      var builder = new ProcessBuilder(command).directory(directory.toFile());
      builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
      builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
      builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
      for (var who : List.of("AUTHOR", "COMMITTER")) {
        builder.environment().put("GIT_" + who + "_NAME", "Ada");
        builder.environment().put("GIT_" + who + "_EMAIL", "ada@example.org");
        builder.environment().put("GIT_" + who + "_DATE", "2026-01-02T03:04:05Z");
      }
      var process = builder.redirectErrorStream(true).start();
      var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as("%s: %s", command, output).isZero();
      return output.stripTrailing();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
