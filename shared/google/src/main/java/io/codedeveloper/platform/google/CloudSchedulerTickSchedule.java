package io.codedeveloper.platform.google;

import com.google.api.gax.rpc.AlreadyExistsException;
import com.google.api.gax.rpc.ApiException;
import com.google.api.gax.rpc.FailedPreconditionException;
import com.google.api.gax.rpc.InvalidArgumentException;
import com.google.api.gax.rpc.NotFoundException;
import com.google.cloud.scheduler.v1.CloudSchedulerClient;
import com.google.cloud.scheduler.v1.CloudSchedulerSettings;
import com.google.cloud.scheduler.v1.Job;
import com.google.cloud.scheduler.v1.JobName;
import com.google.cloud.scheduler.v1.LocationName;
import com.google.cloud.scheduler.v1.PubsubTarget;
import com.google.cloud.scheduler.v1.RetryConfig;
import com.google.protobuf.FieldMask;
import com.google.pubsub.v1.TopicName;
import io.codedeveloper.platform.Message;
import io.codedeveloper.platform.MessageBus.Topic;
import io.codedeveloper.platform.ResourceName;
import io.codedeveloper.platform.TickSchedule;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/// Schedules as jobs of Cloud Scheduler, each of which publishes its tick to Pub/Sub.
///
/// A job publishes the same text at every slot, and without Pub/Sub's ordering key; [TickSlots]
/// makes the id of each slot when it arrives. Slots are whole minutes of the clock.
public final class CloudSchedulerTickSchedule implements TickSchedule, AutoCloseable {
  private static final FieldMask CHANGED =
      FieldMask.newBuilder()
          .addPaths("schedule")
          .addPaths("time_zone")
          .addPaths("pubsub_target")
          .build();

  /// Attempts to publish one tick; the next slot comes soon enough.
  private static final RetryConfig RETRIES = RetryConfig.newBuilder().setRetryCount(3).build();

  private final LocationName location;
  private final TopicName topic;
  private final LazyClient<CloudSchedulerClient> client;
  private final CloudResource resource;

  /// @param project Google Cloud's
  /// @param location for instance `europe-west1`
  public CloudSchedulerTickSchedule(String project, String location, ServiceEndpoint endpoint) {
    this.location = LocationName.of(project, location);
    this.topic = TopicName.of(project, Topic.TICKS.wireName());
    this.client = new LazyClient<>(() -> connect(endpoint));
    this.resource =
        new CloudResource(
            "Cloud Scheduler", "the location " + this.location, "roles/cloudscheduler.admin");
  }

  private static CloudSchedulerClient connect(ServiceEndpoint endpoint) throws IOException {
    return CloudSchedulerClient.create(
        endpoint
            .applyTo(CloudSchedulerSettings.newBuilder())
            .applyToAllUnaryMethods(endpoint::bound)
            .build());
  }

  @Override
  public void set(String name, Cadence cadence, Message tick) {
    ResourceName.check(name);
    var cron = CronText.of(cadence);
    cron.checkThatItComes();
    var wanted = job(name, cron, tick);
    try {
      var present = find(name);
      if (present.isEmpty()) {
        create(wanted);
      } else if (!isSame(present.get(), wanted)) {
        change(present.get(), wanted);
      }
    } catch (InvalidArgumentException refused) {
      throw cron.refused(refused);
    } catch (ApiException failure) {
      throw resource.translated(failure);
    }
  }

  private Job job(String name, CronText cron, Message tick) {
    var message = PubSubMessageBus.published(topic, TickSlots.marked(tick));
    return Job.newBuilder()
        .setName(jobName(name).toString())
        .setSchedule(cron.expression())
        .setTimeZone(cron.zone())
        .setRetryConfig(RETRIES)
        .setPubsubTarget(
            PubsubTarget.newBuilder()
                .setTopicName(topic.toString())
                .setData(message.getData())
                .putAllAttributes(message.getAttributesMap()))
        .build();
  }

  private static boolean isSame(Job present, Job wanted) {
    return present.getSchedule().equals(wanted.getSchedule())
        && present.getTimeZone().equals(wanted.getTimeZone())
        && present.getPubsubTarget().equals(wanted.getPubsubTarget());
  }

  private void create(Job wanted) {
    try {
      client.get().createJob(location, wanted);
    } catch (AlreadyExistsException other) {
      // Another process was quicker, and wanted the same.
      change(client.get().getJob(wanted.getName()), wanted);
    }
  }

  /// Whether a paused job may be updated, and stays paused, is written nowhere: all is provided
  /// for.
  private void change(Job present, Job wanted) {
    var isPaused = present.getState() == Job.State.PAUSED;
    Job updated;
    try {
      updated = client.get().updateJob(wanted, CHANGED);
    } catch (FailedPreconditionException paused) {
      if (!isPaused) {
        throw paused;
      }
      client.get().resumeJob(wanted.getName());
      updated = client.get().updateJob(wanted, CHANGED);
    }
    if (isPaused && updated.getState() != Job.State.PAUSED) {
      client.get().pauseJob(wanted.getName());
    }
  }

  @Override
  public void pause(String name) {
    bring(name, Job.State.PAUSED);
  }

  @Override
  public void resume(String name) {
    bring(name, Job.State.ENABLED);
  }

  private void bring(String name, Job.State wanted) {
    ResourceName.check(name);
    try {
      var present = find(name).map(Job::getState);
      if (present.isEmpty() || present.get() == wanted) {
        return;
      }
      if (wanted == Job.State.PAUSED) {
        client.get().pauseJob(jobName(name));
      } else {
        client.get().resumeJob(jobName(name));
      }
    } catch (NotFoundException | FailedPreconditionException overtaken) {
      // Another process has deleted it, or brought it there.
    } catch (ApiException failure) {
      throw resource.translated(failure);
    }
  }

  @Override
  public Optional<Instant> next(String name) {
    ResourceName.check(name);
    return resource
        .call(() -> find(name))
        .filter(job -> job.getState() == Job.State.ENABLED && job.hasScheduleTime())
        .map(Job::getScheduleTime)
        .map(at -> Instant.ofEpochSecond(at.getSeconds(), at.getNanos()));
  }

  @Override
  public Optional<Instant> next(String name, Cadence cadence, Instant now) {
    return CronText.of(cadence).next(now);
  }

  private Optional<Job> find(String name) {
    try {
      return Optional.of(client.get().getJob(jobName(name)));
    } catch (NotFoundException none) {
      return Optional.empty();
    }
  }

  private JobName jobName(String name) {
    return JobName.of(location.getProject(), location.getLocation(), name);
  }

  @Override
  public void close() {
    client.close();
  }
}
