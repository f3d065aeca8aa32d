package io.codedeveloper.daemon;

import static io.codedeveloper.daemon.DaemonScenario.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codedeveloper.daemon.Leases.Claim;
import io.codedeveloper.daemon.Leases.Renewal;
import io.codedeveloper.daemon.Leases.Reservation;
import io.codedeveloper.platform.Fields;
import io.codedeveloper.testing.FaultRow;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class LeasesTest {
  private final DaemonScenario daemon = new DaemonScenario();
  private final Leases leases = daemon.leases;

  private long reserve(String iteration) {
    return ((Reservation.Reserved) leases.reserve(PROJECT, iteration)).fence();
  }

  @Test
  void everyLeaseHasAHigherFence() {
    var first = reserve("a");
    leases.release(PROJECT, first);
    assertThat(reserve("b")).isGreaterThan(first);
  }

  @Test
  @FaultRow({"L5"})
  void heldLeaseIsNotGivenToAnother() {
    reserve("a");
    assertThat(leases.reserve(PROJECT, "b"))
        .isEqualTo(
            new Reservation.Held("a", daemon.world.clock.instant().plus(Leases.TIME_TO_LIVE)));
    assertThat(leases.take(PROJECT, "b")).isInstanceOf(Reservation.Held.class);
  }

  @Test
  @FaultRow({"L1"})
  void expiredLeaseIsGivenToAnotherWithAHigherFence() {
    var first = reserve("a");
    daemon.advance(Leases.TIME_TO_LIVE);
    assertThat(reserve("b")).isGreaterThan(first);
    assertThat(leases.claim(PROJECT, "a", first)).isInstanceOf(Claim.Refused.class);
  }

  @Test
  @FaultRow({"C16", "X6"})
  void secondExecutionUnderTheSameFenceIsRefused() {
    var fence = reserve("a");
    assertThat(leases.claim(PROJECT, "a", fence)).isEqualTo(new Claim.Claimed());
    assertThat(leases.claim(PROJECT, "a", fence))
        .isInstanceOfSatisfying(
            Claim.Refused.class, refused -> assertThat(refused.why()).contains("claimed"));
  }

  @Test
  void claimOfAnotherIterationOrFenceIsRefused() {
    var fence = reserve("a");
    assertThat(leases.claim(PROJECT, "b", fence)).isInstanceOf(Claim.Refused.class);
    assertThat(leases.claim(PROJECT, "a", fence + 1)).isInstanceOf(Claim.Refused.class);
  }

  @Test
  void claimOfAnExpiredReservationSaysSo() {
    var fence = reserve("a");
    daemon.advance(Leases.TIME_TO_LIVE);
    assertThat(leases.claim(PROJECT, "a", fence))
        .isInstanceOfSatisfying(
            Claim.Refused.class, refused -> assertThat(refused.why()).contains("expired"));
  }

  @Test
  void claimWithoutReservationIsRefused() {
    assertThat(leases.claim(PROJECT, "a", 1))
        .isEqualTo(new Claim.Refused("nobody reserved the lease for fence 1"));
  }

  @Test
  void takenLeaseIsClaimedAtOnce() {
    var fence = ((Reservation.Reserved) leases.take(PROJECT, "a")).fence();
    assertThat(leases.claim(PROJECT, "a", fence)).isInstanceOf(Claim.Refused.class);
    assertThat(leases.renew(PROJECT, fence)).isInstanceOf(Renewal.Renewed.class);
  }

  @Test
  @FaultRow({"C22"})
  void renewedLeaseLastsItsFullTimeAgain() {
    var fence = reserve("a");
    daemon.advance(Duration.ofSeconds(59));
    assertThat(leases.renew(PROJECT, fence)).isEqualTo(new Renewal.Renewed(true));
    daemon.advance(Duration.ofSeconds(59));
    assertThat(leases.claim(PROJECT, "a", fence)).isEqualTo(new Claim.Claimed());
  }

  @Test
  void lostLeaseIsNotRenewed() {
    var fence = reserve("a");
    daemon.advance(Leases.TIME_TO_LIVE);
    assertThat(leases.renew(PROJECT, fence)).isEqualTo(new Renewal.Lost());
    reserve("b");
    assertThat(leases.renew(PROJECT, fence)).isEqualTo(new Renewal.Lost());
  }

  @Test
  @FaultRow({"L4"})
  void releaseOfAnotherFenceChangesNothing() {
    var fence = reserve("a");
    leases.release(PROJECT, fence - 1);
    assertThat(daemon.project().lease()).isPresent();
    leases.release(PROJECT, fence);
    leases.release(PROJECT, fence);
    assertThat(daemon.project().lease()).isEmpty();
  }

  @Test
  @FaultRow({"L2", "C22"})
  void staleFenceCannotCommit() {
    var fence = reserve("a");
    daemon.advance(Leases.TIME_TO_LIVE);
    assertThatThrownBy(() ->
            leases.fenced(
                PROJECT, fence, (tx, project) -> Projects.put(tx, project.with("evil", true))))
        .isInstanceOf(StaleFenceException.class)
        .hasMessageContaining("fence " + fence);
    assertThat(daemon.project().fields().has("evil")).isFalse();
  }

  @Test
  void currentFenceCommits() {
    var fence = reserve("a");
    leases.fenced(PROJECT, fence, (tx, project) -> Projects.put(tx, project.with("good", true)));
    assertThat(daemon.project().fields().flag("good")).isTrue();
  }

  @Test
  @FaultRow({"L6"})
  void damagedLeaseIsReplacedUnderAHigherFence() {
    var fence = reserve("a");
    daemon.projects.update(
        PROJECT, project -> project.with("lease", Fields.empty().with("holder", "a")));
    assertThat(reserve("b")).isGreaterThan(fence);
  }

  @Test
  @FaultRow({"L6"})
  void lostHighestFenceIsFoundInTheLease() {
    var fence = reserve("a");
    daemon.projects.update(PROJECT, project -> project.with("highestFence", null));
    daemon.advance(Leases.TIME_TO_LIVE);
    assertThat(reserve("b")).isEqualTo(fence + 1);
  }

  @Test
  @FaultRow("L6")
  void lostDocumentOfTheLeaseIsMadeAnewAboveEveryJournalledFence() {
    var first = reserve("a");
    daemon.iterations.create(PROJECT, "a");
    leases.claim(PROJECT, "a", first);
    daemon.iterations.begin(PROJECT, "a", first);
    leases.release(PROJECT, first);
    var second = reserve("a");
    leases.claim(PROJECT, "a", second);
    daemon.iterations.begin(PROJECT, "a", second);
    daemon.projects.update(
        PROJECT, project -> project.with("lease", null).with("highestFence", null));
    assertThat(reserve("b")).isEqualTo(second + 1);
    assertThat(daemon.project().counter("fencesRestored")).isOne();
  }

  @Test
  @FaultRow("L6")
  void leaseOfAnotherTypeProtectsNobody() {
    var fence = reserve("a");
    daemon.projects.update(PROJECT, project -> project.with("lease", "nonsense"));
    assertThat(reserve("b")).isGreaterThan(fence);
    var expiry = Fields.empty().with("holder", "a").with("fence", 9).with("expiresAt", "soon");
    daemon.projects.update(PROJECT, project -> project.with("lease", expiry));
    assertThat(reserve("c")).isGreaterThan(fence + 1);
  }
}
