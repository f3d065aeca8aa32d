package io.codedeveloper.platform.google.log;

import io.codedeveloper.platform.LogStore.Severity;
import java.io.PrintStream;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;

/// Takes what is logged in the JDK's way, as Google's clients and the functions framework do.
final class JdkLogHandler extends Handler {
  private final CloudLogLine line;
  private final PrintStream out;
  private final SimpleFormatter formatter = new SimpleFormatter();

  JdkLogHandler(CloudLogLine line, PrintStream out) {
    this.line = line;
    this.out = out;
  }

  @Override
  public void publish(LogRecord record) {
    if (isLoggable(record)) {
      line.print(
          LogEvent.of(
              record.getInstant(),
              severity(record.getLevel()),
              String.valueOf(record.getLoggerName()),
              String.valueOf(formatter.formatMessage(record)),
              Optional.ofNullable(record.getThrown())),
          out);
    }
  }

  private static Severity severity(Level level) {
    var number = level.intValue();
    if (number >= Level.SEVERE.intValue()) {
      return Severity.ERROR;
    }
    if (number >= Level.WARNING.intValue()) {
      return Severity.WARNING;
    }
    return number >= Level.INFO.intValue() ? Severity.INFO : Severity.DEBUG;
  }

  /// The least level that is logged.
  static Level level(Severity severity) {
    return switch (severity) {
      case DEBUG -> Level.FINE;
      case INFO -> Level.INFO;
      case WARNING -> Level.WARNING;
      case ERROR -> Level.SEVERE;
    };
  }

  @Override
  public void flush() {
    out.flush();
  }

  @Override
  public void close() {}
}
