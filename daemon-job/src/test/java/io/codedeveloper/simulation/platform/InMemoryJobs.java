package io.codedeveloper.simulation.platform;

import io.codedeveloper.platform.JobLauncher;
import java.util.HashMap;
import java.util.Map;

/// Executions in memory: a host that is given starts them and says when they end.
public final class InMemoryJobs implements JobLauncher {
  private final Host host;
  private final Map<String, Status> executions = new HashMap<>();

  public InMemoryJobs(Host host) {
    this.host = host;
  }

  /// What runs the executions.
  public interface Host {
    void start(String execution, JobRequest request, InMemoryJobs jobs);

    /// Ends an execution that runs.
    void kill(String execution);
  }

  @Override
  public synchronized String launch(JobRequest request) {
    var name = "execution-" + (executions.size() + 1);
    executions.put(name, Status.RUNNING);
    host.start(name, request, this);
    return name;
  }

  @Override
  public synchronized void cancel(String execution) {
    if (status(execution) == Status.RUNNING) {
      executions.put(execution, Status.CANCELLED);
      host.kill(execution);
    }
  }

  @Override
  public synchronized Status status(String execution) {
    return executions.getOrDefault(execution, Status.UNKNOWN);
  }

  /// An execution has ended by itself.
  public synchronized void ended(String execution, boolean well) {
    if (status(execution) == Status.RUNNING) {
      executions.put(execution, well ? Status.SUCCEEDED : Status.FAILED);
    }
  }
}
