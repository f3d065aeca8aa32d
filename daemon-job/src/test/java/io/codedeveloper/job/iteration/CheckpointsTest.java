package io.codedeveloper.job.iteration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.daemon.Iteration;
import io.codedeveloper.job.iteration.Checkpoints.Checkpoint;
import io.codedeveloper.platform.BlobStore;
import io.codedeveloper.platform.BlobStore.Precondition;
import io.codedeveloper.platform.Fields;
import io.codedeveloper.platform.local.LocalDatabase;
import io.codedeveloper.platform.local.SqliteBlobStore;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CheckpointsTest {
  private static final String BASE = "b".repeat(40);
  private static final String OLD_BASE = "a".repeat(40);

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
  void whatASleeperSavesLaterDoesNotReplaceWhatWasFound() {
    of(1).save(checkpoint("tree and transcript"));
    var holder = of(3);
    holder.latest();

    of(2).save(checkpoint("of the sleeper"));

    assertThat(holder.latest().orElseThrow().transcript()).isEqualTo("tree and transcript");
  }

  @Test
  void aCheckpointThatIsReplacedWhileItIsReadIsLookedForAgain() {
    of(1).save(checkpoint("one"));
    var replaced = new AtomicBoolean();
    var real = blobs;
    var racing =
        (BlobStore)
            Proxy.newProxyInstance(
                BlobStore.class.getClassLoader(),
                new Class<?>[] {BlobStore.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("read") && replaced.compareAndSet(false, true)) {
                    var sleeper = of(2);
                    sleeper.latest();
                    sleeper.save(checkpoint("two"));
                  }
                  return method.invoke(real, arguments);
                });

    var found = Checkpoints.ofWork(racing, iteration(BASE), 3).latest();

    assertThat(found.orElseThrow().transcript()).isEqualTo("two");
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
  void aSleeperForgetsNothingOfItsSuccessor() {
    var sleeper = of(1);
    sleeper.save(checkpoint("old"));
    of(2).save(checkpoint("new"));

    sleeper.forget();

    assertThat(of(3).latest().orElseThrow().transcript()).isEqualTo("new");
    assertThat(blobs.list("checkpoints/", 100, Optional.empty()).items()).hasSize(1);
  }

  @Test
  void aLongTranscriptIsKeptInLessRoom() {
    var text = "The same again and again.\n".repeat(10_000);
    of(1).save(new Checkpoint(text, new byte[] {1}));

    var kept = blobs.list("checkpoints/", 100, Optional.empty()).items().getFirst().name();
    assertThat(blobs.read(kept).orElseThrow().content().length).isLessThan(text.length() / 10);
    assertThat(of(2).latest().orElseThrow().transcript()).isEqualTo(text);
  }

  @Test
  void thereIsNoneBeforeTheFirst() {
    assertThat(of(1).latest()).isEmpty();
  }

  @Test
  void whatASleeperSavesOnABaseThatWasGivenUpIsNotTaken() {
    var sleeper = of(7, OLD_BASE);
    of(8, BASE).forget();

    sleeper.save(checkpoint("old"));

    assertThat(of(9, BASE).exist()).isFalse();
    assertThat(of(9, BASE).latest()).isEmpty();
  }

  @Test
  void theNewestOnTheBaseIsTakenAmongThoseOnOthers() {
    of(7, BASE).save(checkpoint("ours"));
    of(8, OLD_BASE).save(checkpoint("old"));

    assertThat(of(9, BASE).latest().orElseThrow().transcript()).isEqualTo("ours");
  }

  @Test
  void aCheckpointThatNamesNoBaseIsTaken() {
    of(7, BASE).save(checkpoint("early"));
    var kept = blobs.list("checkpoints/", 1, Optional.empty()).items().getFirst().name();
    var content = blobs.read(kept).orElseThrow().content();
    blobs.delete(kept, new Precondition.None());
    blobs.write(kept.replace("-" + BASE.substring(0, 12), ""), content, new Precondition.None());

    assertThat(of(8, BASE).latest().orElseThrow().transcript()).isEqualTo("early");
  }

  @Test
  void whatIsGeneratedOnAnotherBaseIsNotKnown() {
    of(7, OLD_BASE).saveGenerated("build/");

    assertThat(of(8, BASE).generated()).isEmpty();
    assertThat(of(8, OLD_BASE).generated()).contains("build/");
  }

  private Checkpoints of(long fence) {
    return of(fence, BASE);
  }

  private Checkpoints of(long fence, String base) {
    return Checkpoints.ofWork(blobs, iteration(base), fence);
  }

  private static Iteration iteration(String base) {
    return new Iteration("iteration", Fields.empty().with("baseCommit", base));
  }

  private static Checkpoint checkpoint(String text) {
    return new Checkpoint(text, text.getBytes(UTF_8));
  }
}
