package io.codedeveloper.platform.google;

import static io.codedeveloper.platform.contract.MessageBusContract.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.scheduler.v1.Job;
import com.google.cloud.scheduler.v1.JobName;
import com.google.cloud.scheduler.v1.PubsubTarget;
import com.google.pubsub.v1.PubsubMessage;
import io.codedeveloper.platform.InstallationException;
import io.codedeveloper.platform.TickSchedule;
import io.codedeveloper.platform.TickSchedule.Cadence;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.platform.UserErrorException;
import io.codedeveloper.platform.contract.TickScheduleContract;
import io.codedeveloper.platform.google.testing.SchedulerServer;
import io.codedeveloper.platform.google.testing.SchedulerServer.PausedUpdates;
import io.codedeveloper.platform.memory.ManualClock;
import io.grpc.Status;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CloudSchedulerTickScheduleTest implements TickScheduleContract, GoogleDeliveryHarness {
  private final ManualClock clock = new ManualClock(Instant.parse("2026-06-01T00:00:00Z"));
  private final PublishedTopics topics =
      new PublishedTopics(
          clock, (message, at) -> TickSlots.received(PublishedTopics.decode(message), at));
  private final SchedulerServer server = new SchedulerServer(clock, this::publish);
  private final CloudSchedulerTickSchedule first = connect();
  private final CloudSchedulerTickSchedule second = connect();

  private CloudSchedulerTickSchedule connect() {
    return new CloudSchedulerTickSchedule(
        "p-1",
        "europe-west1",
        ServiceEndpoint.local(server.server().address()).withPatience(Duration.ofSeconds(4)));
  }

  private void publish(PubsubTarget target) {
    assertThat(target.getTopicName()).isEqualTo("projects/p-1/topics/ticks");
    topics.publish(
        "ticks",
        PubsubMessage.newBuilder()
            .setData(target.getData())
            .putAllAttributes(target.getAttributesMap())
            .build());
  }

  @AfterEach
  void close() {
    first.close();
    second.close();
    topics.close();
    server.close();
  }

  @Override
  public TickSchedule schedule() {
    return first;
  }

  @Override
  public TickSchedule otherSchedule() {
    return second;
  }

  @Override
  public ManualClock clock() {
    return clock;
  }

  @Override
  public PublishedTopics topics() {
    return topics;
  }

  @Override
  public void publishDue() {
    server.publishDue();
  }

  private void setEvery(Duration interval) {
    first.set("s", new Cadence.Every(interval), message("tick", "p"));
  }

  private Job job() {
    return server.job(JobName.format("p-1", "europe-west1", "s"));
  }

  @ParameterizedTest
  @CsvSource({
    "PT1M,* * * * *",
    "PT5M,*/5 * * * *",
    "PT1H,0 * * * *",
    "PT6H,0 */6 * * *",
    "PT24H,0 0 * * *"
  })
  void intervalIsWrittenAsCron(Duration interval, String cron) {
    setEvery(interval);
    assertThat(job().getSchedule()).isEqualTo(cron);
    assertThat(job().getTimeZone()).isEqualTo("Etc/UTC");
    assertThat(first.next("s")).contains(now().plus(interval));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT30S", "PT90S", "PT7M", "PT90M", "PT5H", "PT48H"})
  void intervalThatCloudSchedulerDoesNotHaveIsRefused(Duration interval) {
    assertThatThrownBy(() -> setEvery(interval))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining(interval.toString())
        .hasMessageContaining("divide an hour");
  }

  @ParameterizedTest
  @EnumSource
  void changedScheduleStaysPausedWhateverTheServiceDoes(PausedUpdates behaviour) {
    server.setPausedUpdates(behaviour);
    setEvery(MINUTE);
    first.pause("s");
    setEvery(Duration.ofMinutes(2));
    assertThat(job().getState()).isEqualTo(Job.State.PAUSED);
    assertThat(job().getSchedule()).isEqualTo("*/2 * * * *");
  }

  @Test
  void changedMessageIsThatOfTheNextTick() {
    setEvery(MINUTE);
    first.set("s", new Cadence.Every(MINUTE), message("new", "p"));
    pass(MINUTE);
    assertThat(received().getFirst().id()).isEqualTo("new-" + now().getEpochSecond());
  }

  @Test
  void repeatedPublicationOfASlotHasTheIdOfTheSlot() {
    setEvery(MINUTE);
    pass(MINUTE);
    server.publishDue();
    pass(Duration.ofSeconds(20));
    publish(job().getPubsubTarget());
    var ids = received().stream().map(io.codedeveloper.platform.Message::id).distinct();
    assertThat(ids).hasSize(1);
  }

  @Test
  void expressionThatNeverComesLeavesNoJobBehind() {
    var never = new Cadence.Cron("0 0 30 2 *", ZoneId.of("UTC"));
    assertThatThrownBy(() -> first.set("s", never, message("tick", "p")))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("never comes due");
    assertThatThrownBy(this::job).hasMessageContaining("NOT_FOUND");
  }

  @Test
  void missingRightIsNamedAndOutageIsTransient() {
    server.server().failWith(Optional.of(Status.PERMISSION_DENIED));
    assertThatThrownBy(() -> setEvery(MINUTE))
        .isInstanceOf(InstallationException.class)
        .hasMessageContaining("projects/p-1/locations/europe-west1")
        .hasMessageContaining("roles/cloudscheduler.admin");
    server.server().failWith(Optional.of(Status.UNAVAILABLE));
    assertThatThrownBy(() -> first.next("s")).isInstanceOf(TransientException.class);
    assertThatThrownBy(() -> first.pause("s")).isInstanceOf(TransientException.class);
  }
}
