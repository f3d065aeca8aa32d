package io.codedeveloper.platform.google.log;

import static io.codedeveloper.platform.Variable.Reader.FUNCTIONS;
import static io.codedeveloper.platform.Variable.Reader.JOB;

import io.codedeveloper.auth.Secret;
import io.codedeveloper.platform.LogStore;
import io.codedeveloper.platform.LogStore.Severity;
import io.codedeveloper.platform.SecretSource;
import io.codedeveloper.platform.TraceContext;
import io.codedeveloper.platform.Variable;
import io.codedeveloper.platform.VariableReader;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.logging.LogManager;
import java.util.stream.Stream;

/// The log of a process in Google Cloud: what libraries log, in the JDK's way or by SLF4J, and what
/// nobody caught, as JSON on the standard output. On other machines nothing of this happens.
public final class CloudLog {
  /// The label that names our project.
  public static final String PROJECT = "project";

  /// The label that names the iteration.
  public static final String ITERATION = "iteration";

  private static final Variable LEVEL =
      Variable.of(
              "LOG_LEVEL", "what is logged: `DEBUG`, `INFO`, `WARNING` or `ERROR`", JOB, FUNCTIONS)
          .usually("INFO");

  /// What is read here, beside what says where the process runs.
  public static final List<Variable> VARIABLES = List.of(LEVEL);

  /// Set by Cloud Run in every process of a service or function, and of a job.
  private static final List<String> SET_BY_CLOUD_RUN = List.of("K_SERVICE", "CLOUD_RUN_JOB");

  private CloudLog() {}

  /// Whether a process with these variables logs so: where `PLATFORM` is `google`, or where it is
  /// not set and Cloud Run runs the process.
  static boolean isFor(Map<String, String> variables) {
    return new VariableReader(variables)
        .text(Variable.PLATFORM)
        .map(platform -> platform.equals("google"))
        .orElseGet(() -> SET_BY_CLOUD_RUN.stream().anyMatch(variables::containsKey));
  }

  /// Reads what is logged; the reader keeps what is wrong.
  public static Severity level(VariableReader reader) {
    return reader
        .parsed(LEVEL, CloudLog::severity, "DEBUG, INFO, WARNING or ERROR")
        .orElse(Severity.INFO);
  }

  private static Optional<Severity> severity(String text) {
    var name = text.toUpperCase(Locale.ROOT).replaceFirst("^WARN$", "WARNING");
    return Arrays.stream(Severity.values()).filter(one -> one.name().equals(name)).findFirst();
  }

  /// Begins to log so, where the process runs in Google Cloud; a second time changes nothing.
  public static void begin(Map<String, String> variables) {
    var root = LogManager.getLogManager().getLogger("");
    if (!isFor(variables)
        || Stream.of(root.getHandlers()).anyMatch(JdkLogHandler.class::isInstance)) {
      return;
    }
    var line = line(variables);
    var handler = new JdkLogHandler(line, System.out);
    for (var before : root.getHandlers()) {
      root.removeHandler(before);
    }
    root.addHandler(handler);
    root.setLevel(JdkLogHandler.level(level(new VariableReader(variables))));
    Thread.setDefaultUncaughtExceptionHandler((thread, thrown) ->
        line.print(
            LogEvent.of(
                Clock.systemUTC().instant(),
                Severity.ERROR,
                thread.getName(),
                "nobody caught this",
                Optional.of(thrown)),
            System.out));
  }

  /// Prints what is logged about projects, too, instead of sending it; it is read from where the
  /// others have it.
  public static LogStore printing(Map<String, String> variables, LogStore kept) {
    return new PrintedLogStore(
        line(variables), level(new VariableReader(variables)), System.out, kept);
  }

  /// What Cloud Logging calls the trace of a request.
  ///
  /// @param project Google Cloud's
  public static String traceName(String project, TraceContext context) {
    return "projects/%s/traces/%s".formatted(project, context.trace());
  }

  /// Lines with the labels of this process, without the secrets among its variables.
  static CloudLogLine line(Map<String, String> variables) {
    Arrays.stream(SecretSource.Name.values())
        .map(name -> variables.getOrDefault(name.name(), ""))
        .filter(value -> !value.isBlank())
        .map(Secret::of)
        .forEach(ProcessSecrets::learn);
    var labels = new LinkedHashMap<String, String>();
    label(variables, "CODE_DEVELOPER_PROJECT").ifPresent(value -> labels.put(PROJECT, value));
    label(variables, "CODE_DEVELOPER_ITERATION").ifPresent(value -> labels.put(ITERATION, value));
    return new CloudLogLine(label(variables, "GCP_PROJECT_ID"), labels, ProcessSecrets.redactor());
  }

  private static Optional<String> label(Map<String, String> variables, String name) {
    return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
  }
}
