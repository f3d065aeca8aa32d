package io.codedeveloper.simulation.fake;

import io.codedeveloper.auth.Redactor;
import io.codedeveloper.auth.Secret;
import io.codedeveloper.budget.PriceTable;
import io.codedeveloper.daemon.Project;
import io.codedeveloper.daemon.ProjectSettings;
import io.codedeveloper.job.agent.AgentLimits;
import io.codedeveloper.job.agent.ClaudeAgent;
import io.codedeveloper.job.agent.ClaudeSettings;
import io.codedeveloper.job.agent.MessagesService;
import io.codedeveloper.job.agent.Pause;
import io.codedeveloper.job.git.InMemoryOrigin;
import io.codedeveloper.job.git.RemoteRepository;
import io.codedeveloper.job.host.GitHost;
import io.codedeveloper.job.iteration.AgentSource;
import io.codedeveloper.job.iteration.Workshop;
import io.codedeveloper.job.sandbox.CommandSandbox;
import java.time.Clock;
import java.util.SplittableRandom;

/// Everything that an iteration opens, in memory, around the real agent.
///
/// @param seed decides the jitter of waits between attempts
public record InMemoryWorkshop(
    InMemoryOrigin origin,
    GitHost host,
    CommandSandbox sandbox,
    MessagesService model,
    AgentLimits limits,
    Redactor redactor,
    Clock clock,
    Pause pause,
    long seed)
    implements Workshop {
  private static final PriceTable PRICES = PriceTable.shipped();

  @Override
  public RemoteRepository remote(ProjectSettings settings) {
    return origin.open();
  }

  @Override
  public GitHost host(Project project) {
    return host;
  }

  @Override
  public AgentSource agents(ProjectSettings settings) {
    var claude = ClaudeSettings.of("memory://model", Secret.of("no key"), settings.model());
    return tools ->
        new ClaudeAgent(
            claude,
            () -> model,
            limits,
            PRICES,
            tools,
            redactor::redact,
            clock,
            pause,
            new SplittableRandom(seed));
  }
}
