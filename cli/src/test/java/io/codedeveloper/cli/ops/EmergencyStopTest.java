package io.codedeveloper.cli.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.cli.program.Questions;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class EmergencyStopTest {
  /// For the start of a program in Java, and for writing the incident down.
  private static final Duration OURS = Duration.ofSeconds(10);

  @Test
  void allThatIsWaitedForIsLessThanAMinute() {
    // One that confirms asks an installation for its name before.
    var closing = Questions.CLOSING.multipliedBy(2);
    assertThat(EmergencyStopCommand.LONGEST.plus(closing).plus(OURS))
        .isLessThan(Duration.ofMinutes(1));
  }

  @Test
  void aSecondLookHasTimeForAListAndAChangeHoweverShortAllIs() {
    var left = 1000 * EmergencyStopCommand.LEAST * (1 - EmergencyStop.FIRST);
    assertThat(left).isGreaterThanOrEqualTo(Duration.ofSeconds(8).toMillis());
  }

  @Test
  void aSecondLookHasTimeForTwoCallsOfGcloudWhateverIsSilent() {
    var left = EmergencyStopCommand.LONGEST.toMillis() * (1 - EmergencyStop.FIRST);
    assertThat(left).isGreaterThanOrEqualTo(Duration.ofSeconds(15).toMillis());
  }
}
