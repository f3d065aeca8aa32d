package io.codedeveloper.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.daemon.CommandState;
import io.codedeveloper.daemon.Commands;
import io.codedeveloper.notification.Notifications;
import io.codedeveloper.platform.MessageBus;
import io.codedeveloper.platform.google.testing.FirestoreEmulator;
import io.codedeveloper.project.ProjectId;
import io.codedeveloper.testing.FaultRow;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The demo's three priorities through the cloud's wiring, and through that of one machine.
@EnabledOnOs(OS.LINUX)
final class CloudIT {
  /// No message about it ever reaches the dispatcher.
  private static final ProjectId UNREACHABLE = new ProjectId("unreachable");

  /// One for each priority, and one that finds nothing left to do.
  private static final int EXECUTIONS = 4;

  /// A tick, a command, the end of each execution, and the delivery of what people are told of each
  /// priority.
  private static final int MESSAGES = 2 + EXECUTIONS + Demo.PRIORITIES;

  @TempDir Path home;

  @Test
  @FaultRow({"C5", "C9"})
  void theCloudMakesTheSameDocumentsAsOneMachine() {
    var local = documentsOfOneMachine();
    var cloud = documentsOfTheCloud();
    assertThat(cloud).containsExactlyInAnyOrderEntriesOf(local);
  }

  private Map<String, String> documentsOfOneMachine() {
    var directory = home.resolve("one-machine");
    directory.toFile().mkdir();
    try (var demo = Demo.of(directory);
        var deployment = new LocalDeployment(directory, demo)) {
      deployment.start(demo.project());
      deployment.await("all is done on one machine", () -> demo.isDone(deployment.ports()));
      return documents(deployment, demo, directory);
    }
  }

  /// Every message is lost once and taken twice.
  private Map<String, String> documentsOfTheCloud() {
    var directory = home.resolve("cloud");
    directory.toFile().mkdir();
    var firestore = FirestoreEmulator.shared().address();
    try (var demo = Demo.of(directory);
        var deployment = new CloudDeployment(directory, demo, firestore, UNREACHABLE)) {
      deployment.create(demo.project(), demo.repository().toString());
      deployment.create(UNREACHABLE, "/srv/elsewhere");
      var relay = deployment.relay();
      deployment.sweep(demo.project());
      deployment.await("the tick came twice", () -> relay.hasDeliveredTwice(1));
      deployment.start(demo.project());
      var lost = deployment.start(UNREACHABLE);
      deployment.await("all is done in the cloud", () -> demo.isDone(deployment.ports()));
      deployment.await("every message came twice", () -> relay.hasDeliveredTwice(MESSAGES));
      deployment.await("the lost command has failed", () -> hasFailed(deployment, lost));
      assertThat(relay.inVain()).isGreaterThanOrEqualTo(MessageBus.DELIVERY_ATTEMPTS);
      assertThat(deployment.services().jobs().executions()).hasSize(EXECUTIONS);
      return documents(deployment, demo, directory);
    }
  }

  /// Whether it has, and people were told.
  private static boolean hasFailed(CloudDeployment deployment, String command) {
    var ports = deployment.ports();
    var state =
        new Commands(ports.documents(), ports.bus(), ports.ids())
            .get(UNREACHABLE, command)
            .orElseThrow()
            .state();
    var told =
        new Notifications(ports.documents())
            .list(UNREACHABLE, Optional.empty(), 10, Optional.empty())
            .items();
    return state == CommandState.FAILED
        && told.stream().anyMatch(one -> one.message().contains(command));
  }

  private static Map<String, String> documents(Deployment deployment, Demo demo, Path directory) {
    return StoredDocuments.of(deployment.ports().documents(), demo.project(), directory.toString());
  }
}
