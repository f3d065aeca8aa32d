package io.codedeveloper.cli.bill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;

final class CloudForecastTest {
  private static final double A_CENT = 0.01;
  private static final Workload BUSY = Workload.busy(2, 4);

  @Test
  void halfAMonthIsNotHalfTheBillBecauseWhatIsFreeComesFirst() {
    var middle = CloudForecast.of(BUSY, OffsetDateTime.parse("2026-06-16T00:00:00Z"));
    assertThat(middle.soFar().total()).isPositive();
    assertThat(middle.soFar().total()).isLessThan(middle.monthEnd().total() / 2);
  }

  @Test
  void atTheEndOfTheMonthTheForecastIsWhatItCost() {
    var end = CloudForecast.of(BUSY, OffsetDateTime.parse("2026-06-30T23:59:59Z"));
    assertThat(end.soFar().total()).isCloseTo(end.monthEnd().total(), within(A_CENT));
  }

  @Test
  void aLongMonthCostsMore() {
    var june = CloudForecast.of(BUSY, OffsetDateTime.parse("2026-06-10T00:00:00Z"));
    var july = CloudForecast.of(BUSY, OffsetDateTime.parse("2026-07-10T00:00:00Z"));
    assertThat(july.monthEnd().total()).isGreaterThan(june.monthEnd().total());
  }

  @Test
  void theFirstMomentOfAMonthHasAForecastToo() {
    var first = CloudForecast.of(Workload.idle(), OffsetDateTime.parse("2026-06-01T00:00:00Z"));
    assertThat(first.soFar().total()).isCloseTo(0, within(A_CENT));
    assertThat(first.monthEnd().total()).isBetween(1.0, 2.5);
  }

  @Test
  void servicesAddUpToTheBill() {
    var forecast = CloudForecast.of(BUSY, OffsetDateTime.parse("2026-06-16T00:00:00Z"));
    var services = forecast.services();
    assertThat(services.keySet()).contains("Cloud Run", "Firestore", "Secret Manager");
    assertThat(services.values().stream().mapToDouble(CloudForecast.Service::soFar).sum())
        .isCloseTo(forecast.soFar().total(), within(A_CENT));
    assertThat(services.values().stream().mapToDouble(CloudForecast.Service::monthEnd).sum())
        .isCloseTo(forecast.monthEnd().total(), within(A_CENT));
  }

  @Test
  void eachProjectHasItsTicks() {
    var one = Workload.measured(0, 0, 1, 2, 1).use();
    var three = Workload.measured(0, 0, 1, 2, 3).use();
    assertThat(three.get(CloudItem.SCHEDULER_JOBS))
        .isEqualTo(3 * one.get(CloudItem.SCHEDULER_JOBS));
    assertThat(three.get(CloudItem.JOB_PROCESSORS))
        .as("executions that look for work")
        .isCloseTo(3 * one.get(CloudItem.JOB_PROCESSORS), within(A_CENT));
  }

  @Test
  void whatWasMeasuredIsOtherwiseAsUsual() {
    assertThat(Workload.measured(50, 10, 1, 2, 1).use().get(CloudItem.JOB_PROCESSORS))
        .isEqualTo(Workload.busy(1, 2).use().get(CloudItem.JOB_PROCESSORS));
  }
}
