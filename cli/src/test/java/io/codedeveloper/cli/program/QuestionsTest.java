package io.codedeveloper.cli.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codedeveloper.platform.TransientException;
import io.codedeveloper.platform.UserErrorException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

final class QuestionsTest {
  @Test
  void whatIsAskedMeanwhileIsWaitedForToo() {
    var answered = new AtomicBoolean();
    try (var questions = new Questions(Duration.ofMinutes(10))) {
      var outer =
          questions.ask("one", () -> questions.ask("another", () -> answered.getAndSet(true)));

      questions.settle(1);

      assertThat(answered).isTrue();
      assertThat(outer.known()).isPresent();
    }
  }

  @Test
  void whoeverIsSilentLeavesTimeForOthers() {
    var silence = new CountDownLatch(1);
    try (var questions = new Questions(Duration.ofMinutes(10))) {
      var silent = questions.ask("the API", () -> interrupted(silence));

      questions.settle(0);

      assertThat(silent.known()).isEmpty();
      assertThat(silent.hasFailed()).isFalse();
      assertThat(questions.ask("Google Cloud", () -> "well").get()).isEqualTo("well");
    }
  }

  private static boolean interrupted(CountDownLatch silence) {
    try {
      silence.await();
      return false;
    } catch (InterruptedException ended) {
      return true;
    }
  }

  @Test
  void questionsAreAskedAtOnce() throws InterruptedException {
    var both = new CountDownLatch(2);
    try (var questions = new Questions(Duration.ofMinutes(1))) {
      var one = questions.ask("one", () -> meet(both));
      var other = questions.ask("other", () -> meet(both));
      assertThat(one.get()).isTrue();
      assertThat(other.get()).isTrue();
    }
  }

  private static boolean meet(CountDownLatch both) {
    both.countDown();
    try {
      both.await();
      return true;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Test
  void whatAQuestionEndsWithIsThrownToWhoWaits() {
    try (var questions = new Questions(Duration.ofMinutes(1))) {
      var refused =
          questions.ask(
              "nobody",
              () -> {
                throw new UserErrorException("no such thing");
              });
      assertThatThrownBy(refused::get)
          .isInstanceOf(UserErrorException.class)
          .hasMessage("no such thing");
    }
  }

  @Test
  void whoDoesNotAnswerInTimeIsNamed() {
    try (var questions = new Questions(Duration.ZERO)) {
      var never = questions.ask("the oracle", () -> meet(new CountDownLatch(2)));
      for (var times = 0; times < 2; times++) {
        assertThatThrownBy(never::get)
            .isInstanceOf(TransientException.class)
            .hasMessageContaining("the oracle did not answer");
      }
    }
  }
}
