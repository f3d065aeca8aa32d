package io.codedeveloper.reliability.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// A short form of `./dev soak`, by counting only.
@EnabledOnOs(OS.LINUX)
final class SoakIT {
  private static final int PRIORITIES = 3;

  /// Connections that are kept for a while; a leak for each priority would be as many.
  private static final int KEPT = 2 * PRIORITIES;

  @TempDir private Path home;

  @Test
  void workLeavesNoHandlesThreadsRowsOrTreesBehind() {
    try (var world = new SoakWorld(home)) {
      world.doOne();
      var before = world.sample();
      for (var count = 0; count < PRIORITIES; count++) {
        world.doOne();
      }
      var after = world.sample();
      for (var name : new String[] {Sample.HANDLES, Sample.THREADS, Sample.WAITING, Sample.BLOBS}) {
        assertThat(after.number(name))
            .as("%s: before %s, after %s", name, before, after)
            .isLessThanOrEqualTo(before.number(name) + KEPT);
      }
      assertThat(after.number(Sample.WORK_TREES)).isLessThanOrEqualTo(1);
      assertThat(after.number(Sample.DONE)).isEqualTo(before.number(Sample.DONE) + PRIORITIES);
    }
  }
}
