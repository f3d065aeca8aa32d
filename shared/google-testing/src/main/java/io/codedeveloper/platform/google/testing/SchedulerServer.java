package io.codedeveloper.platform.google.testing;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import com.google.cloud.scheduler.v1.CloudSchedulerGrpc.CloudSchedulerImplBase;
import com.google.cloud.scheduler.v1.CreateJobRequest;
import com.google.cloud.scheduler.v1.DeleteJobRequest;
import com.google.cloud.scheduler.v1.GetJobRequest;
import com.google.cloud.scheduler.v1.Job;
import com.google.cloud.scheduler.v1.JobName;
import com.google.cloud.scheduler.v1.PauseJobRequest;
import com.google.cloud.scheduler.v1.PubsubTarget;
import com.google.cloud.scheduler.v1.ResumeJobRequest;
import com.google.cloud.scheduler.v1.UpdateJobRequest;
import com.google.protobuf.Empty;
import com.google.protobuf.Timestamp;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// Cloud Scheduler: jobs with Pub/Sub targets, which [#publishDue] publishes.
///
/// Enforces names, cron expressions, time zones, and the states from which a job is paused and
/// resumed. Left out: other targets, listing, retries, schedules in English, and publishing of its
/// own accord. The answer to a creation has no next slot yet, as real ones have none. Not
/// documented by Google and so assumed: that slots during an outage of the service are made up for
/// by one, and that an expression which never comes due is taken. What becomes of a paused job that
/// is updated is the test's choice ([PausedUpdates]).
public final class SchedulerServer extends CloudSchedulerImplBase implements AutoCloseable {
  private final Clock clock;
  private final Consumer<PubsubTarget> publisher;
  private final Map<String, Job> jobs = new TreeMap<>();
  private final ServiceServer server = ServiceServer.start(this);
  private PausedUpdates pausedUpdates = PausedUpdates.STAY_PAUSED;

  /// What becomes of a paused job that is updated.
  public enum PausedUpdates {
    STAY_PAUSED,
    RESUME,
    REFUSED
  }

  public SchedulerServer(Clock clock, Consumer<PubsubTarget> publisher) {
    this.clock = clock;
    this.publisher = publisher;
  }

  /// The server itself, for its address and its failures.
  public ServiceServer server() {
    return server;
  }

  public synchronized void setPausedUpdates(PausedUpdates behaviour) {
    pausedUpdates = behaviour;
  }

  /// The job as it is.
  public synchronized Job job(String name) {
    return found(name);
  }

  /// Publishes one tick of each job that is due.
  public synchronized void publishDue() {
    var now = clock.instant();
    jobs.replaceAll((name, job) -> {
      var isDue =
          job.getState() == Job.State.ENABLED
              && job.hasScheduleTime()
              && !instant(job.getScheduleTime()).isAfter(now);
      if (!isDue) {
        return job;
      }
      publisher.accept(job.getPubsubTarget());
      return scheduled(job.toBuilder().setLastAttemptTime(timestamp(now)));
    });
  }

  @Override
  public void createJob(CreateJobRequest request, StreamObserver<Job> call) {
    Answers.answer(call, () -> create(request));
  }

  private synchronized Job create(CreateJobRequest request) {
    var job = request.getJob();
    var isNamed =
        JobName.isParsableFrom(job.getName())
            && job.getName().startsWith(request.getParent() + "/jobs/")
            && JobName.parse(job.getName()).getJob().matches("[A-Za-z0-9_-]{1,500}");
    if (!isNamed) {
      throw Answers.invalid("a job of this server needs a name in its location: " + job.getName());
    }
    if (jobs.containsKey(job.getName())) {
      throw Status.ALREADY_EXISTS.withDescription("Job already exists.").asRuntimeException();
    }
    // As the service itself: the first answer does not tell the first slot, later ones do.
    return put(job.toBuilder().setState(Job.State.ENABLED)).toBuilder().clearScheduleTime().build();
  }

  private Job put(Job.Builder changed) {
    if (!changed.hasPubsubTarget()
        || !changed.getPubsubTarget().getTopicName().matches("projects/[^/]+/topics/[^/]+")) {
      throw Answers.invalid("only targets in Pub/Sub are part of this server");
    }
    if (changed.getPubsubTarget().getData().isEmpty()
        && changed.getPubsubTarget().getAttributesCount() == 0) {
      throw Answers.invalid("Pubsub message must contain either non-empty data or an attribute");
    }
    var job = scheduled(changed.setUserUpdateTime(timestamp(clock.instant())));
    jobs.put(job.getName(), job);
    return job;
  }

  /// The job with its next slot.
  private Job scheduled(Job.Builder job) {
    job.clearScheduleTime();
    slot(job.getSchedule(), job.getTimeZone())
        .ifPresent(slot -> job.setScheduleTime(timestamp(slot)));
    return job.build();
  }

  private Optional<Instant> slot(String schedule, String zone) {
    try {
      var definition = CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX);
      return ExecutionTime.forCron(new CronParser(definition).parse(schedule))
          .nextExecution(clock.instant().atZone(ZoneId.of(zone)))
          .map(java.time.ZonedDateTime::toInstant);
    } catch (IllegalArgumentException | DateTimeException wrong) {
      throw Answers.invalid("Schedule or time zone is invalid: " + wrong.getMessage());
    }
  }

  @Override
  public void getJob(GetJobRequest request, StreamObserver<Job> call) {
    Answers.answer(call, () -> job(request.getName()));
  }

  private Job found(String name) {
    var job = jobs.get(name);
    if (job == null) {
      throw Answers.notFound("Job " + name);
    }
    return job;
  }

  @Override
  public void updateJob(UpdateJobRequest request, StreamObserver<Job> call) {
    Answers.answer(call, () -> update(request));
  }

  private synchronized Job update(UpdateJobRequest request) {
    var present = found(request.getJob().getName());
    var changed = present.toBuilder();
    for (var path : request.getUpdateMask().getPathsList()) {
      switch (path) {
        case "schedule" -> changed.setSchedule(request.getJob().getSchedule());
        case "time_zone" -> changed.setTimeZone(request.getJob().getTimeZone());
        case "pubsub_target" -> changed.setPubsubTarget(request.getJob().getPubsubTarget());
        default -> throw Answers.invalid("not part of this server: " + path);
      }
    }
    if (present.getState() == Job.State.PAUSED) {
      switch (pausedUpdates) {
        case STAY_PAUSED -> {}
        case RESUME -> changed.setState(Job.State.ENABLED);
        case REFUSED -> throw Answers.failedPrecondition("Job is paused.");
      }
    }
    return put(changed);
  }

  @Override
  public void pauseJob(PauseJobRequest request, StreamObserver<Job> call) {
    move(call, request.getName(), Job.State.ENABLED, job -> job.setState(Job.State.PAUSED));
  }

  @Override
  public void resumeJob(ResumeJobRequest request, StreamObserver<Job> call) {
    move(call, request.getName(), Job.State.PAUSED, job -> job.setState(Job.State.ENABLED));
  }

  private void move(
      StreamObserver<Job> call, String name, Job.State from, UnaryOperator<Job.Builder> change) {
    Answers.answer(call, () -> move(name, from, change));
  }

  private synchronized Job move(String name, Job.State from, UnaryOperator<Job.Builder> change) {
    var present = found(name);
    if (present.getState() != from) {
      throw Answers.failedPrecondition("Job must be " + from + " and is " + present.getState());
    }
    return put(change.apply(present.toBuilder()));
  }

  @Override
  public void deleteJob(DeleteJobRequest request, StreamObserver<Empty> call) {
    Answers.answer(call, () -> delete(request.getName()));
  }

  private synchronized Empty delete(String name) {
    found(name);
    jobs.remove(name);
    return Empty.getDefaultInstance();
  }

  private static Instant instant(Timestamp timestamp) {
    return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
  }

  private static Timestamp timestamp(Instant instant) {
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }

  @Override
  public void close() {
    server.close();
  }
}
