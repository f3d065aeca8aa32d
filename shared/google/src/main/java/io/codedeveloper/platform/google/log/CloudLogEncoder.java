package io.codedeveloper.platform.google.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.encoder.EncoderBase;
import io.codedeveloper.platform.LogStore.Severity;
import java.util.Optional;

/// Takes what is logged by SLF4J, where Logback is its provider.
final class CloudLogEncoder extends EncoderBase<ILoggingEvent> {
  private final CloudLogLine line;

  CloudLogEncoder(CloudLogLine line) {
    this.line = line;
  }

  @Override
  public byte[] headerBytes() {
    return new byte[0];
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    return line.of(
            LogEvent.of(
                event.getInstant(),
                severity(event.getLevel()),
                event.getLoggerName(),
                String.valueOf(event.getFormattedMessage()),
                event.getThrowableProxy() instanceof ThrowableProxy proxy
                    ? Optional.of(proxy.getThrowable())
                    : Optional.empty()))
        .getBytes(UTF_8);
  }

  @Override
  public byte[] footerBytes() {
    return new byte[0];
  }

  private static Severity severity(Level level) {
    return switch (level.toInt()) {
      case Level.ERROR_INT -> Severity.ERROR;
      case Level.WARN_INT -> Severity.WARNING;
      case Level.INFO_INT -> Severity.INFO;
      default -> Severity.DEBUG;
    };
  }

  /// The least level that is logged.
  static Level level(Severity severity) {
    return switch (severity) {
      case DEBUG -> Level.DEBUG;
      case INFO -> Level.INFO;
      case WARNING -> Level.WARN;
      case ERROR -> Level.ERROR;
    };
  }
}
