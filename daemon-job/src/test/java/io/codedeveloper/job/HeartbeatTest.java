package io.codedeveloper.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.daemon.Leases;
import io.codedeveloper.daemon.ProjectSettings;
import io.codedeveloper.daemon.Projects;
import io.codedeveloper.job.iteration.StopSignal;
import io.codedeveloper.platform.local.LocalDatabase;
import io.codedeveloper.platform.local.SqliteDocumentStore;
import io.codedeveloper.project.ProjectId;
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

  private Heartbeat heartbeat(boolean followsDesired) {
    return new Heartbeat(projects, leases, PROJECT, fence, stop, followsDesired, clock);
  }

  private Instant expiry() {
    return projects.require(PROJECT).lease().orElseThrow().expiresAt();
  }

  private static final class SettableClock extends Clock {
    private Instant now = Instant.parse("2026-11-01T12:00:00Z");

    void advance(Duration duration) {
      now = now.plus(duration);
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
