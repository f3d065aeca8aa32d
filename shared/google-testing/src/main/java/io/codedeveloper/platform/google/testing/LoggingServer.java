package io.codedeveloper.platform.google.testing;

import com.google.logging.v2.ListLogEntriesRequest;
import com.google.logging.v2.ListLogEntriesResponse;
import com.google.logging.v2.LogEntry;
import com.google.logging.v2.LoggingServiceV2Grpc.LoggingServiceV2ImplBase;
import com.google.logging.v2.WriteLogEntriesRequest;
import com.google.logging.v2.WriteLogEntriesResponse;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Cloud Logging: WriteLogEntries and ListLogEntries in pages, ordered by time and insert id, which
/// also tells entries that were sent twice.
///
/// Enforces the size of an entry, the window of its time, and names. Left out: the seconds until an
/// entry is seen (here: none), quotas, the details of a partial success, sinks, buckets, and most
/// of the query language ([LogFilter]).
public final class LoggingServer extends LoggingServiceV2ImplBase implements AutoCloseable {
  private static final int LARGEST_ENTRY = 256 * 1024;
  private static final int LARGEST_PAGE = 1000;
  private static final Duration RETENTION = Duration.ofDays(30);
  private static final Duration FUTURE = Duration.ofHours(24);

  /// By time and insert id.
  private static final Comparator<LogEntry> ORDER =
      Comparator.comparing(LoggingServer::time).thenComparing(LogEntry::getInsertId);

  private final Clock clock;
  private final Map<String, LogEntry> entries = new TreeMap<>();
  private final ServiceServer server = ServiceServer.start(this);
  private volatile int emptyPages;

  /// @param clock that says which entries are too old, or of the future
  public LoggingServer(Clock clock) {
    this.clock = clock;
  }

  /// The server itself, for its address and its failures.
  public ServiceServer server() {
    return server;
  }

  /// From now on a listing begins with so many empty pages, as where a search takes long.
  public void beginWithEmptyPages(int pages) {
    emptyPages = pages;
  }

  /// All entries, the oldest first.
  public synchronized List<LogEntry> entries() {
    return entries.values().stream().sorted(ORDER).toList();
  }

  @Override
  public void writeLogEntries(
      WriteLogEntriesRequest request, StreamObserver<WriteLogEntriesResponse> call) {
    Answers.answer(call, () -> write(request));
  }

  private synchronized WriteLogEntriesResponse write(WriteLogEntriesRequest request) {
    var complete = new ArrayList<LogEntry>();
    var refusals = new ArrayList<StatusRuntimeException>();
    for (var entry : request.getEntriesList()) {
      try {
        complete.add(checked(completed(entry, request)));
      } catch (StatusRuntimeException refused) {
        refusals.add(refused);
      }
    }
    if (refusals.isEmpty() || request.getPartialSuccess()) {
      complete.forEach(entry ->
          entries.putIfAbsent(
              entry.getLogName() + " " + time(entry) + " " + entry.getInsertId(), entry));
    }
    if (!refusals.isEmpty()) {
      throw refusals.getFirst();
    }
    return WriteLogEntriesResponse.getDefaultInstance();
  }

  private static LogEntry completed(LogEntry entry, WriteLogEntriesRequest request) {
    var complete = entry.toBuilder();
    if (entry.getLogName().isEmpty()) {
      complete.setLogName(request.getLogName());
    }
    if (!entry.hasResource()) {
      complete.setResource(request.getResource());
    }
    request
        .getLabelsMap()
        .forEach((name, value) -> {
          if (!entry.containsLabels(name)) {
            complete.putLabels(name, value);
          }
        });
    return complete.build();
  }

  private LogEntry checked(LogEntry entry) {
    if (!entry.getLogName().matches("projects/[a-z0-9-]+/logs/[A-Za-z0-9/_.%-]{1,511}")) {
      throw Answers.invalid("not the name of a log: " + entry.getLogName());
    }
    if (entry.getResource().getType().isEmpty()) {
      throw Answers.invalid("an entry needs a monitored resource");
    }
    if (entry.getSerializedSize() > LARGEST_ENTRY) {
      throw Answers.invalid(
          "Log entry with size %d exceeds maximum size of %d"
              .formatted(entry.getSerializedSize(), LARGEST_ENTRY));
    }
    var at = time(entry);
    var now = clock.instant();
    if (at.isBefore(now.minus(RETENTION)) || at.isAfter(now.plus(FUTURE))) {
      throw Answers.invalid("Log entry timestamp is outside of what is kept: " + at);
    }
    return entry;
  }

  private static Instant time(LogEntry entry) {
    return Instant.ofEpochSecond(
        entry.getTimestamp().getSeconds(), entry.getTimestamp().getNanos());
  }

  @Override
  public void listLogEntries(
      ListLogEntriesRequest request, StreamObserver<ListLogEntriesResponse> call) {
    Answers.answer(call, () -> list(request));
  }

  private ListLogEntriesResponse list(ListLogEntriesRequest request) {
    if (request.getResourceNamesCount() == 0) {
      throw Answers.invalid("no resource names");
    }
    var order =
        switch (request.getOrderBy()) {
          case "", "timestamp asc" -> ORDER;
          case "timestamp desc" -> ORDER.reversed();
          default -> throw Answers.invalid("cannot order by " + request.getOrderBy());
        };
    var filter = LogFilter.parse(request.getFilter());
    var token = request.getPageToken().isEmpty() ? 0 : Integer.parseInt(request.getPageToken());
    if (token < emptyPages) {
      return ListLogEntriesResponse.newBuilder()
          .setNextPageToken(Integer.toString(token + 1))
          .build();
    }
    var from = token - emptyPages;
    var size = request.getPageSize() == 0 ? 50 : Math.min(request.getPageSize(), LARGEST_PAGE);
    var found =
        entries().stream()
            .filter(entry ->
                request.getResourceNamesList().stream()
                    .anyMatch(name -> entry.getLogName().startsWith(name + "/")))
            .filter(filter)
            .sorted(order)
            .toList();
    var page = found.subList(Math.min(from, found.size()), Math.min(from + size, found.size()));
    var answer = ListLogEntriesResponse.newBuilder().addAllEntries(page);
    if (from + size < found.size()) {
      answer.setNextPageToken(Integer.toString(token + size));
    }
    return answer.build();
  }

  @Override
  public void close() {
    server.close();
  }
}
