package io.codedeveloper.platform.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codedeveloper.platform.DocumentPath;
import io.codedeveloper.platform.DocumentSize;
import io.codedeveloper.platform.Fields;
import io.codedeveloper.platform.Query;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What is put in a document comes out of it, as long as it lives.
public interface DocumentFieldsContract extends DocumentStoreHarness {
  DocumentPath PATH = DocumentPath.of("things", "one");

  /// Puts the fields and reads them through the other connection.
  private Fields roundTrip(Fields fields) {
    put(PATH, fields);
    return anotherStore().get(PATH).orElseThrow().fields();
  }

  private void put(DocumentPath path, Fields fields) {
    store()
        .transact(transaction -> {
          transaction.put(path, fields);
          return true;
        });
  }

  @Test
  default void missingDocumentIsEmpty() {
    assertThat(store().get(PATH)).isEmpty();
  }

  @Test
  default void emptyDocumentExists() {
    assertThat(roundTrip(Fields.empty())).isEqualTo(Fields.empty());
  }

  @Test
  default void everyTypeComesBackAsItWas() {
    var fields =
        Fields.empty()
            .with("text", "plain")
            .with("empty", "")
            .with("yes", true)
            .with("no", false)
            .with("nothing", null)
            .with("when", Instant.parse("2026-02-03T04:05:06.789012Z"));
    assertThat(roundTrip(fields)).isEqualTo(fields);
  }

  @Test
  default void numbersKeepTheirTypeAndEveryDigit() {
    var fields =
        Fields.empty()
            .with("largest", Long.MAX_VALUE)
            .with("smallest", Long.MIN_VALUE)
            .with("one", 1L)
            .with("oneAsDouble", 1.0)
            .with("tenth", 0.1)
            .with("tiny", Double.MIN_VALUE)
            .with("huge", Double.MAX_VALUE)
            .with("negative", -1e-7)
            .with("infinite", Double.POSITIVE_INFINITY)
            .with("negativeInfinite", Double.NEGATIVE_INFINITY)
            .with("notANumber", Double.NaN);
    assertThat(roundTrip(fields)).isEqualTo(fields);
  }

  @Test
  default void timesKeepMicrosecondsFromTheFirstYearToTheLast() {
    var fields =
        Fields.empty()
            .with("first", Instant.parse("0001-01-01T00:00:00Z"))
            .with("beforeTheEpoch", Instant.parse("1969-12-31T23:59:59.999999Z"))
            .with("epoch", Instant.EPOCH)
            .with("last", Instant.parse("9999-12-31T23:59:59.999999Z"));
    assertThat(roundTrip(fields)).isEqualTo(fields);
  }

  @Test
  default void unicodeComesBackInNamesValuesAndIds() {
    var path = DocumentPath.of("größe", "id-é-漢-🚀 \"'%_\\");
    var fields =
        Fields.of(
            Map.of(
                "naïve \"name\"", "🚀 \u0000 \u2028 \u007f \n\t \\ \" ' é", "漢字.with$", "e\u0301"));
    put(path, fields);
    var document = anotherStore().get(path).orElseThrow();
    assertThat(document.fields()).isEqualTo(fields);
    assertThat(document.path()).isEqualTo(path);
  }

  @Test
  default void nestedValuesComeBackInTheirTypes() {
    var nested =
        Map.of(
            "$instant", "a text, not a time",
            "$map", Map.of("$double", "NaN"),
            "list",
                Arrays.asList(1L, 2.0, "three", null, Instant.EPOCH, Map.of("deep", List.of(true))),
            "empty", Map.of(),
            "none", List.of());
    var fields =
        Fields.empty().with("nested", nested).with("list", List.of(Map.of("$instant", 7L)));
    assertThat(roundTrip(fields)).isEqualTo(fields);
  }

  @Test
  default void putReplacesTheWholeDocument() {
    put(PATH, Fields.empty().with("old", 1L).with("both", 1L));
    assertThat(roundTrip(Fields.empty().with("both", 2L)).asMap()).containsOnlyKeys("both");
  }

  /// A document of the largest size, and some bytes more.
  private static Fields largest(int more) {
    var half = Fields.empty().with("half", "x".repeat(500_000)).with("text", "");
    var room = (int) (DocumentSize.LARGEST - DocumentSize.of(PATH, half));
    return half.with("text", "x".repeat(room + more));
  }

  @Test
  default void documentOfLargestSizeIsKept() {
    assertThat(roundTrip(largest(0))).isEqualTo(largest(0));
  }

  @Test
  default void tooLargeDocumentIsRefusedByPathAndSize() {
    assertThatThrownBy(() -> put(PATH, largest(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(PATH.value())
        .hasMessageContaining("1048577");
    assertThat(store().get(PATH)).isEmpty();
  }

  @Test
  default void valueOfLargestSizeIsKept() {
    var fields = Fields.empty().with("text", "x".repeat((int) DocumentSize.LARGEST_VALUE));
    assertThat(roundTrip(fields)).isEqualTo(fields);
  }

  @Test
  default void tooLargeValueIsRefusedByFieldAndSize() {
    var fields = Fields.empty().with("text", "x".repeat((int) DocumentSize.LARGEST_VALUE + 1));
    assertThatThrownBy(() -> put(PATH, fields))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'text'")
        .hasMessageContaining("1048488");
    assertThat(store().get(PATH)).isEmpty();
  }

  @Test
  default void expiredDocumentIsInvisibleEverywhere() {
    var past = store().transact(transaction -> transaction.time()).minus(Duration.ofSeconds(1));
    put(PATH, Fields.empty().with("expireAt", past));
    assertThat(store().get(PATH)).isEmpty();
    var inside = store().transact(transaction -> transaction.get(PATH));
    assertThat(inside).isEmpty();
    var page = store().query(Query.of(PATH.parent(), "expireAt"));
    assertThat(page.items()).isEmpty();
    assertThat(page.nextCursor()).isEmpty();
  }

  @Test
  default void expiredDocumentCanBeCreatedAnew() {
    var past = store().transact(transaction -> transaction.time()).minus(Duration.ofSeconds(1));
    put(PATH, Fields.empty().with("expireAt", past));
    var fields = Fields.empty().with("again", true);
    store()
        .transact(transaction -> {
          transaction.create(PATH, fields);
          return true;
        });
    assertThat(store().get(PATH).orElseThrow().fields()).isEqualTo(fields);
  }

  @Test
  default void documentThatExpiresLaterIsVisible() {
    var later = store().transact(transaction -> transaction.time()).plus(Duration.ofHours(1));
    assertThat(roundTrip(Fields.empty().with("expireAt", later)).instant("expireAt"))
        .contains(later);
  }

  @Test
  default void expireAtThatIsNoInstantNeverExpires() {
    var fields = Fields.empty().with("expireAt", "1970-01-01");
    assertThat(roundTrip(fields)).isEqualTo(fields);
  }
}
