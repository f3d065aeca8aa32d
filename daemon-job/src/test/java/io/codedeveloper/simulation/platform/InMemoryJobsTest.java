package io.codedeveloper.simulation.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.platform.JobLauncher;
import io.codedeveloper.platform.contract.JobLauncherContract;

/// The jobs of the simulation do what all others do.
final class InMemoryJobsTest implements JobLauncherContract {
  private final InMemoryJobs jobs =
      new InMemoryJobs(
          new InMemoryJobs.Host() {
            @Override
            public void start(
                String execution, JobLauncher.JobRequest request, InMemoryJobs launcher) {
              if (!request.iteration().equals(RUNS_ON)) {
                launcher.ended(execution, request.iteration().equals(SUCCEEDS));
              }
            }

            @Override
            public void kill(String execution) {
              assertThat(execution).isNotEmpty();
            }
          });

  @Override
  public JobLauncher launcher() {
    return jobs;
  }

  @Override
  public JobLauncher otherLauncher() {
    return jobs;
  }

  @Override
  public void await(String execution, JobLauncher.Status status) {
    assertThat(jobs.status(execution)).isEqualTo(status);
  }
}
