package io.codedeveloper.job.agent.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.testing.FaultRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A directory becomes a link out of the tree between the look at its path and the opening.
final class LinkRaceTest {
  private static final int ROUNDS = 2_000;

  @TempDir Path directory;
  private Path tree;
  private Path outside;

  @BeforeEach
  void makeTree() throws IOException {
    tree = Files.createDirectory(directory.resolve("tree"));
    outside = Files.createDirectory(directory.resolve("outside"));
    Files.writeString(outside.resolve("file"), "secret");
    Files.createDirectory(tree.resolve("real"));
    Files.writeString(tree.resolve("real/file"), "public");
    Files.createSymbolicLink(tree.resolve("link"), outside);
  }

  @Test
  @FaultRow("G10")
  void aPathThatWasCheckedIsOpenedWithoutAnyLink() throws Exception {
    var path = new WorkTreePath(tree.resolve("link/file"), "link/file");

    assertThat(attempt(() -> TextFile.read(path).map(TextFile::text).orElse("")))
        .isEqualTo("refused");
    assertThat(attempt(() -> write(path))).isEqualTo("refused");
    assertThat(outside.resolve("file")).hasContent("secret");
    assertThat(outside)
        .isDirectoryContaining("glob:**/file")
        .isDirectoryNotContaining("glob:**.tmp");
  }

  @Test
  @FaultRow("G10")
  void aDirectoryThatBecomesALinkInBetweenLeadsNowhere() throws Exception {
    var ended = new AtomicBoolean();
    var swapping = Thread.ofPlatform().start(() -> swap(ended));
    var read = 0;
    for (var round = 0; round < ROUNDS; round++) {
      var text =
          attempt(
              () -> TextFile.read(WorkTreePath.of(tree, "at/file")).map(TextFile::text).orElse(""));
      assertThat(text).isIn("public", "refused", "owned");
      read += text.equals("refused") ? 0 : 1;
      attempt(() -> write(WorkTreePath.of(tree, "at/file")));
    }
    ended.set(true);
    swapping.join();

    assertThat(read).as("the directory was there now and then").isPositive();
    assertThat(outside.resolve("file")).hasContent("secret");
    try (var files = Files.list(outside)) {
      assertThat(files).hasSize(1);
    }
  }

  private static String write(WorkTreePath path) {
    new TextFile("owned").write(path);
    return "written";
  }

  private static String attempt(java.util.function.Supplier<String> action) {
    try {
      return action.get();
    } catch (RefusedException | java.io.UncheckedIOException e) {
      return "refused";
    }
  }

  private void swap(AtomicBoolean ended) {
    var at = tree.resolve("at");
    try {
      while (!ended.get()) {
        Files.move(tree.resolve("real"), at);
        Files.move(at, tree.resolve("real"));
        Files.move(tree.resolve("link"), at);
        Files.move(at, tree.resolve("link"));
      }
    } catch (IOException e) {
      // The tools made a directory where the next one should go; the race is over.
    }
  }
}
