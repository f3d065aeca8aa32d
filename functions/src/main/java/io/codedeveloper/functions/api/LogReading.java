package io.codedeveloper.functions.api;

import io.codedeveloper.auth.Redactor;
import io.codedeveloper.functions.http.EventStream;
import io.codedeveloper.platform.LogStore;
import io.codedeveloper.platform.LogStore.Entry;
import io.codedeveloper.platform.LogStore.Selection;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads a log on and on, each entry once.
///
/// Entries may be found late: another process wrote them, or the store took its time. So each look
/// goes back a little, and passes over what was sent.
final class LogReading {
  private static final int LARGEST_LOOK = 1000;
  private static final Duration LATE = Duration.ofSeconds(15);
  private static final int LONGEST_MESSAGE = 16 * 1024;

  /// What is kept was cleaned by whoever wrote it, who knew the secrets; this is the second lock.
  private static final Redactor REDACTOR = new Redactor(List.of());

  private final LogStore logs;
  private final Selection selection;
  private final Start start;

  private LogPosition position;
  private boolean begun;

  /// How often each entry of the last look was sent or passed over.
  private Map<Key, Integer> known = Map.of();

  LogReading(LogStore logs, Selection selection, Start start, Instant now) {
    this.logs = logs;
    this.selection = selection;
    this.start = start;
    this.position = start instanceof Start.After(var last) ? last : new LogPosition(now, 0);
  }

  /// Where a client begins to read.
  sealed interface Start {
    /// @param entries so many before now
    record Tail(int entries) implements Start {}

    /// @param last what the client has already
    record After(LogPosition last) implements Start {}
  }

  /// Sends the last entries, and no more.
  ///
  /// @throws IOException when the client has gone
  void sendLast(EventStream stream) throws IOException {
    switch (start) {
      case Start.Tail(var entries) -> send(stream, last(entries));
      case Start.After after -> resume(stream);
    }
  }

  /// Sends what was not sent yet.
  ///
  /// @return whether there was anything
  /// @throws IOException when the client has gone
  boolean send(EventStream stream) throws IOException {
    if (begun) {
      return send(stream, fresh(look(stream)));
    }
    var any =
        switch (start) {
          case Start.Tail(var entries) -> tail(stream, entries);
          case Start.After after -> resume(stream);
        };
    begun = true;
    return any;
  }

  /// What is older than the last entry was left out on purpose: later looks pass over it.
  private boolean tail(EventStream stream, int entries) throws IOException {
    var found = last(entries);
    var end = found.isEmpty() ? position.at() : found.getLast().at();
    var before = logs.tail(since(end.minus(LATE)), LARGEST_LOOK);
    var passed = before.stream().filter(entry -> !entry.at().isAfter(end)).toList();
    var any = send(stream, found);
    position = new LogPosition(end, at(passed, end));
    known = counted(passed);
    return any;
  }

  private List<Entry> last(int entries) {
    return entries == 0 ? List.of() : logs.tail(selection, entries);
  }

  private boolean resume(EventStream stream) throws IOException {
    var found = look(stream);
    var earlier = found.stream().filter(entry -> entry.at().isBefore(position.at())).count();
    var here = Math.min(position.number(), at(found, position.at()));
    var has = (int) earlier + here;
    known = counted(found);
    return send(stream, found.subList(has, found.size()));
  }

  private static int at(List<Entry> entries, Instant time) {
    return (int) entries.stream().filter(entry -> entry.at().equals(time)).count();
  }

  private List<Entry> look(EventStream stream) throws IOException {
    var found = logs.tail(since(position.at().minus(LATE)), LARGEST_LOOK);
    if (found.size() == LARGEST_LOOK && found.getFirst().at().isAfter(position.at())) {
      stream.event("gap", gap(found));
    }
    return found;
  }

  private List<Entry> fresh(List<Entry> found) {
    var fresh = new ArrayList<Entry>();
    var left = new HashMap<>(known);
    for (var entry : found) {
      if (left.merge(Key.of(entry), -1, Integer::sum) < 0) {
        fresh.add(entry);
      }
    }
    known = counted(found);
    return fresh;
  }

  private boolean send(EventStream stream, List<Entry> entries) throws IOException {
    for (var entry : entries) {
      // One that was found late keeps the position where it is: the client has what follows it.
      position = entry.at().isBefore(position.at()) && begun ? position : position.next(entry.at());
      stream.event(position.toString(), "log", words(entry));
    }
    return !entries.isEmpty();
  }

  private Map<String, String> gap(List<Entry> entries) {
    return Map.of("after", Words.of(position.at()), "before", Words.of(entries.getFirst().at()));
  }

  private Selection since(Instant time) {
    var later = selection.since().filter(time::isBefore).orElse(time);
    return new Selection(
        selection.project(), selection.iteration(), selection.atLeast(), Optional.of(later));
  }

  private static Map<Key, Integer> counted(List<Entry> entries) {
    var counts = new HashMap<Key, Integer>();
    entries.forEach(entry -> counts.merge(Key.of(entry), 1, Integer::sum));
    return counts;
  }

  private static Map<String, @Nullable Object> words(Entry entry) {
    var words = new LinkedHashMap<String, @Nullable Object>();
    words.put("time", Words.of(entry.at()));
    words.put("severity", entry.severity().name().toLowerCase(Locale.ROOT));
    words.put("iteration", Words.orNull(entry.iteration()));
    words.put("message", bounded(REDACTOR.redact(entry.message())));
    return words;
  }

  private static String bounded(String message) {
    return message.length() > LONGEST_MESSAGE
        ? message.substring(0, LONGEST_MESSAGE) + "… [cut]"
        : message;
  }

  /// What tells entries apart; messages are not kept.
  private record Key(Instant at, int severity, int length, int hash) {
    static Key of(Entry entry) {
      var message = entry.message();
      return new Key(entry.at(), entry.severity().ordinal(), message.length(), message.hashCode());
    }
  }
}
