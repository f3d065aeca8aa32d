package io.codedeveloper.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.cli.up.Waiting;
import io.codedeveloper.platform.google.testing.PubSubEmulator;
import io.codedeveloper.testing.FaultRow;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// One run of `./dev end-to-end`.
@EnabledOnOs(OS.LINUX)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class CloudIT {
  @TempDir private static Path home;
  private static Set<ProcessHandle> before;
  private static CloudWorld world;

  @BeforeAll
  static void begin() {
    PubSubEmulator.shared();
    before = descendants();
    world = new CloudWorld(home);
  }

  @AfterAll
  static void end() {
    if (world != null) {
      var its = descendants();
      its.removeAll(before);
      assertThat(its).isNotEmpty();
      world.close();
      Waiting.until("nothing outlives the world", () -> its.stream().noneMatch(CloudIT::runs));
    }
  }

  private static Set<ProcessHandle> descendants() {
    return ProcessHandle.current().descendants().collect(Collectors.toSet());
  }

  /// Not where it only waits for somebody to take note of its end, and has no program any more.
  private static boolean runs(ProcessHandle process) {
    return process.isAlive() && process.info().command().isPresent();
  }

  @Test
  @Order(1)
  @FaultRow({"C5", "C9"})
  void theCloudMakesTheSameDocumentsAsOneMachine() {
    new CloudComparison(world).run();
  }

  /// The last one: its project goes on with what is left to do.
  @Test
  @Order(2)
  @FaultRow("L4")
  void iterationWhoseStoreDiesIsFinishedWhenItIsBack() {
    new StoreOutage(world).run();
  }
}
