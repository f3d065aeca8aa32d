package io.codedeveloper.platform.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codedeveloper.platform.Blob;
import io.codedeveloper.platform.BlobStore;
import io.codedeveloper.platform.BlobStore.Precondition;
import io.codedeveloper.platform.BlobStore.WriteResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/// What every blob store must do.
public interface BlobStoreContract {
  Precondition ANY = new Precondition.None();
  Precondition ABSENT = new Precondition.Absent();

  /// A connection to this test's own store, which was empty when the test began.
  BlobStore blobs();

  /// Another connection to the same store, as another process would have it.
  BlobStore otherBlobs();

  private long write(String name, String content) {
    return generationOf(blobs().write(name, content.getBytes(UTF_8), ANY));
  }

  private static long generationOf(WriteResult result) {
    assertThat(result).isInstanceOf(WriteResult.Written.class);
    return ((WriteResult.Written) result).generation();
  }

  private List<String> names(String prefix, int limit) {
    var names = new ArrayList<String>();
    var page = blobs().list(prefix, limit, Optional.empty());
    while (true) {
      assertThat(page.items().size()).isLessThanOrEqualTo(limit);
      page.items().forEach(entry -> names.add(entry.name()));
      if (page.nextCursor().isEmpty()) {
        return names;
      }
      page = blobs().list(prefix, limit, page.nextCursor());
    }
  }

  @Test
  default void missingBlobIsEmpty() {
    assertThat(blobs().read("nothing")).isEmpty();
  }

  @Test
  default void contentComesBackWithItsGeneration() {
    var generation = write("a/b", "text é 🚀");
    var blob = otherBlobs().read("a/b").orElseThrow();
    assertThat(blob.text()).isEqualTo("text é 🚀");
    assertThat(blob.name()).isEqualTo("a/b");
    assertThat(blob.generation()).isEqualTo(generation);
  }

  @Test
  default void emptyContentIsABlob() {
    write("empty", "");
    assertThat(otherBlobs().read("empty").orElseThrow().content()).isEmpty();
    assertThat(blobs().list("", 10, Optional.empty()).items().getFirst().size()).isZero();
  }

  @Test
  default void twentyMegabytesComeBackByteByByte() {
    var content = new byte[20_000_000];
    new Random(7).nextBytes(content);
    blobs().write("big", content, ANY);
    assertThat(otherBlobs().read("big").orElseThrow().content()).isEqualTo(content);
    assertThat(blobs().list("", 1, Optional.empty()).items().getFirst().size())
        .isEqualTo(content.length);
  }

  @Test
  default void everyWriteHasALargerGeneration() {
    var first = write("a", "1");
    var second = write("a", "1");
    assertThat(second).isGreaterThan(first);
    assertThat(first).isPositive();
  }

  @Test
  default void generationGrowsThroughDeletion() {
    var before = write("a", "1");
    blobs().delete("a", ANY);
    assertThat(blobs().read("a")).isEmpty();
    assertThat(write("a", "2")).isGreaterThan(before);
  }

  @Test
  default void absentPreconditionHoldsOnlyForANewName() {
    var generation = generationOf(blobs().write("a", "1".getBytes(UTF_8), ABSENT));
    assertThat(blobs().write("a", "2".getBytes(UTF_8), ABSENT))
        .isEqualTo(new WriteResult.Refused(Optional.of(generation)));
    assertThat(blobs().read("a").map(Blob::text)).contains("1");
  }

  @Test
  default void generationPreconditionHoldsOnlyForThatGeneration() {
    var first = write("a", "1");
    var second = write("a", "2");
    assertThat(blobs().write("a", "x".getBytes(UTF_8), new Precondition.Generation(first)))
        .isEqualTo(new WriteResult.Refused(Optional.of(second)));
    assertThat(
            generationOf(blobs().write("a", new byte[] {1}, new Precondition.Generation(second))))
        .isGreaterThan(second);
  }

  @Test
  default void generationPreconditionIsRefusedWhereNothingIs() {
    assertThat(blobs().write("a", new byte[0], new Precondition.Generation(1)))
        .isEqualTo(new WriteResult.Refused(Optional.empty()));
    assertThat(blobs().delete("a", new Precondition.Generation(1)))
        .isEqualTo(new WriteResult.Refused(Optional.empty()));
  }

  @Test
  default void deleteObeysItsPrecondition() {
    var first = write("a", "1");
    var second = write("a", "2");
    assertThat(blobs().delete("a", new Precondition.Generation(first)))
        .isEqualTo(new WriteResult.Refused(Optional.of(second)));
    assertThat(blobs().delete("a", ABSENT)).isEqualTo(new WriteResult.Refused(Optional.of(second)));
    assertThat(blobs().delete("a", new Precondition.Generation(second)))
        .isEqualTo(new WriteResult.Written(0));
    assertThat(blobs().read("a")).isEmpty();
  }

  @Test
  default void deletingNothingIsNoError() {
    assertThat(blobs().delete("a", ANY)).isEqualTo(new WriteResult.Written(0));
  }

  @Test
  default void oneOfManyWritersOfAGenerationWins() {
    for (var round = 0; round < 5; round++) {
      var generation = write("raced", "start");
      var pieces = new ArrayList<Callable<Boolean>>();
      for (var store : List.of(blobs(), otherBlobs(), blobs(), otherBlobs())) {
        pieces.add(() -> won(store, new Precondition.Generation(generation)));
      }
      assertThat(Together.run(pieces)).containsOnlyOnce(true);
    }
  }

  @Test
  default void oneOfManyCreatorsOfANameWins() {
    for (var round = 0; round < 5; round++) {
      blobs().delete("raced", ANY);
      var pieces = new ArrayList<Callable<Boolean>>();
      for (var store : List.of(blobs(), otherBlobs(), blobs(), otherBlobs())) {
        pieces.add(() -> won(store, ABSENT));
      }
      assertThat(Together.run(pieces)).containsOnlyOnce(true);
    }
  }

  private static boolean won(BlobStore store, Precondition precondition) {
    return store.write("raced", new byte[] {1, 2, 3}, precondition) instanceof WriteResult.Written;
  }

  @Test
  default void namesAreListedInByteOrder() {
    for (var name : List.of("b", "a/b", "é", "a", "🚀", "a.b", "\uFFFD", "B", "a0")) {
      write(name, name);
    }
    assertThat(names("", 100))
        .containsExactly("B", "a", "a.b", "a/b", "a0", "b", "é", "\uFFFD", "🚀");
  }

  @Test
  default void prefixIsTakenLiterally() {
    for (var name : List.of("a_b", "axb", "a%b", "a%", "a", "A%b", "a%\uDBFF\uDFFFz")) {
      write(name, "");
    }
    assertThat(names("a%", 100)).containsExactly("a%", "a%b", "a%\uDBFF\uDFFFz");
    assertThat(names("a_", 1)).containsExactly("a_b");
    assertThat(names("nothing", 1)).isEmpty();
  }

  @Test
  default void pagesHoldEachNameOnce() {
    var expected = new ArrayList<String>();
    for (var i = 0; i < 11; i++) {
      expected.add("p/%02d".formatted(i));
      write("p/%02d".formatted(i), "x");
    }
    write("q", "x");
    for (var limit : List.of(1, 2, 10, 11, 12)) {
      assertThat(names("p/", limit)).isEqualTo(expected);
    }
    assertThat(blobs().list("p/", 11, Optional.empty()).nextCursor()).isEmpty();
  }

  @Test
  default void pagingGoesOnWhileOthersWrite() {
    List.of("b", "d", "f").forEach(name -> write(name, ""));
    var cursor = blobs().list("", 1, Optional.empty()).nextCursor();
    blobs().delete("b", ANY);
    List.of("a", "c").forEach(name -> write(name, ""));
    assertThat(otherBlobs().list("", 10, cursor).items())
        .extracting(BlobStore.Entry::name)
        .containsExactly("c", "d", "f");
  }

  @Test
  default void entriesCarryGenerationAndSize() {
    var generation = write("a", "four");
    assertThat(blobs().list("a", 1, Optional.empty()).items())
        .containsExactly(new BlobStore.Entry("a", generation, 4));
  }

  @Test
  default void listingRefusesABadLimitOrCursor() {
    for (var limit : List.of(0, -1, 1001)) {
      assertThatThrownBy(() -> blobs().list("", limit, Optional.empty()))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> blobs().list("", 1, Optional.of("!!!")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  default void illegalNamesAreRefused() {
    var illegal =
        List.of("", "/a", "a/../b", "..", ".", "a/.", "a\nb", "a\rb", "a\0b", "é".repeat(513));
    for (var name : illegal) {
      assertThatThrownBy(() -> blobs().write(name, new byte[0], ANY))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> blobs().read(name)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> blobs().delete(name, ANY))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  default void oddButLegalNamesAreKept() {
    var odd = List.of("a//b", "a/", "...", ".hidden", " ", "a\\b", "%2e%2e/x", "x".repeat(1024));
    for (var name : odd) {
      write(name, name);
      assertThat(otherBlobs().read(name).map(Blob::text)).contains(name);
    }
    assertThat(names("", 100)).hasSize(odd.size());
  }
}
