package io.codedeveloper.job.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codedeveloper.platform.TransientException;
import io.codedeveloper.testing.FaultRow;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Another process holds the cache of a repository, as one does that was frozen within a fetch.
@Timeout(60)
final class HeldCacheIT {
  private static final Duration SHORT = Duration.ofMillis(100);
  private static final Duration LONG = Duration.ofSeconds(50);

  @TempDir Path directory;
  private Path caches;
  private NativeGit bare;
  private CommitId head;
  private Process holder;

  @BeforeEach
  void somebodyHoldsTheCache() throws IOException {
    caches = directory.resolve("caches");
    bare = NativeGit.bare(directory.resolve("origin.git"), Map.of("README.md", "Hello\n"));
    try (var first = open(SHORT)) {
      head = first.fetch("main");
    }
    holder = hold(lockFiles().getFirst());
  }

  @AfterEach
  void end() {
    holder.destroyForcibly();
  }

  @Test
  @FaultRow({"X7", "L2"})
  void processThatStandsStillIsNotWaitedForWithoutEnd() throws IOException {
    try (var second = open(SHORT)) {
      assertThat(second.fetch("main")).isEqualTo(head);
      assertThat(second.remark().orElseThrow()).contains("a copy of its own");
    }
    assertThat(lockFiles()).hasSize(2);
  }

  @Test
  void processThatLetsGoInTimeIsWaitedFor() throws Exception {
    var waiting = CompletableFuture.supplyAsync(() -> open(LONG));

    holder.getOutputStream().close();

    try (var second = waiting.get(LONG.toSeconds(), TimeUnit.SECONDS)) {
      assertThat(second.remark()).isEmpty();
      assertThat(second.fetch("main")).isEqualTo(head);
    }
  }

  @Test
  @FaultRow("X7")
  void whoFindsItsOwnCacheHeldLaterTriesAgainLater() throws IOException {
    try (var second = open(SHORT)) {
      var copy = lockFiles().stream().filter(file -> file.toString().contains("-2.")).toList();
      var other = hold(copy.getFirst());
      try {
        assertThatThrownBy(() -> second.fetch("main"))
            .isInstanceOf(TransientException.class)
            .hasMessageContaining("another process holds the cache");
      } finally {
        other.destroyForcibly();
      }
    }
  }

  private JGitRemoteRepository open(Duration others) {
    var usual = NetworkLimits.usual();
    return JGitRemoteRepository.open(
        RemoteUrl.parse(bare.directory().toString()),
        caches,
        AccessToken.none(),
        new NetworkLimits(usual.silence(), usual.whole(), others),
        Clock.fixed(Remotes.NOW, ZoneOffset.UTC));
  }

  private List<Path> lockFiles() throws IOException {
    try (var files = Files.list(caches)) {
      return files.filter(file -> file.toString().endsWith(".lock")).sorted().toList();
    }
  }

  private static Process hold(Path file) throws IOException {
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                file.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(process.inputReader().readLine()).isEqualTo("held");
    return process;
  }

  /// Holds the lock on a file until its input ends.
  static final class Holder {
    private Holder() {}

    public static void main(String[] arguments) throws IOException {
      try (var channel = FileChannel.open(Path.of(arguments[0]), StandardOpenOption.WRITE)) {
        System.out.println(channel.lock().isValid() ? "held" : "not held");
        System.in.read();
      }
    }
  }
}
