package io.codedeveloper.platform.google;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codedeveloper.platform.Blob;
import io.codedeveloper.platform.BlobStore;
import io.codedeveloper.platform.BlobStore.Precondition;
import io.codedeveloper.platform.BlobStore.WriteResult;
import io.codedeveloper.platform.InstallationException;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.platform.UserErrorException;
import io.codedeveloper.platform.contract.BlobStoreContract;
import io.codedeveloper.platform.google.testing.GcsServer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GcsBlobStoreTest implements BlobStoreContract {
  private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

  private final GcsServer server = new GcsServer(Clock.fixed(NOW, ZoneOffset.UTC));
  private final GcsBlobStore first = store("demo");
  private final GcsBlobStore second = store("demo");

  private GcsBlobStore store(String bucket) {
    var endpoint = ServiceEndpoint.local(server.address()).withPatience(Duration.ofSeconds(5));
    return new GcsBlobStore(bucket, endpoint);
  }

  @BeforeEach
  void createBucket() {
    server.createBucket("demo", true);
  }

  @AfterEach
  void close() {
    first.close();
    second.close();
    server.close();
  }

  @Override
  public BlobStore blobs() {
    return first;
  }

  @Override
  public BlobStore otherBlobs() {
    return second;
  }

  private WriteResult write(String content, Precondition precondition) {
    return first.write("a", content.getBytes(UTF_8), precondition);
  }

  private long written(String content) {
    return ((WriteResult.Written) write(content, ANY)).generation();
  }

  @Test
  void replacedVersionIsKeptByAVersionedBucket() {
    var before = written("one");
    written("two");
    first.delete("a", ANY);
    assertThat(server.content("demo", "a", before)).isEqualTo("one".getBytes(UTF_8));
  }

  @Test
  void largeContentGoesInChunks() {
    first.write("big", new byte[GcsUpload.RESUMABLE_FROM - 1], ANY);
    assertThat(server.chunks()).isZero();
    first.write("big", new byte[GcsUpload.RESUMABLE_FROM * 2 + 1], ANY);
    assertThat(server.chunks()).isEqualTo(3);
  }

  @Test
  void largeContentObeysItsPrecondition() {
    var content = new byte[GcsUpload.RESUMABLE_FROM];
    var written = first.write("big", content, ABSENT);
    var generation = ((WriteResult.Written) written).generation();
    assertThat(first.write("big", content, ABSENT))
        .isEqualTo(new WriteResult.Refused(Optional.of(generation)));
    assertThat(first.write("big", content, new Precondition.Generation(generation)))
        .isInstanceOf(WriteResult.Written.class);
  }

  @Test
  void writeWhoseAnswerWasLostIsKnownForItsOwn() {
    // The JDK repeats a request on its own, too: the answers of all attempts but the last are lost.
    server.loseAnswers(2);
    var created = (WriteResult.Written) write("one", ABSENT);
    server.loseAnswers(2);
    var changed = write("two", new Precondition.Generation(created.generation()));
    assertThat(changed).isInstanceOf(WriteResult.Written.class);
    var blob = second.read("a").orElseThrow();
    assertThat(blob.text()).isEqualTo("two");
    assertThat(changed).isEqualTo(new WriteResult.Written(blob.generation()));
  }

  @Test
  void largeWriteWhoseAnswerWasLostIsKnownForItsOwn() {
    server.loseAnswers(2);
    var content = new byte[GcsUpload.RESUMABLE_FROM];
    assertThat(first.write("big", content, ABSENT)).isInstanceOf(WriteResult.Written.class);
    assertThat(second.read("big").map(Blob::content)).contains(content);
  }

  @Test
  void generationZeroIsNoGeneration() {
    assertThat(write("x", new Precondition.Generation(0)))
        .isEqualTo(new WriteResult.Refused(Optional.empty()));
    var generation = written("one");
    assertThat(write("x", new Precondition.Generation(0)))
        .isEqualTo(new WriteResult.Refused(Optional.of(generation)));
    assertThat(first.delete("a", new Precondition.Generation(0)))
        .isEqualTo(new WriteResult.Refused(Optional.of(generation)));
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 502, 503, 504})
  void briefFailureIsNotNoticed(int status) {
    server.fail(1, status);
    var generation = written("one");
    server.fail(1, status);
    assertThat(first.read("a").map(Blob::generation)).contains(generation);
  }

  @Test
  void interruptEndsTheWaitAndStays() {
    server.fail(Integer.MAX_VALUE, 503);
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> first.read("a")).isInstanceOf(TransientException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void lastingFailureIsTransient() {
    server.fail(Integer.MAX_VALUE, 503);
    assertThatThrownBy(() -> first.read("a"))
        .isInstanceOf(TransientException.class)
        .hasMessageContaining("the bucket demo")
        .hasMessageContaining("503");
  }

  @Test
  void serverThatIsNotThereIsUnreachable() {
    server.close();
    assertThatThrownBy(() -> first.read("a"))
        .isInstanceOf(TransientException.class)
        .hasMessageContaining("Cloud Storage cannot be reached");
  }

  @Test
  void missingBucketAndMissingRightAreNamed() {
    try (var none = store("none")) {
      assertThatThrownBy(() -> none.write("a", new byte[0], ANY))
          .isInstanceOf(UserErrorException.class)
          .hasMessageContaining("the bucket none does not exist");
    }
    server.fail(1, 403);
    assertThatThrownBy(() -> first.read("a"))
        .isInstanceOf(InstallationException.class)
        .hasMessageContaining("the bucket demo may not be used")
        .hasMessageContaining("roles/storage.objectUser");
  }
}
