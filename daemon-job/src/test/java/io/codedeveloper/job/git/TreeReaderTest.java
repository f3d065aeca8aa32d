package io.codedeveloper.job.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codedeveloper.platform.UserErrorException;
import io.codedeveloper.testing.FaultRow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TreeReaderTest {
  @TempDir Path temporary;
  private JGitRemoteRepository remote;
  private CommitId head;

  @BeforeEach
  void open() throws IOException {
    var git = NativeGit.init(temporary.resolve("seed"));
    link(git, "ROADMAP.md", "docs/current/ROADMAP.md");
    link(git, "docs/current", "v2");
    link(git, "docs/v2/up", "../../README.md");
    link(git, "absolute", "/etc/passwd");
    link(git, "out", "docs/../../outside");
    link(git, "loop", "pool");
    link(git, "pool", "loop");
    link(git, "dangling", "nowhere");
    git.run("update-index", "--add", "--cacheinfo", "160000," + "1".repeat(40) + ",module");
    var target = Files.writeString(temporary.resolve("target"), "a".repeat(5000));
    var id = git.run("hash-object", "-w", target.toString());
    git.run("update-index", "--add", "--cacheinfo", "120000," + id + ",long");
    git.run("commit", "-q", "-m", "Module");
    var pointer =
        "version https://git-lfs.github.com/spec/v1\noid sha256:" + "a".repeat(64) + "\nsize 5\n";
    Files.writeString(git.directory().resolve("README.md"), "Hello\n");
    Files.writeString(git.directory().resolve("big.bin"), pointer);
    Files.createDirectories(git.directory().resolve("docs/v2"));
    Files.writeString(git.directory().resolve("docs/v2/ROADMAP.md"), "# Roadmap\n");
    git.run("add", "README.md", "big.bin", "docs", "ROADMAP.md", "absolute", "out", "loop", "pool");
    git.run("add", "dangling");
    git.run("commit", "-q", "-m", "Files");
    remote = Remotes.open(git.directory(), temporary.resolve("caches"));
    head = remote.fetch("main");
  }

  @AfterEach
  void close() {
    remote.close();
  }

  @ParameterizedTest
  @CsvSource({
    "README.md, README.md, Hello",
    "./README.md, README.md, Hello",
    "ROADMAP.md, docs/v2/ROADMAP.md, # Roadmap",
    "docs/current/up, README.md, Hello"
  })
  void filesAreReadThroughLinksInsideTheTree(String path, String real, String content) {
    var file = remote.read(head, path).orElseThrow();
    assertThat(file.path()).isEqualTo(real);
    assertThat(new String(file.content(), StandardCharsets.UTF_8)).isEqualTo(content + "\n");
  }

  @ParameterizedTest
  @FaultRow("R9")
  @CsvSource({
    "absolute, leads out of the repository",
    "out, leads out of the repository",
    "../x, leads out of the repository",
    "loop, round in a circle",
    "docs, is a directory",
    "module, is a submodule",
    "long, 5000 bytes",
    "big.bin, is kept in Git LFS"
  })
  void whatIsNoFileOfTheTreeIsTheUsersError(String path, String words) {
    assertThatThrownBy(() -> remote.read(head, path))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining(words);
  }

  @Test
  void whatIsNotThereIsEmpty() {
    for (var path : Map.of("nowhere", 1, "dangling", 1, "README.md/deeper", 1).keySet()) {
      assertThat(remote.read(head, path)).as(path).isEmpty();
    }
  }

  private static void link(NativeGit git, String path, String target) throws IOException {
    var file = git.directory().resolve(path);
    Files.createDirectories(file.getParent());
    Files.createSymbolicLink(file, Path.of(target));
  }
}
