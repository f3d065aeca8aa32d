package io.codedeveloper.platform.google.testing;

import com.google.cloud.run.v2.CancelExecutionRequest;
import com.google.cloud.run.v2.Execution;
import com.google.cloud.run.v2.ExecutionName;
import com.google.cloud.run.v2.ExecutionsGrpc.ExecutionsImplBase;
import com.google.cloud.run.v2.GetExecutionRequest;
import com.google.cloud.run.v2.JobName;
import com.google.cloud.run.v2.JobsGrpc.JobsImplBase;
import com.google.cloud.run.v2.RunJobRequest;
import com.google.longrunning.Operation;
import com.google.protobuf.Any;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Cloud Run's jobs: RunJob with overrides of the environment, GetExecution and CancelExecution.
/// Each execution is a real process, started when it is asked for.
///
/// Left out: several tasks, repetitions, several containers, overrides of arguments, quotas,
/// queueing, operations after the first answer, and that an execution may run on after it was
/// cancelled. A process that outlives its parent unseen is not ended with it, as it would be with a
/// container.
public final class RunJobsServer implements AutoCloseable {
  private final Map<String, Job> jobs = new ConcurrentHashMap<>();
  private final Map<String, RunningExecution> executions = new ConcurrentHashMap<>();
  private final AtomicInteger numbers = new AtomicInteger();
  private final ServiceServer server = ServiceServer.start(new Jobs(), new Executions());

  private record Job(Command command, Duration timeout) {}

  /// Says what an execution runs.
  @FunctionalInterface
  public interface Command {
    /// @param overrides the variables of this execution; the server adds them to the process's own
    ProcessBuilder of(Map<String, String> overrides);
  }

  /// The server itself, for its address and its failures.
  public ServiceServer server() {
    return server;
  }

  /// Makes a job, in the place of one of that name.
  ///
  /// @param timeout of an execution, after which it is ended as if it were cancelled, and has
  ///   failed
  public void createJob(
      String project, String location, String job, Duration timeout, Command command) {
    jobs.put(JobName.of(project, location, job).toString(), new Job(command, timeout));
  }

  /// The names of the executions, in the order in which they were started.
  public List<String> executions() {
    return executions.values().stream()
        .sorted(java.util.Comparator.comparing(RunningExecution::number))
        .map(RunningExecution::name)
        .toList();
  }

  /// Ends an execution as a failing machine does: with SIGKILL.
  public void kill(String execution) {
    find(execution).kill();
  }

  @Override
  public void close() {
    server.close();
    executions.values().forEach(RunningExecution::kill);
  }

  private Operation run(RunJobRequest request) {
    var job = jobs.get(request.getName());
    if (job == null) {
      throw Answers.notFound("Resource '" + request.getName() + "'");
    }
    var number = numbers.incrementAndGet();
    var name =
        "%s/executions/%s-%05x"
            .formatted(request.getName(), JobName.parse(request.getName()).getJob(), number);
    var overrides = overrides(request.getOverrides());
    var process = job.command().of(overrides);
    process.environment().putAll(overrides);
    var execution = RunningExecution.start(number, name, request.getName(), process, job.timeout());
    executions.put(name, execution);
    return operation(execution);
  }

  private static Map<String, String> overrides(RunJobRequest.Overrides overrides) {
    if (overrides.getTaskCount() > 1) {
      throw Answers.invalid("several tasks are not part of this server");
    }
    if (overrides.getContainerOverridesCount() > 1) {
      throw Answers.invalid("the job has one container");
    }
    var variables = new LinkedHashMap<String, String>();
    for (var container : overrides.getContainerOverridesList()) {
      for (var variable : container.getEnvList()) {
        if (!variable.getName().matches("[A-Za-z_][A-Za-z0-9_]*")) {
          throw Answers.invalid("not the name of a variable: '" + variable.getName() + "'");
        }
        if (variables.put(variable.getName(), variable.getValue()) != null) {
          throw Answers.invalid("the variable stands twice: " + variable.getName());
        }
      }
    }
    return variables;
  }

  private static Operation operation(RunningExecution execution) {
    return Operation.newBuilder()
        .setName(execution.name().replaceFirst("/jobs/.*", "/operations/" + execution.number()))
        .setMetadata(Any.pack(execution.describe()))
        .build();
  }

  private RunningExecution find(String name) {
    if (!ExecutionName.isParsableFrom(name)) {
      throw Answers.invalid("not the name of an execution: " + name);
    }
    var execution = executions.get(name);
    if (execution == null) {
      throw Answers.notFound("Resource '" + name + "'");
    }
    return execution;
  }

  private final class Jobs extends JobsImplBase {
    @Override
    public void runJob(RunJobRequest request, StreamObserver<Operation> call) {
      Answers.answer(call, () -> run(request));
    }
  }

  private final class Executions extends ExecutionsImplBase {
    @Override
    public void getExecution(GetExecutionRequest request, StreamObserver<Execution> call) {
      Answers.answer(call, () -> find(request.getName()).describe());
    }

    @Override
    public void cancelExecution(CancelExecutionRequest request, StreamObserver<Operation> call) {
      Answers.answer(
          call,
          () -> {
            var execution = find(request.getName());
            if (!execution.cancel()) {
              throw Status.FAILED_PRECONDITION
                  .withDescription("The execution has already completed.")
                  .asRuntimeException();
            }
            return operation(execution);
          });
    }
  }
}
