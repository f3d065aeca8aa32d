package io.codedeveloper.cli.bill;

import java.util.EnumMap;
import java.util.Map;

/// What an installation does on an ordinary day, and how large it is.
///
/// @param iterations a day
/// @param minutes that an iteration takes
/// @param processors of an execution
/// @param gib memory of an execution
/// @param workTicks a day; each that meets no iteration starts an execution that looks for work
/// @param projects each with its ticks
/// @param requests to the API a day
/// @param streamedHours a day in which somebody follows the log
/// @param versions that are kept in the registry
public record Workload(
    double iterations,
    double minutes,
    double processors,
    double gib,
    double workTicks,
    int projects,
    double requests,
    double streamedHours,
    int versions) {
  /// The conditions of `terraform/alerts.tf`.
  static final int ALERT_CONDITIONS = 17;

  private static final double SECONDS_OF_MINUTE = 60;
  private static final double SECONDS_OF_HOUR = 3600;

  private static final double MINUTES_OF_DAY = 1440;

  /// `terraform/schedule.tf`: a sweep every five minutes, the work's tick, one more at night.
  private static final double SWEEPS = 288;

  private static final int SCHEDULER_JOBS = 3;

  /// `terraform/uptime.tf`: every five minutes, from six places.
  private static final double UPTIME_CHECKS = 6 * 288;

  /// An execution that starts, fetches the repository and finds nothing.
  private static final double SECONDS_OF_LOOK = 20;

  /// `terraform/envs`: a processor and 512 MiB. Most requests are short, few begin cold.
  private static final double SECONDS_OF_REQUEST = 0.5;

  private static final double SECONDS_OF_DISPATCH = 3;
  private static final double GIB_OF_FUNCTION = 0.5;

  /// The job looks every two seconds whether it shall stop, and renews its lease every ten.
  private static final double READS_OF_MINUTE = 36;

  private static final double WRITES_OF_MINUTE = 6;
  private static final double READS_OF_REQUEST = 10;

  /// Forty calls of the model, each set aside and settled in five documents; steps, and the end.
  private static final double WRITES_OF_ITERATION = 460;

  private static final double DOCUMENTS_OF_ITERATION = 40;

  /// A conversation is sent again with each call.
  private static final double SENT_GB = 0.010;

  private static final double CHECKPOINTS = 50;
  private static final double CHECKPOINT_GB = 0.000_1;

  /// The zips of a version, and its images with those that Cloud Functions builds.
  private static final double ZIPS_GB = 0.5;

  private static final double IMAGES_GB = 0.8;
  private static final double LOG_GIB_OF_ITERATION = 0.002;
  private static final double LOG_GIB_OF_CALL = 0.000_002;
  private static final double DOCUMENTS_GIB = 0.3;
  private static final double MESSAGE_GIB = 0.000_004;
  private static final double SECRETS = 3;

  /// Started, with nothing to do: what `terraform/envs/prod.tfvars` makes.
  public static Workload idle() {
    return new Workload(0, 0, 2, 4, 49, 1, 20, 0, 2);
  }

  /// Fifty iterations of ten minutes a day.
  public static Workload busy(double processors, double gib) {
    return new Workload(50, 10, processors, gib, 49, 1, 200, 1, 2);
  }

  /// What was measured, on an installation of the usual size.
  ///
  /// @param projects whose iterations these are; each has its own ticks
  public static Workload measured(
      double iterations, double minutes, double processors, double gib, int projects) {
    var usual = idle();
    return new Workload(
        iterations,
        minutes,
        processors,
        gib,
        usual.workTicks * projects,
        projects,
        usual.requests,
        usual.streamedHours,
        usual.versions);
  }

  /// How much of everything that is a month.
  public Map<CloudItem, Double> use() {
    var use = new EnumMap<CloudItem, Double>(CloudItem.class);
    executions(use);
    functions(use);
    documents(use);
    files(use);
    use.put(CloudItem.SECRET_VERSIONS, SECRETS);
    use.put(CloudItem.SECRET_ACCESSES, month(2 * executionsADay() + requests));
    use.put(CloudItem.IMAGE_STORAGE, versions * IMAGES_GB);
    use.put(
        CloudItem.LOGS,
        month(
            iterations * LOG_GIB_OF_ITERATION
                + (callsADay() + executionsADay()) * LOG_GIB_OF_CALL));
    use.put(CloudItem.MESSAGES, month(dispatches() * MESSAGE_GIB));
    use.put(CloudItem.SCHEDULER_JOBS, (double) projects * SCHEDULER_JOBS);
    use.put(CloudItem.TASKS, month(iterations));
    use.put(CloudItem.ALERT_CONDITIONS, (double) ALERT_CONDITIONS);
    return use;
  }

  private void executions(Map<CloudItem, Double> use) {
    var seconds = month(worked() * SECONDS_OF_MINUTE + looks() * SECONDS_OF_LOOK);
    use.put(CloudItem.JOB_PROCESSORS, seconds * processors);
    use.put(CloudItem.JOB_MEMORY, seconds * gib);
    use.put(CloudItem.INTERNET, month(iterations * SENT_GB));
  }

  private void functions(Map<CloudItem, Double> use) {
    var seconds =
        month(
            (requests + UPTIME_CHECKS) * SECONDS_OF_REQUEST
                + dispatches() * SECONDS_OF_DISPATCH
                + streamedHours * SECONDS_OF_HOUR);
    use.put(CloudItem.FUNCTION_PROCESSORS, seconds);
    use.put(CloudItem.FUNCTION_MEMORY, seconds * GIB_OF_FUNCTION);
    use.put(CloudItem.FUNCTION_REQUESTS, month(callsADay()));
  }

  private void documents(Map<CloudItem, Double> use) {
    use.put(
        CloudItem.DOCUMENT_READS,
        month(worked() * READS_OF_MINUTE + (requests + dispatches()) * READS_OF_REQUEST));
    use.put(
        CloudItem.DOCUMENT_WRITES,
        month(worked() * WRITES_OF_MINUTE + iterations * WRITES_OF_ITERATION + dispatches()));
    use.put(CloudItem.DOCUMENT_DELETES, month(iterations * DOCUMENTS_OF_ITERATION));
    use.put(CloudItem.DOCUMENT_STORAGE, DOCUMENTS_GIB);
  }

  private void files(Map<CloudItem, Double> use) {
    var checkpoints = month(iterations * CHECKPOINTS);
    use.put(CloudItem.FILE_WRITES, checkpoints);
    use.put(CloudItem.FILE_READS, month(requests + executionsADay()));
    use.put(CloudItem.FILE_STORAGE, versions * ZIPS_GB + checkpoints * CHECKPOINT_GB);
  }

  /// Minutes a day.
  private double worked() {
    return iterations * minutes;
  }

  /// Executions that find nothing to do.
  private double looks() {
    return workTicks * Math.max(0, 1 - worked() / (MINUTES_OF_DAY * projects));
  }

  private double executionsADay() {
    return iterations + looks();
  }

  /// Messages that the dispatcher takes: ticks, and the end of each execution.
  private double dispatches() {
    return SWEEPS * projects + workTicks + executionsADay();
  }

  private double callsADay() {
    return requests + UPTIME_CHECKS + dispatches();
  }

  private static double month(double aDay) {
    return aDay * Month.DAYS;
  }
}
