package io.codedeveloper.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.daemon.CommandState;
import io.codedeveloper.daemon.Commands;
import io.codedeveloper.notification.Notifications;
import io.codedeveloper.platform.MessageBus;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// The demo's three priorities through the cloud's wiring, and through that of one machine, both at
/// once: what they leave must be the same.
final class CloudComparison {
  /// One for each priority, and one that finds nothing left to do.
  private static final int EXECUTIONS = 4;

  /// A tick, a command, the end of each execution, and the delivery of what people are told of each
  /// priority.
  private static final int MESSAGES = 2 + EXECUTIONS + DemoProject.PRIORITIES;

  private final CloudWorld world;
  private final CloudDeployment cloud;

  CloudComparison(CloudWorld world) {
    this.world = world;
    this.cloud = world.deployment();
  }

  void run() {
    AtOnce.run(
        this::documentsOfTheCloud,
        this::documentsOfOneMachine,
        (ofTheCloud, ofOneMachine) ->
            assertThat(ofTheCloud).containsExactlyInAnyOrderEntriesOf(ofOneMachine));
  }

  private Map<String, String> documentsOfOneMachine() {
    var directory = world.directory("one-machine");
    var project = DemoProject.in(directory);
    try (var machine = new LocalDeployment(directory, project, world.model().url())) {
      machine.start(project.id());
      machine.await("all is done on one machine", () -> project.isDone(machine.ports()));
      return documents(machine, project, directory);
    }
  }

  /// Every message is lost once and taken twice.
  private Map<String, String> documentsOfTheCloud() {
    var directory = world.directory("compared");
    var project = DemoProject.in(directory);
    cloud.create(project.id(), project.repository().toString());
    cloud.create(CloudWorld.UNREACHABLE, "/srv/elsewhere");
    var relay = cloud.relay();
    cloud.sweep(project.id());
    cloud.await("the tick came twice", () -> relay.hasDeliveredTwice(project.id(), 1));
    cloud.start(project.id());
    var lost = cloud.start(CloudWorld.UNREACHABLE);
    cloud.await("all is done in the cloud", () -> project.isDone(cloud.ports()));
    cloud.await("every message came twice", () -> relay.hasDeliveredTwice(project.id(), MESSAGES));
    cloud.await("the lost command has failed", () -> hasFailed(lost));
    assertThat(relay.inVain()).isGreaterThanOrEqualTo(MessageBus.DELIVERY_ATTEMPTS);
    assertThat(cloud.services().executions(project.id())).isEqualTo(EXECUTIONS);
    return documents(cloud, project, directory);
  }

  /// Whether it has, and people were told.
  private boolean hasFailed(String command) {
    var ports = cloud.ports();
    var state =
        new Commands(ports.documents(), ports.bus(), ports.ids())
            .get(CloudWorld.UNREACHABLE, command)
            .orElseThrow()
            .state();
    var told =
        new Notifications(ports.documents())
            .list(CloudWorld.UNREACHABLE, Optional.empty(), 10, Optional.empty())
            .items();
    return state == CommandState.FAILED
        && told.stream().anyMatch(one -> one.message().contains(command));
  }

  private static Map<String, String> documents(
      Deployment deployment, DemoProject project, Path directory) {
    return StoredDocuments.of(deployment.ports().documents(), project.id(), directory.toString());
  }
}
