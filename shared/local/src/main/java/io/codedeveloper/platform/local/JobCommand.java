package io.codedeveloper.platform.local;

import io.codedeveloper.platform.JobLauncher.JobRequest;
import io.codedeveloper.platform.SecretSource;
import java.util.List;
import java.util.Map;

/// The command line that does a job, and the environment variables that it gets besides the allowed
/// ones.
public record JobCommand(List<String> command, Map<String, String> environment) {
  public JobCommand {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
    for (var name : SecretSource.Name.values()) {
      if (environment.containsKey(name.name())) {
        throw new IllegalArgumentException(
            name + " must not be in the environment of a job; it is handed over");
      }
    }
  }

  /// Says which command does a job.
  @FunctionalInterface
  public interface Factory {
    JobCommand of(JobRequest request);
  }
}
