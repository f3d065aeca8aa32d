package io.codedeveloper.job.host;

import io.codedeveloper.platform.Document;
import io.codedeveloper.platform.DocumentPath;
import io.codedeveloper.platform.DocumentStore;
import io.codedeveloper.platform.local.LocalDatabase;
import io.codedeveloper.platform.local.SqliteDocumentStore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

final class LocalGitHostContractTest extends GitHostContract<GitHostHarness> {
  @TempDir Path directory;

  @Override
  protected GitHostHarness harness() {
    var database = LocalDatabase.open(directory, Clock.systemUTC());
    return new OnSqlite(database, new SqliteDocumentStore(database));
  }

  private record OnSqlite(LocalDatabase database, DocumentStore store) implements GitHostHarness {
    @Override
    public LocalGitHost host() {
      return new LocalGitHost(store, "demo", Clock.systemUTC());
    }

    @Override
    public void branch(String name) {}

    @Override
    public void merge(long number) {
      host().merge(number);
    }

    @Override
    public void closeByHand(long number) {
      host().setState(number, PullRequest.State.CLOSED);
    }

    @Override
    public void reopen(long number) {
      host().setState(number, PullRequest.State.OPEN);
    }

    @Override
    public List<String> comments(long number) {
      var fields =
          store
              .get(new DocumentPath("projects/demo/pullRequests/" + number))
              .map(Document::fields)
              .orElseThrow();
      return ((List<?>) fields.asMap().get("comments"))
          .stream().map(comment -> (String) ((Map<?, ?>) comment).get("text")).toList();
    }

    @Override
    public void close() {
      database.close();
    }
  }
}
