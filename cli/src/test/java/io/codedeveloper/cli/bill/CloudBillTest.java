package io.codedeveloper.cli.bill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.codedeveloper.reliability.matrix.FaultMatrix;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class CloudBillTest {
  private static final double A_CENT = 0.01;

  @Test
  void onlyWhatIsAboveTheFreeAllotmentIsCharged() {
    assertThat(CloudItem.SECRET_VERSIONS.dollars(6)).isZero();
    assertThat(CloudItem.SECRET_VERSIONS.dollars(8)).isCloseTo(0.12, within(A_CENT));
  }

  @Test
  void aBillIsTheSumOfItsLines() {
    var bill =
        CloudBill.of(Map.of(CloudItem.SECRET_VERSIONS, 8.0, CloudItem.ALERT_CONDITIONS, 3.0));
    assertThat(bill.lines()).hasSize(2);
    assertThat(bill.total()).isCloseTo(0.42, within(A_CENT));
    assertThat(bill.unconfirmed()).isCloseTo(0.30, within(A_CENT));
  }

  @Test
  void fiftyIterationsOfTenMinutesTakeAsManyProcessorSecondsAsTheyLast() {
    var use = Workload.busy(2, 4).use();
    var alone = 50 * 600 * 2 * 365.0 / 12;
    assertThat(use.get(CloudItem.JOB_PROCESSORS)).isBetween(alone, alone * 1.05);
    assertThat(use.get(CloudItem.JOB_MEMORY))
        .isCloseTo(2 * use.get(CloudItem.JOB_PROCESSORS), within(1.0));
  }

  @Test
  void whatIsIdleCostsLessThanTwoDollarsAMonth() {
    assertThat(CloudBill.of(Workload.idle().use()).total()).isLessThan(2);
  }

  @Test
  void fiftyIterationsADayCostLessThanTwentyDollarsAMonthOnOneProcessor() {
    assertThat(CloudBill.of(Workload.busy(1, 2).use()).total()).isLessThan(20);
  }

  @Test
  void alertsAreCountedAsTerraformMakesThem() throws IOException {
    var alerts = Files.readString(FaultMatrix.checkout().resolve("terraform/alerts.tf"));
    var declared = count("(?m)^          (filter|query) += \"", alerts);
    var forEachKindOfInstance = count("for type in \\[", alerts);
    assertThat(Workload.ALERT_CONDITIONS).isEqualTo((int) (declared + forEachKindOfInstance));
  }

  private static long count(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().count();
  }
}
