package io.codedeveloper.job.iteration;

import io.codedeveloper.job.agent.CodingAgent;
import io.codedeveloper.job.agent.tool.ToolSettings;

/// Opens the agent once the repository's rules are known.
@FunctionalInterface
public interface AgentSource {
  /// @param tools where its commands run, and what it must not write
  CodingAgent open(ToolSettings tools);
}
