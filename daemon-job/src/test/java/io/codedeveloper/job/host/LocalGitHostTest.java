package io.codedeveloper.job.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codedeveloper.job.host.GitHost.Creation;
import io.codedeveloper.job.host.GitHost.NewPullRequest;
import io.codedeveloper.platform.DocumentPath;
import io.codedeveloper.platform.DocumentStore;
import io.codedeveloper.platform.UserErrorException;
import io.codedeveloper.platform.local.LocalDatabase;
import io.codedeveloper.platform.local.SqliteDocumentStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalGitHostTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-04T05:06:07Z"), ZoneOffset.UTC);

  @TempDir Path directory;
  private LocalDatabase database;
  private DocumentStore store;
  private LocalGitHost host;

  @BeforeEach
  void open() {
    database = LocalDatabase.open(directory, CLOCK);
    store = new SqliteDocumentStore(database);
    host = new LocalGitHost(store, "demo", CLOCK);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void pullRequestIsADocumentThatPeopleCanRead() {
    var made = made(request("code-developer/p-1", "<!-- p-1 -->"));

    assertThat(made)
        .isEqualTo(
            new PullRequest(
                1,
                "local://demo/pull/1",
                "code-developer/p-1",
                "Add a greeting",
                PullRequest.State.OPEN,
                true,
                Optional.empty()));
    var fields = store.get(new DocumentPath("projects/demo/pullRequests/1")).orElseThrow().fields();
    assertThat(fields.asMap())
        .containsEntry("state", "open")
        .containsEntry("baseBranch", "main")
        .containsEntry("body", "Why and how.")
        .containsEntry("createdAt", CLOCK.instant());
  }

  @Test
  void stateChangesOnceAndSayingItAgainChangesNothing() {
    made(request("a", "m"));
    assertThat(host.merge(1).state()).isEqualTo(PullRequest.State.MERGED);
    assertThat(host.merge(1).state()).isEqualTo(PullRequest.State.MERGED);
    assertThatThrownBy(() -> host.setState(1, PullRequest.State.CLOSED))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("is merged and cannot become closed");
    assertThatThrownBy(() -> host.merge(7))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("no pull request 7");
    assertThat(host.get(1)).map(PullRequest::state).contains(PullRequest.State.MERGED);
    assertThat(host.get(7)).isEmpty();
  }

  @Test
  void commentsAreKeptAndTheOldestGo() {
    var made = made(request("a", "m"));
    for (var number = 1; number <= 12; number++) {
      host.comment(made, "comment " + number + "x".repeat(70_000));
    }
    var document = store.get(new DocumentPath("projects/demo/pullRequests/1")).orElseThrow();
    assertThat((List<?>) document.fields().asMap().get("comments"))
        .hasSize(10)
        .first()
        .asString()
        .contains("comment 3x");
  }

  private PullRequest made(NewPullRequest request) {
    return ((Creation.Made) host.create(request)).pullRequest();
  }

  private static NewPullRequest request(String head, String marker) {
    return new NewPullRequest(head, "main", "Add a greeting", "Why and how.", marker, true);
  }
}
