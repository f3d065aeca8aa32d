package io.codedeveloper.cli.up;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.Duration;
import ch.qos.logback.core.util.FileSize;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends what libraries log, by SLF4J and by the JDK's own logging, to a file instead of the
/// terminal.
///
/// A host is left alone for months, so that the file is bounded: a full one becomes `host.log.1`,
/// and the one before that is gone.
final class HostLog implements AutoCloseable {
  /// When the file is full.
  static final FileSize LARGEST = FileSize.valueOf("8MB");

  private static final String ROOT = Logger.ROOT_LOGGER_NAME;

  private final ch.qos.logback.classic.Logger root;
  private final Level before;
  private final FileAppender<ILoggingEvent> file;
  private final java.util.logging.Logger jdk = LogManager.getLogManager().getLogger("");
  private final Handler[] jdkBefore = jdk.getHandlers();
  private final Handler bridge = new Bridge();

  private HostLog(LoggerContext context, Path path) {
    root = context.getLogger(ROOT);
    before = root.getLevel();
    file = appender(context, path);
  }

  /// Writes to `host.log` in this directory until it is closed.
  static HostLog in(Path logs) {
    if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
      throw new IllegalStateException("another provider of SLF4J is in use than Logback");
    }
    var log = new HostLog(context, logs.resolve("host.log"));
    log.begin();
    return log;
  }

  private static FileAppender<ILoggingEvent> appender(LoggerContext context, Path path) {
    var encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern("%d{yyyy-MM-dd'T'HH:mm:ss.SSSX} %level %logger %msg%n");
    encoder.start();
    var file = new RollingFileAppender<ILoggingEvent>();
    file.setContext(context);
    file.setFile(path.toString());
    file.setEncoder(encoder);
    file.setTriggeringPolicy(whenFull(context));
    file.setRollingPolicy(keepingOne(context, file, path));
    return file;
  }

  private static SizeBasedTriggeringPolicy<ILoggingEvent> whenFull(LoggerContext context) {
    var policy = new SizeBasedTriggeringPolicy<ILoggingEvent>();
    policy.setContext(context);
    policy.setMaxFileSize(LARGEST);
    // At every line, and not once a minute: there are few.
    policy.setCheckIncrement(Duration.buildByMilliseconds(0));
    policy.start();
    return policy;
  }

  private static FixedWindowRollingPolicy keepingOne(
      LoggerContext context, FileAppender<ILoggingEvent> file, Path path) {
    var policy = new FixedWindowRollingPolicy();
    policy.setContext(context);
    policy.setParent(file);
    policy.setFileNamePattern(path + ".%i");
    policy.setMinIndex(1);
    policy.setMaxIndex(1);
    policy.start();
    return policy;
  }

  private void begin() {
    file.start();
    root.addAppender(file);
    root.setLevel(Level.WARN);
    Arrays.stream(jdkBefore).forEach(jdk::removeHandler);
    jdk.addHandler(bridge);
  }

  @Override
  public void close() {
    jdk.removeHandler(bridge);
    Arrays.stream(jdkBefore).forEach(jdk::addHandler);
    root.setLevel(before);
    root.detachAppender(file);
    file.stop();
  }

  /// Passes the JDK's warnings on to SLF4J.
  private static final class Bridge extends Handler {
    private final SimpleFormatter formatter = new SimpleFormatter();

    @Override
    public void publish(LogRecord record) {
      if (record.getLevel().intValue() >= java.util.logging.Level.WARNING.intValue()) {
        LoggerFactory.getLogger(String.valueOf(record.getLoggerName()))
            .warn(formatter.formatMessage(record), record.getThrown());
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
