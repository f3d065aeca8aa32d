package io.codedeveloper.job;

import io.codedeveloper.auth.Redactor;
import io.codedeveloper.auth.Secret;
import io.codedeveloper.budget.PriceTable;
import io.codedeveloper.daemon.Project;
import io.codedeveloper.daemon.ProjectSettings;
import io.codedeveloper.job.agent.AgentLimits;
import io.codedeveloper.job.agent.ClaudeAgent;
import io.codedeveloper.job.agent.ClaudeSettings;
import io.codedeveloper.job.agent.tool.ToolSettings;
import io.codedeveloper.job.git.JGitRemoteRepository;
import io.codedeveloper.job.git.NetworkLimits;
import io.codedeveloper.job.git.RemoteRepository;
import io.codedeveloper.job.git.RemoteUrl;
import io.codedeveloper.job.host.GitHost;
import io.codedeveloper.job.host.GitHosts;
import io.codedeveloper.job.iteration.AgentSource;
import io.codedeveloper.job.iteration.WorkDirectories;
import io.codedeveloper.job.iteration.Workshop;
import io.codedeveloper.job.sandbox.CommandSandbox;
import io.codedeveloper.job.sandbox.Sandboxes;
import io.codedeveloper.job.sandbox.Toolbox;
import io.codedeveloper.platform.Platform;
import io.codedeveloper.platform.SecretSource;
import io.codedeveloper.platform.UserErrorException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The workshop of every real execution: JGit, GitHub or the store, bubblewrap, the Messages API.
public final class StandardWorkshop implements Workshop {
  private final JobConfiguration configuration;
  private final Platform platform;
  private final Redactor redactor;
  private final WorkDirectories directories;

  public StandardWorkshop(JobConfiguration configuration, Platform platform, Redactor redactor) {
    this.configuration = configuration;
    this.platform = platform;
    this.redactor = redactor;
    this.directories = new WorkDirectories(configuration.data());
  }

  @Override
  public RemoteRepository remote(ProjectSettings settings) {
    var url = RemoteUrl.parse(settings.repository());
    return JGitRemoteRepository.open(
        url,
        directories.gitCache(),
        hosts().tokenFor(url),
        NetworkLimits.usual(),
        platform.clock());
  }

  @Override
  public GitHost host(Project project) {
    var url = RemoteUrl.parse(project.settings().repository());
    return hosts().forRemote(url, project.id().value());
  }

  @Override
  public CommandSandbox sandbox() {
    var toolbox =
        Toolbox.discover(
            Path.of(System.getProperty("java.home")),
            configuration.searchPath(),
            configuration.home());
    return Sandboxes.choose(
            configuration.sandbox(),
            toolbox,
            List.of(configuration.data()),
            configuration.registries())
        .orRefuse();
  }

  @Override
  public AgentSource agents(ProjectSettings settings) {
    if (!settings.agent().equals(ProjectSettings.DEFAULT_AGENT)) {
      throw new UserErrorException(
          "the agent '%s' is not known; use '%s'"
              .formatted(settings.agent(), ProjectSettings.DEFAULT_AGENT));
    }
    var claude = ClaudeSettings.of(configuration.messagesUrl(), this::key, settings.model());
    key();
    var prices =
        configuration.prices().map(PriceTable.shipped()::with).orElse(PriceTable.shipped());
    prices.of(settings.model(), 1);
    return tools -> agent(claude, prices, tools);
  }

  private ClaudeAgent agent(ClaudeSettings claude, PriceTable prices, ToolSettings tools) {
    return new ClaudeAgent(
        claude,
        AgentLimits.USUAL,
        prices,
        tools,
        redactor::redact,
        platform.clock(),
        System::nanoTime,
        StandardWorkshop::pause,
        RandomGenerator.getDefault());
  }

  /// The key of the Messages API.
  ///
  /// @throws UserErrorException when there is none
  public static Secret modelKey(SecretSource secrets) {
    return secrets
        .read(SecretSource.Name.ANTHROPIC_API_KEY)
        .orElseThrow(() ->
            new UserErrorException(
                "ANTHROPIC_API_KEY is not set; put the key of the Messages API into that"
                    + " environment variable (to see it work without a key: project-manager local"
                    + " demo)"));
  }

  private Secret key() {
    return learned(modelKey(platform.secrets()));
  }

  /// The secret as it is now, which may be another one than when the work began.
  private Optional<Secret> secret(SecretSource.Name name) {
    return platform.secrets().read(name).map(this::learned);
  }

  private Secret learned(Secret secret) {
    if (secret.isRecognisable()) {
      redactor.learn(secret);
    }
    return secret;
  }

  private GitHosts hosts() {
    var api = configuration.gitHubApiUrl().map(URI::create).orElse(GitHosts.GITHUB_API);
    return new GitHosts(
        api, () -> secret(SecretSource.Name.GITHUB_TOKEN), platform.documents(), platform.clock());
  }

  private static void pause(java.time.Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
