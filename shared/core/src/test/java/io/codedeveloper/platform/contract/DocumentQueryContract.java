package io.codedeveloper.platform.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codedeveloper.platform.CollectionPath;
import io.codedeveloper.platform.Document;
import io.codedeveloper.platform.DocumentPath;
import io.codedeveloper.platform.Fields;
import io.codedeveloper.platform.Query;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Listings are ordered, filtered and paged, also while others write.
public interface DocumentQueryContract extends DocumentStoreHarness {
  CollectionPath ROWS = new CollectionPath("parents/p/rows");

  private void put(Map<String, Fields> rows) {
    store()
        .transact(transaction -> {
          rows.forEach((id, fields) -> transaction.put(ROWS.document(id), fields));
          return true;
        });
  }

  private void put(String id, Fields fields) {
    put(Map.of(id, fields));
  }

  private static Fields key(Object value) {
    return Fields.empty().with("key", value);
  }

  private List<String> ids(Query query) {
    return anotherStore().query(query).items().stream().map(Document::id).toList();
  }

  private List<String> idsOfAllPages(Query query) {
    var ids = new ArrayList<String>();
    var page = store().query(query);
    while (true) {
      assertThat(page.items().size()).isLessThanOrEqualTo(query.limit());
      page.items().forEach(document -> ids.add(document.id()));
      if (page.nextCursor().isEmpty()) {
        return ids;
      }
      page = store().query(query.after(page.nextCursor().orElseThrow()));
    }
  }

  @Test
  default void emptyCollectionHasOneEmptyPage() {
    var page = store().query(Query.of(ROWS, "key"));
    assertThat(page.items()).isEmpty();
    assertThat(page.nextCursor()).isEmpty();
  }

  @Test
  default void documentsComeInOrderWithEverythingInThem() {
    put(Map.of("b", key(1L).with("more", "x"), "a", key(2L), "c", key(3L)));
    assertThat(ids(Query.of(ROWS, "key"))).containsExactly("b", "a", "c");
    assertThat(ids(Query.of(ROWS, "key").descending())).containsExactly("c", "a", "b");
    var first = store().query(Query.of(ROWS, "key").limit(1)).items().getFirst();
    assertThat(first).isEqualTo(store().get(ROWS.document("b")).orElseThrow());
  }

  @Test
  default void tiesAreOrderedByIdInTheDirectionOfTheQuery() {
    put(Map.of("a", key(1L), "é", key(1L), "B", key(1L), "🚀", key(1L), "\uFFFD", key(1L)));
    assertThat(ids(Query.of(ROWS, "key"))).containsExactly("B", "a", "é", "\uFFFD", "🚀");
    assertThat(ids(Query.of(ROWS, "key").descending()))
        .containsExactly("🚀", "\uFFFD", "é", "a", "B");
  }

  @Test
  default void valuesOfSeveralTypesHaveOneOrder() {
    var ordered = new LinkedHashMap<String, Fields>();
    ordered.put("z-null", Fields.empty().with("key", null));
    ordered.put("y-false", key(false));
    ordered.put("x-true", key(true));
    ordered.put("w-least", key(Long.MIN_VALUE));
    ordered.put("v-negative", key(-1.5));
    ordered.put("u-zero", key(0L));
    ordered.put("t-tenth", key(0.1));
    ordered.put("s-one", key(1L));
    ordered.put("r-exact", key(9_007_199_254_740_992L));
    ordered.put("q-exact", key(9_007_199_254_740_993L));
    ordered.put("p-huge", key(1e300));
    ordered.put("o-before", key(Instant.parse("1960-01-01T00:00:00Z")));
    ordered.put("n-epoch", key(Instant.EPOCH));
    ordered.put("m-micro", key(Instant.parse("1970-01-01T00:00:00.000001Z")));
    ordered.put("l-empty", key(""));
    ordered.put("k-upper", key("B"));
    ordered.put("j-lower", key("a"));
    ordered.put("i-longer", key("a\u0000"));
    ordered.put("h-accent", key("é"));
    ordered.put("g-replacement", key("\uFFFD"));
    ordered.put("f-rocket", key("🚀"));
    ordered.put("e-list", key(List.of(1L)));
    ordered.put("d-map", key(Map.of("k", 1L)));
    put(ordered);
    assertThat(ids(Query.of(ROWS, "key"))).containsExactlyElementsOf(ordered.keySet());
    assertThat(idsOfAllPages(Query.of(ROWS, "key").limit(3)))
        .containsExactlyElementsOf(ordered.keySet());
  }

  @Test
  default void wholeNumberAndEqualDecimalAreTies() {
    put(Map.of("b", key(1L), "a", key(1.0)));
    assertThat(ids(Query.of(ROWS, "key"))).containsExactly("a", "b");
    assertThat(ids(Query.of(ROWS, "key").whereEqual("key", 1L))).containsExactly("a", "b");
  }

  @Test
  default void documentsWithoutTheOrderingFieldAreNotFound() {
    put(Map.of("a", key(1L), "b", Fields.empty().with("other", 1L)));
    assertThat(ids(Query.of(ROWS, "key"))).containsExactly("a");
  }

  @Test
  default void onlyDirectChildrenAreFound() {
    var below = ROWS.document("a").child("rows", "below");
    var beside = DocumentPath.of("rows", "beside");
    put("a", key(1L));
    store()
        .transact(transaction -> {
          transaction.put(below, key(2L));
          transaction.put(beside, key(3L));
          return true;
        });
    assertThat(ids(Query.of(ROWS, "key"))).containsExactly("a");
  }

  @Test
  default void equalitySelectsByTypeAndValue() {
    put(
        Map.of(
            "text", key(1L).with("state", "1"),
            "number", key(2L).with("state", 1L),
            "flag", key(3L).with("state", true),
            "list", key(4L).with("state", List.of("1")),
            "none", key(5L)));
    var query = Query.of(ROWS, "key");
    assertThat(ids(query.whereEqual("state", "1"))).containsExactly("text");
    assertThat(ids(query.whereEqual("state", 1L))).containsExactly("number");
    assertThat(ids(query.whereEqual("state", 1))).containsExactly("number");
    assertThat(ids(query.whereEqual("state", true))).containsExactly("flag");
    assertThat(ids(query.whereEqual("state", "2"))).isEmpty();
    assertThat(ids(query.whereEqual("missing", "1"))).isEmpty();
  }

  @Test
  default void longestTextsThatDifferAtTheEndAreNotEqual() {
    var text = "x".repeat(999);
    put(Map.of("a", key(1L).with("text", text + "a"), "b", key(2L).with("text", text + "b")));
    assertThat(ids(Query.of(ROWS, "key").whereEqual("text", text + "b"))).containsExactly("b");
  }

  @Test
  default void textTooLongForAQueryIsRefusedByItsField() {
    assertThatThrownBy(() -> Query.of(ROWS, "key").whereEqual("text", "é".repeat(501)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'text'");
  }

  @Test
  default void queryFollowsChangesAndDeletions() {
    put(Map.of("a", key(1L), "b", key(2L), "c", key(3L)));
    put("a", key(9L));
    put("b", Fields.empty().with("other", 1L));
    assertThat(ids(Query.of(ROWS, "key"))).containsExactly("c", "a");
    store()
        .transact(transaction -> {
          transaction.delete(ROWS.document("c"));
          return true;
        });
    assertThat(ids(Query.of(ROWS, "key"))).containsExactly("a");
    assertThat(ids(Query.of(ROWS, "key").whereEqual("key", 1L))).isEmpty();
  }

  @Test
  default void pagesHoldEachDocumentOnce() {
    var expected = new ArrayList<String>();
    for (var i = 0; i < 25; i++) {
      var id = "r%02d".formatted(i);
      put(id, key((long) (i / 4)).with("even", i % 2 == 0));
      expected.add(id);
    }
    var query = Query.of(ROWS, "key");
    for (var limit : List.of(1, 4, 5, 24, 25, 26)) {
      assertThat(idsOfAllPages(query.limit(limit))).isEqualTo(expected);
      assertThat(idsOfAllPages(query.limit(limit).descending())).isEqualTo(expected.reversed());
    }
    assertThat(idsOfAllPages(query.whereEqual("even", true).limit(4)))
        .hasSize(13)
        .isSorted()
        .doesNotHaveDuplicates();
  }

  @Test
  default void lastPageHasNoCursor() {
    put(Map.of("a", key(1L), "b", key(2L)));
    var query = Query.of(ROWS, "key");
    assertThat(store().query(query.limit(2)).nextCursor()).isEmpty();
    assertThat(store().query(query.limit(1)).nextCursor()).isPresent();
  }

  @Test
  default void pagingGoesOnWhileOthersWrite() {
    put(Map.of("b", key(20L), "d", key(40L), "f", key(60L)));
    var query = Query.of(ROWS, "key").limit(1);
    var cursor = store().query(query).nextCursor().orElseThrow();
    put(Map.of("a", key(10L), "c", key(30L), "b2", key(20L)));
    assertThat(idsOfAllPages(query.after(cursor))).containsExactly("b2", "c", "d", "f");
  }

  @Test
  default void cursorOutlivesTheDocumentThatItStandsOn() {
    put(Map.of("a", key(1L), "b", key(2L), "c", key(3L)));
    var query = Query.of(ROWS, "key").limit(2);
    var cursor = store().query(query).nextCursor().orElseThrow();
    store()
        .transact(transaction -> {
          transaction.delete(ROWS.document("b"));
          return true;
        });
    assertThat(idsOfAllPages(query.after(cursor))).containsExactly("c");
  }

  @Test
  default void cursorThatIsNoneIsRefused() {
    for (var cursor : List.of("", "x", "!!!", "AAAA", "ü", "bm9uc2Vuc2U")) {
      assertThatThrownBy(() -> store().query(Query.of(ROWS, "key").after(cursor)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
