package io.codedeveloper.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.daemon.Iteration;
import io.codedeveloper.daemon.IterationOutcome;
import io.codedeveloper.daemon.Iterations;
import io.codedeveloper.daemon.Lease;
import io.codedeveloper.daemon.Leases;
import io.codedeveloper.daemon.Projects;
import io.codedeveloper.platform.JobLauncher.Status;
import io.codedeveloper.project.ProjectId;
import java.util.Optional;

/// Firestore dies in the middle of an iteration, for longer than anybody waits for it, and comes
/// back with what it had.
final class StoreOutage {
  private final CloudWorld world;
  private final CloudDeployment cloud;

  StoreOutage(CloudWorld world) {
    this.world = world;
    this.cloud = world.deployment();
  }

  void run() {
    var demo = DemoProject.in(world.directory("interrupted"));
    var project = demo.id();
    world.model().fallSilent();
    cloud.create(project, demo.repository().toString());
    cloud.start(project);
    cloud.await("an iteration works", () -> working(project).isPresent());
    var iteration = working(project).orElseThrow();

    var kept = world.directory("kept");
    world.killFirestore(kept);
    world.model().speak();
    world.restartFirestore(kept);
    cloud.await("the execution has failed", () -> hasFailed(iteration));
    world.letIn();

    cloud.sweep(project);
    cloud.await("the iteration is finished", () -> isFinished(project, iteration));
    var branch = iterations().get(project, iteration.id()).orElseThrow().branch();
    assertThat(demo.pullRequests(cloud.ports(), branch.orElseThrow())).isEqualTo(1);
  }

  private boolean hasFailed(Iteration iteration) {
    var execution = iteration.execution().orElseThrow();
    return cloud.ports().jobs().status(execution) == Status.FAILED;
  }

  private boolean isFinished(ProjectId project, Iteration iteration) {
    return iterations()
        .get(project, iteration.id())
        .flatMap(Iteration::outcome)
        .filter(outcome -> outcome == IterationOutcome.PULL_REQUEST)
        .isPresent();
  }

  /// The one that has claimed the lease and chosen a priority.
  private Optional<Iteration> working(ProjectId project) {
    return new Projects(cloud.ports().documents())
        .get(project)
        .flatMap(known -> known.lease())
        .filter(Lease::claimed)
        .flatMap(lease -> iterations().get(project, lease.holder()))
        .filter(iteration -> iteration.priority().isPresent())
        .filter(iteration -> iteration.execution().isPresent());
  }

  private Iterations iterations() {
    var documents = cloud.ports().documents();
    return new Iterations(documents, new Leases(documents, Leases.TIME_TO_LIVE));
  }
}
