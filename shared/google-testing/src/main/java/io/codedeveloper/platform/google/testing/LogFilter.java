package io.codedeveloper.platform.google.testing;

import com.google.logging.type.LogSeverity;
import com.google.logging.v2.LogEntry;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// The part of the logging query language that is understood: comparisons joined by AND, of
/// `logName` and `labels.…` by `=`, of `severity` by `>=`.
final class LogFilter {
  private static final Pattern COMPARISON =
      Pattern.compile(
          "\\s*(logName|severity|timestamp|labels\\.[a-z_]+)\\s*(>=|=)\\s*"
              + "(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([A-Z]+))\\s*(?:AND\\b|$)",
          Pattern.DOTALL);

  private LogFilter() {}

  /// @throws io.grpc.StatusRuntimeException for what is not understood
  static Predicate<LogEntry> parse(String filter) {
    Predicate<LogEntry> all = entry -> true;
    var rest = COMPARISON.matcher(filter);
    var end = 0;
    while (end < filter.length()) {
      if (!rest.find(end) || rest.start() != end) {
        throw Answers.invalid("not part of this server: " + filter.substring(end));
      }
      var value = Optional.ofNullable(rest.group(3)).map(LogFilter::unescaped);
      all = all.and(comparison(rest.group(1), rest.group(2), value.orElse(rest.group(4))));
      end = rest.end();
    }
    return all;
  }

  private static Predicate<LogEntry> comparison(String field, String operator, String value) {
    return switch (field + operator) {
      case "severity>=" -> {
        var least = LogSeverity.valueOf(value).getNumber();
        yield entry -> entry.getSeverityValue() >= least;
      }
      case "timestamp>=" -> {
        var since = Instant.parse(value);
        yield entry -> !at(entry).isBefore(since);
      }
      case "logName=" -> entry -> entry.getLogName().equals(value);
      default -> {
        if (!field.startsWith("labels.") || !operator.equals("=")) {
          throw Answers.invalid("not part of this server: " + field + operator);
        }
        var label = field.substring("labels.".length());
        yield entry -> value.equals(entry.getLabelsMap().get(label));
      }
    };
  }

  private static Instant at(LogEntry entry) {
    var at = entry.getTimestamp();
    return Instant.ofEpochSecond(at.getSeconds(), at.getNanos());
  }

  private static String unescaped(String quoted) {
    return quoted.replaceAll("(?s)\\\\(.)", "$1");
  }
}
