package io.codedeveloper.job.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.testing.FaultRow;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JGitWorkTreeTest extends WorkTreeContract {
  @TempDir Path temporary;
  private BareRepositoryHarness git;

  @Override
  RemoteHarness harness(Map<String, String> files) throws IOException {
    git = new BareRepositoryHarness(temporary, files);
    return git;
  }

  @Test
  @FaultRow("S10")
  void socketsAreSkipped() throws IOException {
    try (var socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      socket.bind(UnixDomainSocketAddress.of(tree.root().resolve("socket")));
      assertThat(paths()).isEmpty();
      assertThat(tree.skipped()).extracting(WorkTree.Skipped::path).containsExactly("socket");
    }
  }

  @Test
  void gitItselfFindsNothingWrongWithACommit() throws IOException {
    write("src/b.txt", "new\n");
    var commit = tree.commit(Remotes.commit("Add b\n\nBecause.", "it-1"), List.of("src/b.txt"));
    remote.push("x", commit);

    assertThat(git.bare().run("log", "-1", "--format=%an <%ae>|%cn <%ce>|%aI|%cI", "x"))
        .isEqualTo(
            "code-developer <code-developer@example.org>|code-developer <code-developer@example.org>|2026-03-04T05:06:07+00:00|2026-03-04T05:06:07+00:00");
    assertThat(git.bare().run("log", "-1", "--format=%B", "x"))
        .isEqualTo("Add b\n\nBecause.\n\nIteration-Id: it-1");
    assertThat(git.bare().run("fsck", "--strict")).doesNotContain("error");
  }
}
