package io.codedeveloper.job.iteration;

import io.codedeveloper.daemon.Project;
import io.codedeveloper.daemon.ProjectSettings;
import io.codedeveloper.job.git.RemoteRepository;
import io.codedeveloper.job.host.GitHost;
import io.codedeveloper.job.sandbox.CommandSandbox;

/// Opens what an iteration works with outside the platform.
public interface Workshop {
  /// @throws io.codedeveloper.platform.UserErrorException when the URL or path cannot be a
  ///   repository
  RemoteRepository remote(ProjectSettings settings);

  /// Where the repository's pull requests live.
  GitHost host(Project project);

  /// @throws io.codedeveloper.platform.UserErrorException when commands cannot be contained here
  CommandSandbox sandbox();

  /// Checks key and model at once, so that nothing is begun that cannot be finished.
  ///
  /// @throws io.codedeveloper.platform.UserErrorException when the agent, its model or its key is
  ///   missing or unknown
  AgentSource agents(ProjectSettings settings);
}
