package io.codedeveloper.platform.google.log;

import io.codedeveloper.platform.LogStore;
import java.io.PrintStream;
import java.util.List;

/// Prints entries, which Cloud Run takes to Cloud Logging: a function needs no client of it, and
/// waits for nothing. What is read comes from another store.
///
/// @param least what is less grave is not printed
record PrintedLogStore(CloudLogLine line, Severity least, PrintStream out, LogStore kept)
    implements LogStore {
  @Override
  public void append(Entry entry) {
    if (entry.severity().compareTo(least) >= 0) {
      line.print(LogEvent.of(entry), out);
    }
  }

  @Override
  public List<Entry> tail(Selection selection, int limit) {
    return kept.tail(selection, limit);
  }
}
