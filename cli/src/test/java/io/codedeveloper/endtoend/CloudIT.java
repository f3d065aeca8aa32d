package io.codedeveloper.endtoend;

import io.codedeveloper.testing.FaultRow;
import java.nio.file.Path;
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
  private static CloudWorld world;

  @BeforeAll
  static void begin() {
    world = new CloudWorld(home);
  }

  @AfterAll
  static void end() {
    if (world != null) {
      world.close();
    }
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
