package io.codedeveloper.platform.google;

import com.google.firestore.v1.Cursor;
import com.google.firestore.v1.RunQueryRequest;
import com.google.firestore.v1.RunQueryResponse;
import com.google.firestore.v1.StructuredQuery;
import com.google.firestore.v1.StructuredQuery.Direction;
import com.google.firestore.v1.StructuredQuery.FieldFilter;
import com.google.firestore.v1.StructuredQuery.FieldReference;
import com.google.firestore.v1.Value;
import com.google.protobuf.Int32Value;
import com.google.protobuf.InvalidProtocolBufferException;
import io.codedeveloper.platform.Document;
import io.codedeveloper.platform.Fields;
import io.codedeveloper.platform.Page;
import io.codedeveloper.platform.Query;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads one page of a query.
///
/// The order ends with the document's name, in the same direction, which the index of a single
/// field has too: only a query with an equality on another field needs a composite index.
final class FirestoreListing {
  private static final String NAME = "__name__";

  private final Query query;
  private final FirestoreCalls calls;

  FirestoreListing(Query query, FirestoreCalls calls) {
    this.query = query;
    this.calls = calls;
  }

  /// @throws IllegalArgumentException for a cursor that no page of this collection has had
  Page<Document> read() {
    var answers =
        calls.query(
            "a listing of %s by %s".formatted(query.collection(), query.orderBy()),
            RunQueryRequest.newBuilder()
                .setParent(calls.names().parent(query.collection()))
                .setStructuredQuery(structured())
                .build());
    var rows = answers.stream().filter(RunQueryResponse::hasDocument).toList();
    var page = rows.subList(0, Math.min(rows.size(), query.limit()));
    var next =
        rows.size() > query.limit()
            ? Optional.of(cursor(page.getLast().getDocument()))
            : Optional.<String>empty();
    return new Page<>(visible(page), next);
  }

  private List<Document> visible(List<RunQueryResponse> rows) {
    return rows.stream().flatMap(row -> visible(row).stream()).toList();
  }

  private Optional<Document> visible(RunQueryResponse row) {
    Instant readAt = FirestoreValues.instant(row.getReadTime());
    return Optional.of(calls.document(row.getDocument()))
        .filter(document -> !FirestoreCalls.hasExpired(document, readAt));
  }

  private StructuredQuery structured() {
    var direction =
        query.direction() == Query.Direction.ASCENDING ? Direction.ASCENDING : Direction.DESCENDING;
    var structured =
        StructuredQuery.newBuilder()
            .addFrom(
                StructuredQuery.CollectionSelector.newBuilder()
                    .setCollectionId(FirestoreNames.id(query.collection())))
            .addOrderBy(order(quoted(query.orderBy()), direction))
            .addOrderBy(order(NAME, direction))
            // One more than asked for tells whether there is a next page.
            .setLimit(Int32Value.of(query.limit() + 1));
    query.where().ifPresent(equality -> structured.setWhere(filter(equality)));
    query.cursor().ifPresent(cursor -> structured.setStartAt(parse(cursor)));
    return structured.build();
  }

  private static StructuredQuery.Order order(String field, Direction direction) {
    return StructuredQuery.Order.newBuilder()
        .setField(FieldReference.newBuilder().setFieldPath(field))
        .setDirection(direction)
        .build();
  }

  private static StructuredQuery.Filter filter(Query.Equality equality) {
    var value = Fields.of(Map.of("value", equality.value())).asMap().get("value");
    return StructuredQuery.Filter.newBuilder()
        .setFieldFilter(
            FieldFilter.newBuilder()
                .setField(FieldReference.newBuilder().setFieldPath(quoted(equality.field())))
                .setOp(FieldFilter.Operator.EQUAL)
                .setValue(FirestoreValues.encode(value)))
        .build();
  }

  /// A field's name in a path, where a dot would lead into a map.
  private static String quoted(String field) {
    return "`" + field.replace("\\", "\\\\").replace("`", "\\`") + "`";
  }

  private String cursor(com.google.firestore.v1.Document last) {
    var field = last.getFieldsMap().getOrDefault(query.orderBy(), Value.getDefaultInstance());
    var place =
        Cursor.newBuilder()
            .addValues(field)
            .addValues(Value.newBuilder().setReferenceValue(last.getName()))
            .build();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(place.toByteArray());
  }

  private Cursor parse(String text) {
    try {
      var cursor = Cursor.parseFrom(Base64.getUrlDecoder().decode(text));
      if (cursor.getValuesCount() == 2 && isOfThisCollection(cursor.getValues(1))) {
        return cursor.toBuilder().setBefore(false).build();
      }
    } catch (InvalidProtocolBufferException | IllegalArgumentException broken) {
      throw refused(text, broken);
    }
    throw refused(text, null);
  }

  private boolean isOfThisCollection(Value reference) {
    var collection =
        calls.names().parent(query.collection())
            + "/"
            + FirestoreNames.id(query.collection())
            + "/";
    var name = reference.getReferenceValue();
    return name.startsWith(collection) && name.indexOf('/', collection.length()) < 0;
  }

  private static IllegalArgumentException refused(
      String text, @org.jspecify.annotations.Nullable Exception cause) {
    return new IllegalArgumentException("not a cursor of this store: '" + text + "'", cause);
  }
}
