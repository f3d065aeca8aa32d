package io.codedeveloper.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.job.iteration.StopSignal;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class InterruptionTest {
  private final StopSignal signal = new StopSignal();
  private final ArrayList<String> told = new ArrayList<>();

  @Test
  void workThatEndsInTimeIsToldOfOnce() {
    var interruption =
        new Interruption(signal::request, signal::abort, told::add, Duration.ofSeconds(20));
    interruption.close();
    interruption.interrupted();
    assertThat(signal.requested()).isTrue();
    assertThat(told).singleElement().asString().contains("within 20 s", "nothing is lost");
  }

  @Test
  void workThatDoesNotEndIsLeftToTheNextRun() {
    new Interruption(signal::request, signal::abort, told::add, Duration.ZERO).interrupted();
    assertThat(told).hasSize(2).last().asString().contains("the same command goes on");
    assertThat(signal.aborted()).isTrue();
  }
}
