package io.codedeveloper.platform.google;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.api.MonitoredResource;
import com.google.logging.type.LogSeverity;
import com.google.logging.v2.LogEntry;
import com.google.protobuf.Struct;
import com.google.protobuf.Timestamp;
import com.google.protobuf.Value;
import io.codedeveloper.platform.LogStore.Entry;
import io.codedeveloper.platform.LogStore.Severity;
import io.codedeveloper.platform.TraceContext;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/// An entry as Cloud Logging has it.
///
/// @param id orders the entries of one instant
record LoggedEntry(Entry entry, String id) {
  private static final String PROJECT = "project";
  private static final String ITERATION = "iteration";
  private static final String MESSAGE = "message";

  static LoggedEntry of(LogEntry logged) {
    var at = logged.getTimestamp();
    var message = logged.getJsonPayload().getFieldsOrDefault(MESSAGE, text("")).getStringValue();
    return new LoggedEntry(
        new Entry(
            Instant.ofEpochSecond(at.getSeconds(), at.getNanos()),
            severity(logged.getSeverity()),
            logged.getLabelsOrDefault(PROJECT, ""),
            Optional.ofNullable(logged.getLabelsMap().get(ITERATION)),
            message),
        logged.getInsertId());
  }

  private static Severity severity(LogSeverity logged) {
    return switch (logged) {
      case DEBUG -> Severity.DEBUG;
      case DEFAULT, INFO, NOTICE, UNRECOGNIZED -> Severity.INFO;
      case WARNING -> Severity.WARNING;
      case ERROR, CRITICAL, ALERT, EMERGENCY -> Severity.ERROR;
    };
  }

  private static LogSeverity severity(Severity severity) {
    return switch (severity) {
      case DEBUG -> LogSeverity.DEBUG;
      case INFO -> LogSeverity.INFO;
      case WARNING -> LogSeverity.WARNING;
      case ERROR -> LogSeverity.ERROR;
    };
  }

  private static Value text(String value) {
    return Value.newBuilder().setStringValue(value).build();
  }

  /// Writes entries as Cloud Logging wants them, and asks for them.
  ///
  /// @param project Google Cloud's
  record Codec(String project) {
    /// An entry has at most 256 KiB with all that belongs to it.
    static final int LONGEST_MESSAGE = 200_000;

    private static final String CUT = "… [cut]";

    String parent() {
      return "projects/" + project;
    }

    String logName() {
      return parent() + "/logs/code-developer";
    }

    MonitoredResource resource() {
      return MonitoredResource.newBuilder()
          .setType("global")
          .putLabels("project_id", project)
          .build();
    }

    LogEntry encode(Entry entry, String id) {
      var payload = Struct.newBuilder().putFields(MESSAGE, text(bounded(entry.message())));
      var logged =
          LogEntry.newBuilder()
              .setInsertId(id)
              .setTimestamp(
                  Timestamp.newBuilder()
                      .setSeconds(entry.at().getEpochSecond())
                      .setNanos(entry.at().getNano()))
              .setSeverity(severity(entry.severity()))
              .putLabels(PROJECT, entry.project())
              .setJsonPayload(payload);
      entry.iteration().ifPresent(iteration -> logged.putLabels(ITERATION, iteration));
      TraceContext.current()
          .ifPresent(known ->
              logged
                  .setTrace(parent() + "/traces/" + known.trace())
                  .setSpanId(known.span())
                  .setTraceSampled(known.sampled()));
      return logged.build();
    }

    private static String bounded(String message) {
      var bytes = message.getBytes(UTF_8);
      if (bytes.length <= LONGEST_MESSAGE) {
        return message;
      }
      var end = LONGEST_MESSAGE;
      while ((bytes[end] & 0xC0) == 0x80) {
        end--;
      }
      return new String(Arrays.copyOf(bytes, end), UTF_8) + CUT;
    }

    String filter(String project, Optional<String> iteration, Severity atLeast) {
      var filter =
          "logName=%s AND labels.project=%s AND severity>=%s"
              .formatted(quoted(logName()), quoted(project), severity(atLeast));
      return iteration
          .map(wanted -> filter + " AND labels.iteration=" + quoted(wanted))
          .orElse(filter);
    }

    private static String quoted(String value) {
      return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
  }
}
