package io.codedeveloper.platform.google;

import com.google.api.core.ApiFuture;
import com.google.api.core.ApiFutureCallback;
import com.google.api.core.ApiFutures;
import com.google.cloud.logging.v2.LoggingClient;
import com.google.cloud.logging.v2.LoggingSettings;
import com.google.common.util.concurrent.MoreExecutors;
import com.google.logging.v2.ListLogEntriesRequest;
import com.google.logging.v2.WriteLogEntriesRequest;
import com.google.logging.v2.WriteLogEntriesResponse;
import io.codedeveloper.platform.LogStore;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.StreamSupport;

/// Log entries in Cloud Logging, under the log `code-developer`, with the labels `project` and
/// `iteration`.
///
/// Entries are sent in the background, in batches. A warning or an error is waited for, a second at
/// most: the process may be frozen or end with it. Cloud Logging shows an entry some seconds after
/// it took it, and refuses entries older than it keeps any.
public final class CloudLoggingLogStore implements LogStore, AutoCloseable {
  private static final int LARGEST_TAIL = 1000;

  /// Entries on their way; further ones are dropped and counted.
  static final int WAITING = 1000;

  /// Pages of one tail. Where matches are rare, a page may be empty and have one after it: older
  /// entries than these hold are not looked for.
  static final int MOST_PAGES = 20;

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  /// How long reading and closing wait for what was appended before.
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final LoggedEntry.Codec codec;
  private final CloudResource resource;
  private final LazyClient<LoggingClient> client;
  private final Underway underway = new Underway(WAITING);
  private final AtomicLong dropped = new AtomicLong();
  private final AtomicLong appended = new AtomicLong();
  private final String process = UUID.randomUUID().toString();

  /// @param project Google Cloud's
  public CloudLoggingLogStore(String project, ServiceEndpoint endpoint) {
    this.codec = new LoggedEntry.Codec(project);
    this.client = new LazyClient<>(() -> connect(endpoint));
    this.resource =
        new CloudResource("Cloud Logging", "the log " + codec.logName(), "roles/logging.viewer");
  }

  private static LoggingClient connect(ServiceEndpoint endpoint) throws IOException {
    return LoggingClient.create(
        endpoint
            .applyTo(LoggingSettings.newBuilder())
            .applyToAllUnaryMethods(endpoint::bound)
            .build());
  }

  @Override
  public void append(Entry entry) {
    if (!underway.begin()) {
      dropped.incrementAndGet();
      return;
    }
    var sent = trySend(entry);
    if (entry.severity().compareTo(Severity.WARNING) >= 0) {
      sent.ifPresent(CloudLoggingLogStore::await);
    }
  }

  private Optional<ApiFuture<WriteLogEntriesResponse>> trySend(Entry entry) {
    try {
      return Optional.of(send(entry));
    } catch (RuntimeException failure) {
      dropped.incrementAndGet();
      underway.end();
      return Optional.empty();
    }
  }

  private ApiFuture<WriteLogEntriesResponse> send(Entry entry) {
    // Entries of one instant are shown in the order of these ids.
    var id = "%016x-%s".formatted(appended.incrementAndGet(), process);
    var request =
        WriteLogEntriesRequest.newBuilder()
            .setLogName(codec.logName())
            .setResource(codec.resource())
            // In a batch, an entry that is refused takes no other with it.
            .setPartialSuccess(true)
            .addEntries(codec.encode(entry, id))
            .build();
    var sent = client.get().writeLogEntriesCallable().futureCall(request);
    ApiFutures.addCallback(sent, new Completion(), MoreExecutors.directExecutor());
    return sent;
  }

  private final class Completion implements ApiFutureCallback<WriteLogEntriesResponse> {
    @Override
    public void onSuccess(WriteLogEntriesResponse kept) {
      underway.end();
    }

    @Override
    public void onFailure(Throwable failure) {
      dropped.incrementAndGet();
      underway.end();
    }
  }

  private static void await(ApiFuture<WriteLogEntriesResponse> sent) {
    try {
      sent.get(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException | CancellationException counted) {
      // The completion counts it.
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  /// How many entries were not kept.
  public long dropped() {
    return dropped.get();
  }

  @Override
  public List<Entry> tail(Selection selection, int limit) {
    if (limit < 1 || limit > LARGEST_TAIL) {
      throw new IllegalArgumentException("limit must be 1 to " + LARGEST_TAIL + ": " + limit);
    }
    flush();
    var request =
        ListLogEntriesRequest.newBuilder()
            .addResourceNames(codec.parent())
            .setFilter(codec.filter(selection))
            .setOrderBy("timestamp desc")
            .setPageSize(limit)
            .build();
    return resource.call(() -> newest(request, limit));
  }

  private List<Entry> newest(ListLogEntriesRequest request, int limit) {
    var pages =
        StreamSupport.stream(
            client.get().listLogEntries(request).iteratePages().spliterator(), false);
    return pages
        .limit(MOST_PAGES)
        .flatMap(page -> StreamSupport.stream(page.getValues().spliterator(), false))
        .limit(limit)
        .map(LoggedEntry::of)
        .sorted(
            Comparator.comparing((LoggedEntry one) -> one.entry().at())
                .thenComparing(LoggedEntry::id))
        .map(LoggedEntry::entry)
        .toList();
  }

  /// Returns when everything appended before is kept or dropped, or after two seconds.
  public void flush() {
    underway.awaitNone(PATIENCE);
  }

  @Override
  public void close() {
    flush();
    client.close();
  }
}
