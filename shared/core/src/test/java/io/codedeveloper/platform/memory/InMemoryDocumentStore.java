package io.codedeveloper.platform.memory;

import io.codedeveloper.platform.AlreadyExistsException;
import io.codedeveloper.platform.CollectionPath;
import io.codedeveloper.platform.Document;
import io.codedeveloper.platform.DocumentPath;
import io.codedeveloper.platform.DocumentSize;
import io.codedeveloper.platform.DocumentStore;
import io.codedeveloper.platform.Fields;
import io.codedeveloper.platform.Page;
import io.codedeveloper.platform.Query;
import io.codedeveloper.platform.Transaction;
import io.codedeveloper.platform.TransientException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// Documents in a map; one transaction at a time.
public final class InMemoryDocumentStore implements DocumentStore {
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<DocumentPath, Document> documents = new HashMap<>();
  private final Map<CollectionPath, Map<DocumentPath, Document>> collections = new HashMap<>();
  private final Clock clock;
  private Instant newest = Instant.EPOCH;
  private boolean reachable = true;
  private boolean acknowledgementLost;
  private boolean tooSlow;
  private int reads;
  private Runnable late = () -> {};

  public InMemoryDocumentStore(Clock clock) {
    this.clock = clock;
  }

  /// How many documents were read outside of transactions, as Firestore counts them.
  public int reads() {
    return reads;
  }

  /// Whether it answers from now on.
  public void reachable(boolean answers) {
    reachable = answers;
  }

  /// The next transaction is made, and its caller is told that it failed.
  public void loseNextAcknowledgement() {
    acknowledgementLost = true;
  }

  /// The next transaction that writes is made only by [#arriveLate]; its caller is told that it
  /// failed.
  public void delayNextWrite() {
    tooSlow = true;
  }

  /// Makes the transaction that was delayed.
  public void arriveLate() {
    late.run();
  }

  @Override
  public <T> T transact(Body<T> body) {
    lock.lock();
    try {
      var writes = new Writes(now());
      var result = body.run(writes);
      if (tooSlow && !writes.pending.isEmpty()) {
        tooSlow = false;
        late = () -> transact(body);
        throw new TransientException("the store did not answer in time");
      }
      writes.commit();
      if (acknowledgementLost && !writes.pending.isEmpty()) {
        acknowledgementLost = false;
        throw new TransientException("the store did not answer in time");
      }
      return result;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Optional<Document> get(DocumentPath path) {
    lock.lock();
    try {
      reads++;
      return visible(path, now());
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Page<Document> query(Query query) {
    lock.lock();
    try {
      var now = now();
      var after = query.cursor().map(cursor -> Position.decode(cursor));
      var found =
          collections.getOrDefault(query.collection(), Map.of()).values().stream()
              .filter(one -> one.fields().asMap().containsKey(query.orderBy()))
              .filter(one -> query.where().stream().allMatch(equality -> matches(one, equality)))
              .filter(one -> visible(one.path(), now).isPresent())
              .filter(one -> after.stream().allMatch(p -> p.isBefore(query, one)))
              .sorted(order(query))
              .limit(query.limit() + 1L)
              .toList();
      var page = page(query, found);
      reads += Math.max(1, page.items().size());
      return page;
    } finally {
      lock.unlock();
    }
  }

  private static Page<Document> page(Query query, List<Document> found) {
    if (found.size() <= query.limit()) {
      return new Page<>(found, Optional.empty());
    }
    var items = found.subList(0, query.limit());
    return new Page<>(items, Optional.of(Position.of(query, items.getLast()).encode()));
  }

  private static boolean matches(Document document, Query.Equality equality) {
    var wanted = Fields.empty().with("value", equality.value()).asMap().get("value");
    var present = document.fields().asMap().get(equality.field());
    return present != null && wanted != null && ValueOrder.INSTANCE.compare(present, wanted) == 0;
  }

  private static Comparator<Document> order(Query query) {
    Comparator<Document> ascending =
        Comparator.<Document, Value>comparing(
                one -> new Value(one.fields().asMap().get(query.orderBy())))
            .thenComparing(one -> new Value(one.id()));
    return query.direction() == Query.Direction.ASCENDING ? ascending : ascending.reversed();
  }

  private Instant now() {
    if (!reachable) {
      throw new TransientException("the store was told not to answer");
    }
    var time = clock.instant().truncatedTo(java.time.temporal.ChronoUnit.MICROS);
    newest = time.isAfter(newest) ? time : newest;
    return newest;
  }

  private Optional<Document> visible(DocumentPath path, Instant now) {
    return Optional.ofNullable(documents.get(path))
        .filter(one ->
            !(one.fields().asMap().get("expireAt") instanceof Instant end) || now.isBefore(end));
  }

  /// A transaction's writes, made at its end.
  private final class Writes implements Transaction {
    private final Map<DocumentPath, Optional<Fields>> pending = new LinkedHashMap<>();
    private final Instant at;
    private Optional<AlreadyExistsException> failure = Optional.empty();

    Writes(Instant at) {
      this.at = at;
    }

    @Override
    public Optional<Document> get(DocumentPath path) {
      if (!pending.isEmpty()) {
        throw new IllegalStateException("a transaction reads before it writes: " + path);
      }
      return visible(path, at);
    }

    @Override
    public Instant time() {
      return at;
    }

    @Override
    public void create(DocumentPath path, Fields fields) {
      if (visible(path, at).isPresent() || pending.containsKey(path)) {
        failure = Optional.of(new AlreadyExistsException(path));
        throw failure.get();
      }
      put(path, fields);
    }

    @Override
    public void put(DocumentPath path, Fields fields) {
      DocumentSize.check(path, fields);
      pending.put(path, Optional.of(fields));
    }

    @Override
    public void delete(DocumentPath path) {
      pending.put(path, Optional.empty());
    }

    void commit() {
      if (failure.isPresent()) {
        throw failure.get();
      }
      pending.forEach((path, fields) -> {
        documents.remove(path);
        var siblings = collections.computeIfAbsent(path.parent(), first -> new HashMap<>());
        siblings.remove(path);
        fields.ifPresent(some -> {
          var document = new Document(path, some, at);
          documents.put(path, document);
          siblings.put(path, document);
        });
      });
    }
  }

  /// Where a page ended. It holds on to the value itself, under a number that stands in the cursor.
  private record Position(Value value, Value id) {
    private static final Map<String, Position> GIVEN =
        new java.util.concurrent.ConcurrentHashMap<>();

    static Position of(Query query, Document last) {
      return new Position(
          new Value(last.fields().asMap().get(query.orderBy())), new Value(last.id()));
    }

    boolean isBefore(Query query, Document one) {
      var there = of(query, one);
      var order = value.compareTo(there.value);
      var ascending = order != 0 ? order : id.compareTo(there.id);
      return query.direction() == Query.Direction.ASCENDING ? ascending < 0 : ascending > 0;
    }

    String encode() {
      var text = "position " + value + " " + id;
      var cursor = Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
      GIVEN.put(cursor, this);
      return cursor;
    }

    static Position decode(String cursor) {
      var position = GIVEN.get(cursor);
      if (position == null) {
        throw new IllegalArgumentException("not a cursor: " + cursor);
      }
      return position;
    }
  }
}
