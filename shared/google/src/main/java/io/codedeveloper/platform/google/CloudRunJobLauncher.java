package io.codedeveloper.platform.google;

import com.google.api.gax.rpc.ApiException;
import com.google.api.gax.rpc.FailedPreconditionException;
import com.google.api.gax.rpc.NotFoundException;
import com.google.cloud.run.v2.CancelExecutionRequest;
import com.google.cloud.run.v2.Condition;
import com.google.cloud.run.v2.EnvVar;
import com.google.cloud.run.v2.Execution;
import com.google.cloud.run.v2.ExecutionName;
import com.google.cloud.run.v2.ExecutionsClient;
import com.google.cloud.run.v2.ExecutionsSettings;
import com.google.cloud.run.v2.GetExecutionRequest;
import com.google.cloud.run.v2.JobName;
import com.google.cloud.run.v2.JobsClient;
import com.google.cloud.run.v2.JobsSettings;
import com.google.cloud.run.v2.RunJobRequest;
import com.google.cloud.run.v2.RunJobRequest.Overrides;
import com.google.cloud.run.v2.RunJobRequest.Overrides.ContainerOverride;
import com.google.protobuf.InvalidProtocolBufferException;
import io.codedeveloper.platform.JobLauncher;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Executions of one job of Cloud Run, each of one task that is never repeated.
///
/// What an execution is told goes into environment variables of its own. Its name is the full one,
/// `projects/…/executions/…`. A cancelled execution gets SIGTERM, and about ten seconds later
/// SIGKILL.
public final class CloudRunJobLauncher implements JobLauncher, AutoCloseable {
  /// The environment variables that tell an execution what it is for.
  public static final String PROJECT = "CODE_DEVELOPER_PROJECT";

  public static final String ITERATION = "CODE_DEVELOPER_ITERATION";
  public static final String FENCE = "CODE_DEVELOPER_FENCE";

  private final JobName job;
  private final LazyClient<JobsClient> jobs;
  private final LazyClient<ExecutionsClient> executions;
  private final CloudResource resource;

  /// @param project Google Cloud's
  /// @param location for instance `europe-west1`
  /// @param job its id
  public CloudRunJobLauncher(
      String project, String location, String job, ServiceEndpoint endpoint) {
    this.job = JobName.of(project, location, job);
    this.jobs = new LazyClient<>(() -> connectJobs(endpoint));
    this.executions = new LazyClient<>(() -> connectExecutions(endpoint));
    this.resource =
        new CloudResource(
            "Cloud Run", "the job " + this.job, "roles/run.jobsExecutorWithOverrides");
  }

  private static JobsClient connectJobs(ServiceEndpoint endpoint) throws IOException {
    return JobsClient.create(
        endpoint
            .applyTo(JobsSettings.newBuilder())
            .applyToAllUnaryMethods(endpoint::bound)
            .build());
  }

  private static ExecutionsClient connectExecutions(ServiceEndpoint endpoint) throws IOException {
    return ExecutionsClient.create(
        endpoint
            .applyTo(ExecutionsSettings.newBuilder())
            .applyToAllUnaryMethods(endpoint::bound)
            .build());
  }

  @Override
  public String launch(JobRequest request) {
    var overrides =
        Overrides.newBuilder().setTaskCount(1).addContainerOverrides(environment(request));
    var run = RunJobRequest.newBuilder().setName(job.toString()).setOverrides(overrides).build();
    // The operation goes on until the execution has ended; its metadata names it at once.
    var operation = resource.call(() -> jobs.get().runJobCallable().call(run));
    try {
      return operation.getMetadata().unpack(Execution.class).getName();
    } catch (InvalidProtocolBufferException other) {
      throw new IllegalStateException("Cloud Run did not name the execution of " + job, other);
    }
  }

  private static ContainerOverride environment(JobRequest request) {
    var override = ContainerOverride.newBuilder();
    new TreeMap<>(
            Map.of(
                PROJECT, request.project(),
                ITERATION, request.iteration(),
                FENCE, Long.toString(request.fence())))
        .forEach(
            (name, value) -> override.addEnv(EnvVar.newBuilder().setName(name).setValue(value)));
    return override.build();
  }

  @Override
  public void cancel(String execution) {
    if (status(execution) != Status.RUNNING) {
      return;
    }
    var request = CancelExecutionRequest.newBuilder().setName(execution).build();
    try {
      executions.get().cancelExecutionCallable().call(request);
    } catch (FailedPreconditionException | NotFoundException ended) {
      // It ended by itself since.
    } catch (ApiException failure) {
      throw resource.translated(failure);
    }
  }

  @Override
  public Status status(String execution) {
    return isOfThisJob(execution)
        ? find(execution).map(CloudRunJobLauncher::status).orElse(Status.UNKNOWN)
        : Status.UNKNOWN;
  }

  private boolean isOfThisJob(String execution) {
    return ExecutionName.isParsableFrom(execution) && execution.startsWith(job + "/executions/");
  }

  private Optional<Execution> find(String name) {
    var request = GetExecutionRequest.newBuilder().setName(name).build();
    try {
      return Optional.of(executions.get().getExecutionCallable().call(request));
    } catch (NotFoundException unknown) {
      return Optional.empty();
    } catch (ApiException failure) {
      throw resource.translated(failure);
    }
  }

  static Status status(Execution execution) {
    if (!execution.hasCompletionTime()) {
      return Status.RUNNING;
    }
    if (execution.getCancelledCount() > 0 || isCancelledBeforeItsTask(execution)) {
      return Status.CANCELLED;
    }
    return execution.getSucceededCount() > 0 && execution.getFailedCount() == 0
        ? Status.SUCCEEDED
        : Status.FAILED;
  }

  private static boolean isCancelledBeforeItsTask(Execution execution) {
    return execution.getConditionsList().stream()
        .anyMatch(one -> one.getExecutionReason() == Condition.ExecutionReason.CANCELLED);
  }

  @Override
  public void close() {
    jobs.close();
    executions.close();
  }
}
