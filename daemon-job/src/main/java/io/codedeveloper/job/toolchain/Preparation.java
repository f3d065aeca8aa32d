package io.codedeveloper.job.toolchain;

import io.codedeveloper.job.sandbox.CommandSandbox;
import io.codedeveloper.job.sandbox.CommandSandbox.CommandRequest;
import io.codedeveloper.job.sandbox.CommandSandbox.CommandResult;
import io.codedeveloper.job.sandbox.CommandSandbox.Ending;
import io.codedeveloper.job.sandbox.CommandSandbox.Network;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/// Runs a repository's setup: once for the same lock files, with package registries in reach,
/// without any secret.
///
/// Setup runs in the work tree with a HOME of its own. That HOME is kept, keyed by setup command
/// and lock files, and later commands only read it. Where setup leaves files in the work tree too
/// (`node_modules`), it runs again in each fresh work tree, with the HOME of the first time.
public final class Preparation {
  /// Holds the key of the lock files that the work tree was prepared for.
  private static final String PREPARED = "prepared";

  private final CommandSandbox sandbox;
  private final Path caches;

  /// @param caches of this repository; kept between iterations
  public Preparation(CommandSandbox sandbox, Path caches) {
    this.sandbox = sandbox;
    this.caches = caches.toAbsolutePath().normalize();
  }

  /// Who wrote the lock files.
  public enum Origin {
    /// The base commit: what setup fetches serves later iterations too.
    REPOSITORY,
    /// The agent may have changed them: what setup fetches serves this work tree only.
    AGENT
  }

  /// How the preparation ended.
  public sealed interface Result {
    /// @param note what was done; for people
    record Ready(Workplace workplace, String note) implements Result {}

    /// @param why one sentence for people
    /// @param output of setup, head and tail
    record Failed(String why, String output) implements Result {}

    /// It was asked to stop.
    record Stopped() implements Result {}
  }

  /// Makes a work tree ready for offline commands; cheap when it is ready already.
  ///
  /// @param state a directory outside the work tree that is kept and deleted together with it
  public Result prepare(
      Toolchain.Found toolchain,
      Path tree,
      Path state,
      Origin origin,
      Duration timeout,
      BooleanSupplier stop) {
    Path place = directory(state.toAbsolutePath().normalize());
    if (toolchain.setup().isEmpty()) {
      Path home = directory(place.resolve("home"));
      return new Result.Ready(
          new Workplace(tree, home, List.of(), toolchain.environment()), "no setup needed");
    }
    String key = LockFiles.key(tree, toolchain.setup());
    SetupCache shared = new SetupCache(caches.resolve(key));
    SetupCache own = new SetupCache(place.resolve("cache-" + key));
    boolean treeIsReady =
        !toolchain.filesInTree() || TreeFiles.text(place, PREPARED).orElse("").equals(key);
    for (SetupCache cache : List.of(shared, own)) {
      if (treeIsReady && cache.isComplete()) {
        return ready(toolchain, tree, place, cache, "setup was done before for these lock files");
      }
    }
    SetupCache cache = origin == Origin.REPOSITORY ? shared : own;
    CommandResult result = run(toolchain, tree, cache, timeout, stop);
    if (result.ending() == Ending.STOPPED) {
      return new Result.Stopped();
    }
    if (!result.succeeded()) {
      return new Result.Failed(failure(toolchain, result, timeout), result.output());
    }
    cache.complete();
    write(place.resolve(PREPARED), key);
    if (origin == Origin.REPOSITORY) {
      cache.prune();
    }
    return ready(toolchain, tree, place, cache, note(result));
  }

  private CommandResult run(
      Toolchain.Found toolchain,
      Path tree,
      SetupCache cache,
      Duration timeout,
      BooleanSupplier stop) {
    if (!cache.isComplete()) {
      cache.begin();
    }
    Map<String, String> environment = new HashMap<>(toolchain.environment());
    environment.put("HOME", cache.home().toString());
    return sandbox.run(
        new CommandRequest(
            toolchain.setup(),
            tree,
            List.of(tree, cache.home()),
            List.of(),
            environment,
            Network.REGISTRIES,
            timeout,
            stop));
  }

  /// Each cache has a HOME of its own beside it: commands have written to the earlier one, whatever
  /// they liked.
  private static Result ready(
      Toolchain.Found toolchain, Path tree, Path place, SetupCache cache, String note) {
    Path home = place.resolve("home-" + cache.directory().getFileName());
    if (!Files.exists(home)) {
      LinkedHome.link(cache.home(), home);
    }
    return new Result.Ready(
        new Workplace(tree, home, List.of(cache.home()), toolchain.environment()), note);
  }

  private static String failure(Toolchain.Found toolchain, CommandResult result, Duration timeout) {
    String how =
        switch (result.ending()) {
          case TIMED_OUT -> "did not end within " + Durations.words(timeout);
          case EXCEEDED -> "was ended, it used too much";
          case EXITED, STOPPED -> "failed with exit code " + result.exitCode();
        };
    return with(result.remarks(), "the setup command '" + toolchain.setup() + "' " + how);
  }

  private static String note(CommandResult result) {
    return with(result.remarks(), "setup took " + Durations.words(result.took()));
  }

  private static String with(List<String> remarks, String sentence) {
    return remarks.isEmpty() ? sentence : sentence + "; " + String.join("; ", remarks);
  }

  private static Path directory(Path path) {
    try {
      return Files.createDirectories(path);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make " + path, e);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }
}
