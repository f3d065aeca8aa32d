package io.codedeveloper.platform.google;

import com.google.api.MonitoredResource;
import com.google.logging.type.LogSeverity;
import com.google.logging.v2.LogEntry;
import com.google.protobuf.Struct;
import com.google.protobuf.Timestamp;
import com.google.protobuf.Value;
import io.codedeveloper.platform.LogStore.Entry;
import io.codedeveloper.platform.LogStore.Selection;
import io.codedeveloper.platform.LogStore.Severity;
import io.codedeveloper.platform.TraceContext;
import io.codedeveloper.platform.google.log.BoundedText;
import io.codedeveloper.platform.google.log.CloudLog;
import java.time.Instant;
import java.util.Optional;

/// An entry as Cloud Logging has it.
///
/// @param id orders the entries of one instant
record LoggedEntry(Entry entry, String id) {
  private static final String MESSAGE = "message";

  static LoggedEntry of(LogEntry logged) {
    var at = logged.getTimestamp();
    var message = logged.getJsonPayload().getFieldsOrDefault(MESSAGE, text("")).getStringValue();
    return new LoggedEntry(
        new Entry(
            Instant.ofEpochSecond(at.getSeconds(), at.getNanos()),
            severity(logged.getSeverity()),
            logged.getLabelsOrDefault(CloudLog.PROJECT, ""),
            Optional.ofNullable(logged.getLabelsMap().get(CloudLog.ITERATION)),
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
      var payload =
          Struct.newBuilder().putFields(MESSAGE, text(BoundedText.message(entry.message())));
      var logged =
          LogEntry.newBuilder()
              .setInsertId(id)
              .setTimestamp(
                  Timestamp.newBuilder()
                      .setSeconds(entry.at().getEpochSecond())
                      .setNanos(entry.at().getNano()))
              .setSeverity(severity(entry.severity()))
              .putLabels(CloudLog.PROJECT, entry.project())
              .setJsonPayload(payload);
      entry.iteration().ifPresent(iteration -> logged.putLabels(CloudLog.ITERATION, iteration));
      TraceContext.current()
          .ifPresent(known ->
              logged
                  .setTrace(CloudLog.traceName(project, known))
                  .setSpanId(known.span())
                  .setTraceSampled(known.sampled()));
      return logged.build();
    }

    String filter(Selection wanted) {
      var filter =
          new StringBuilder("logName=")
              .append(quoted(logName()))
              .append(" AND labels.project=")
              .append(quoted(wanted.project()))
              .append(" AND severity>=")
              .append(severity(wanted.atLeast()));
      wanted
          .iteration()
          .ifPresent(id -> filter.append(" AND labels.iteration=").append(quoted(id)));
      wanted
          .since()
          .ifPresent(at -> filter.append(" AND timestamp>=").append(quoted(at.toString())));
      return filter.toString();
    }

    private static String quoted(String value) {
      return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
  }
}
