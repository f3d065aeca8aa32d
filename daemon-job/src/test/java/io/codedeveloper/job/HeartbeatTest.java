package io.codedeveloper.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.daemon.Leases;
import io.codedeveloper.daemon.ProjectSettings;
import io.codedeveloper.daemon.Projects;
import io.codedeveloper.job.iteration.StopSignal;
import io.codedeveloper.platform.local.LocalDatabase;
import io.codedeveloper.platform.local.SqliteDocumentStore;
import io.codedeveloper.project.ProjectId;
import io.codedeveloper.testing.FaultRow;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HeartbeatTest {
  private static final ProjectId PROJECT = new ProjectId("p");

  @TempDir Path directory;
  private final SettableClock clock = new SettableClock();
  private final StopSignal stop = new StopSignal();
  private LocalDatabase database;
  private Projects projects;
  private Leases leases;
  private long fence;

  @BeforeEach
  void takeTheLease() {
    database = LocalDatabase.open(directory, clock);
    var documents = new SqliteDocumentStore(database);
    projects = new Projects(documents);
    leases = new Leases(documents, Leases.TIME_TO_LIVE);
    projects.create(PROJECT, ProjectSettings.of("/r"));
    projects.update(PROJECT, project -> project.with("desired", "running"));
    fence = ((Leases.Reservation.Reserved) leases.take(PROJECT, "i1")).fence();
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void theLeaseIsRenewedEveryTenSecondsAndNotMoreOften() {
    var heartbeat = heartbeat(true);
    var first = expiry();

    clock.advance(Duration.ofSeconds(8));
    heartbeat.beat();
    var early = expiry();
    clock.advance(Duration.ofSeconds(2));
    heartbeat.beat();

    assertThat(early).isEqualTo(first);
    assertThat(expiry()).isEqualTo(first.plusSeconds(10));
    assertThat(stop.requested()).isFalse();
  }

  @Test
  void aStoppedProjectStopsTheExecution() {
    projects.update(PROJECT, project -> project.with("desired", "stopped"));

    heartbeat(true).beat();

    assertThat(stop.requested()).isTrue();
    assertThat(stop.isLeaseLost()).isFalse();
  }

  @Test
  void aForegroundRunGoesOnInAStoppedProject() {
    projects.update(PROJECT, project -> project.with("desired", "stopped"));

    heartbeat(false).beat();

    assertThat(stop.requested()).isFalse();
  }

  @Test
  void aLostLeaseEndsEverything() {
    var heartbeat = heartbeat(true);
    leases.release(PROJECT, fence);
    leases.take(PROJECT, "i2");
    clock.advance(Duration.ofSeconds(10));

    heartbeat.beat();

    assertThat(stop.isLeaseLost()).isTrue();
  }

  @Test
  @FaultRow("L3")
  void anUnreachableStoreIsEnduredUntilTheMarginOfTheLease() {
    var heartbeat = heartbeat(true);
    database.close();

    clock.advance(Duration.ofSeconds(45));
    heartbeat.beat();
    var before = stop.requested();
    clock.advance(Duration.ofSeconds(1));
    heartbeat.beat();

    assertThat(before).isFalse();
    assertThat(stop.isLeaseLost()).isTrue();
  }

  @Test
  @FaultRow("X12")
  void aStepOfTheWallClockMattersToNobody() {
    var heartbeat = heartbeat(true);
    clock.set(Duration.ofHours(-3));
    clock.advance(Duration.ofSeconds(10));
    heartbeat.beat();
    clock.set(Duration.ofHours(6));
    heartbeat.watch();

    assertThat(stop.requested()).isFalse();
  }

  @Test
  @FaultRow({"L2", "X7"})
  void aProcessThatWasPausedFindsItsLeaseLostBeforeItDoesAnything() {
    var heartbeat = heartbeat(true);
    clock.advance(Leases.TIME_TO_LIVE);
    leases.take(PROJECT, "i2");

    heartbeat.watch();

    assertThat(stop.isLeaseLost()).isTrue();
    assertThat(stop.aborted()).isTrue();
  }

  @Test
  @FaultRow("X1")
  void aForcedStopEndsWhatIsInFlightAndAGracefulOneShortlyBeforeItsTimeIsOver() {
    projects.update(PROJECT, project -> project.with("desired", "stopped"));
    stopBy(Duration.ofSeconds(30));
    var heartbeat = heartbeat(true);
    heartbeat.beat();
    var graceful = stop.requested() && !stop.aborted();
    stopBy(Duration.ZERO);
    heartbeat.beat();

    assertThat(graceful).isTrue();
    assertThat(stop.aborted()).isTrue();
  }

  private void stopBy(Duration fromNow) {
    var by = clock.instant().plus(fromNow);
    projects.update(PROJECT, project -> project.with("stopBy", by));
  }

  private Heartbeat heartbeat(boolean followsDesired) {
    return new Heartbeat(
        projects, leases, PROJECT, fence, stop, followsDesired, clock, clock::nanos);
  }

  private Instant expiry() {
    return projects.require(PROJECT).lease().orElseThrow().expiresAt();
  }

  private static final class SettableClock extends Clock {
    private Instant now = Instant.parse("2026-11-01T12:00:00Z");

    private long nanos = 17;

    void advance(Duration duration) {
      now = now.plus(duration);
      nanos += duration.toNanos();
    }

    /// What an administrator or a time server does to a clock: no time passes.
    void set(Duration step) {
      now = now.plus(step);
    }

    long nanos() {
      return nanos;
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
