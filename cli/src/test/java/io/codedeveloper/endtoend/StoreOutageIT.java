package io.codedeveloper.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.daemon.Iteration;
import io.codedeveloper.daemon.IterationOutcome;
import io.codedeveloper.daemon.Iterations;
import io.codedeveloper.daemon.Lease;
import io.codedeveloper.daemon.Leases;
import io.codedeveloper.daemon.Projects;
import io.codedeveloper.platform.JobLauncher.Status;
import io.codedeveloper.platform.google.testing.FirestoreEmulator;
import io.codedeveloper.project.ProjectId;
import io.codedeveloper.testing.FaultRow;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Firestore dies in the middle of an iteration, for longer than anybody waits for it, and comes
/// back with what it had.
@EnabledOnOs(OS.LINUX)
final class StoreOutageIT {
  private static final ProjectId NONE = new ProjectId("none");

  @TempDir Path home;
  @TempDir Path kept;

  @Test
  @FaultRow("L4")
  void iterationWhoseStoreDiesIsFinishedWhenItIsBack() {
    try (var firestore = new FirestoreEmulator();
        var gate = new Gate(firestore.address());
        var demo = Demo.silent(home);
        var deployment = new CloudDeployment(home, demo, gate.address(), NONE)) {
      var project = demo.project();
      deployment.create(project, demo.repository().toString());
      deployment.start(project);
      deployment.await("an iteration works", () -> working(deployment, project).isPresent());
      var iteration = working(deployment, project).orElseThrow();

      // Nothing is written from here on, so that nothing is lost that was acknowledged.
      gate.shut();
      demo.speak();
      firestore.save(deployment.services().project(), kept);
      firestore.kill();
      firestore.restart();
      firestore.load(deployment.services().project(), kept);
      deployment.await("the execution has failed", () -> hasFailed(deployment, iteration));
      gate.open();

      deployment.sweep(project);
      deployment.await(
          "the iteration is finished", () -> isFinished(deployment, project, iteration));
      var branch = iterations(deployment).get(project, iteration.id()).orElseThrow().branch();
      assertThat(demo.pullRequests(deployment.ports(), branch.orElseThrow())).isEqualTo(1);
    }
  }

  private static boolean hasFailed(Deployment deployment, Iteration iteration) {
    var execution = iteration.execution().orElseThrow();
    return deployment.ports().jobs().status(execution) == Status.FAILED;
  }

  private static boolean isFinished(Deployment deployment, ProjectId project, Iteration iteration) {
    return iterations(deployment)
        .get(project, iteration.id())
        .flatMap(Iteration::outcome)
        .filter(outcome -> outcome == IterationOutcome.PULL_REQUEST)
        .isPresent();
  }

  /// The one that has claimed the lease and chosen a priority.
  private static Optional<Iteration> working(Deployment deployment, ProjectId project) {
    return new Projects(deployment.ports().documents())
        .get(project)
        .flatMap(known -> known.lease())
        .filter(Lease::claimed)
        .flatMap(lease -> iterations(deployment).get(project, lease.holder()))
        .filter(iteration -> iteration.priority().isPresent())
        .filter(iteration -> iteration.execution().isPresent());
  }

  private static Iterations iterations(Deployment deployment) {
    var documents = deployment.ports().documents();
    return new Iterations(documents, new Leases(documents, Leases.TIME_TO_LIVE));
  }
}
