package io.codedeveloper.job.iteration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.job.iteration.Checkpoints.Checkpoint;
import io.codedeveloper.platform.BlobStore;
import io.codedeveloper.platform.local.LocalDatabase;
import io.codedeveloper.platform.local.SqliteBlobStore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CheckpointsTest {
  @TempDir Path directory;
  private LocalDatabase database;
  private BlobStore blobs;

  @BeforeEach
  void open() {
    database = LocalDatabase.open(directory, Clock.systemUTC());
    blobs = new SqliteBlobStore(database);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void theNewestCheckpointComesBackWhole() {
    var checkpoints = of(1);
    checkpoints.save(checkpoint("first"));
    checkpoints.save(checkpoint("second"));

    var latest = of(2).latest().orElseThrow();

    assertThat(latest.transcript()).isEqualTo("second");
    assertThat(latest.workTree()).isEqualTo("second".getBytes(UTF_8));
  }

  @Test
  void aLaterHolderComesAfterAnEarlierOneHoweverOftenThatSaved() {
    var early = of(1);
    early.save(checkpoint("one"));
    early.save(checkpoint("two"));
    of(2).save(checkpoint("three"));

    early.save(checkpoint("zombie"));

    assertThat(of(3).latest().orElseThrow().transcript()).isEqualTo("three");
  }

  @Test
  void onlyTheNewestIsKept() {
    var checkpoints = of(1);
    for (var i = 0; i < 5; i++) {
      checkpoints.save(checkpoint("turn " + i));
    }

    assertThat(blobs.list("checkpoints/", 100, Optional.empty()).items()).hasSize(1);
  }

  @Test
  void thereIsNoneBeforeTheFirst() {
    assertThat(of(1).latest()).isEmpty();
  }

  private Checkpoints of(long fence) {
    return new Checkpoints(blobs, "iteration", "turn", fence);
  }

  private static Checkpoint checkpoint(String text) {
    return new Checkpoint(text, text.getBytes(UTF_8));
  }
}
