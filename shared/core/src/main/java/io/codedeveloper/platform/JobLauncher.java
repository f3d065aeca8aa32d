package io.codedeveloper.platform;

/// Starts executions of the daemon's job, each for one iteration.
public interface JobLauncher {
  /// Starts an execution and returns its name at once.
  ///
  /// Two launches of one iteration may both start: the lease lets one of them work.
  ///
  /// @throws TransientException when it could not be started
  String launch(JobRequest request);

  /// Ends an execution now, with all processes that it started; one that has ended stays as it is,
  /// and one that is not known is no error.
  void cancel(String execution);

  /// How an execution stands.
  Status status(String execution);

  /// What the execution is told.
  ///
  /// @param fence the fencing token under which it may claim the lease
  record JobRequest(String project, String iteration, long fence) {}

  /// Where an execution stands.
  enum Status {
    RUNNING,
    SUCCEEDED,
    FAILED,
    CANCELLED,
    /// No such execution is known.
    UNKNOWN
  }
}
