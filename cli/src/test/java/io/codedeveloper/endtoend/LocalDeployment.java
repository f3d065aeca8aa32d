package io.codedeveloper.endtoend;

import io.codedeveloper.auth.Role;
import io.codedeveloper.cli.up.HostRun;
import io.codedeveloper.functions.FunctionsConfiguration;
import io.codedeveloper.functions.Wiring;
import io.codedeveloper.platform.Platform;
import io.codedeveloper.platform.RandomIdSource;
import io.codedeveloper.platform.local.JobCommand;
import io.codedeveloper.platform.local.LocalPlatform;
import io.codedeveloper.platform.local.LocalSecretSource;
import io.codedeveloper.project.ProjectId;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// `local up`, with ticks that come at New Year only: what is to happen follows from the start.
final class LocalDeployment implements Deployment {
  private final Opened opened = new Opened();
  private final Api api;
  private final LocalPlatform looking;

  LocalDeployment(Path home, DemoProject project, String modelUrl) {
    var host = opened.kept(host(home, project, modelUrl));
    try {
      var url = host.readyJson().get("url").getAsString();
      var data = home.resolve("data");
      var secrets = new LocalSecretSource(Map.of(), data.resolve("secrets.json"));
      var clock = Clock.systemUTC();
      looking =
          opened.kept(
              LocalPlatform.open(
                  data,
                  clock,
                  new RandomIdSource(),
                  Map.of(),
                  secrets,
                  request -> new JobCommand(List.of("false"), Map.of())));
      var tokens = Wiring.tokens(secrets, FunctionsConfiguration.local(), clock);
      api = new Api(url, tokens.mint("ann", Role.OPERATOR, Duration.ofHours(1)));
    } catch (RuntimeException | Error notReady) {
      opened.closeAfter(notReady);
      throw notReady;
    }
  }

  private static HostRun host(Path home, DemoProject project, String modelUrl) {
    return new HostRun(
        home,
        Map.of("ANTHROPIC_BASE_URL", modelUrl, "ANTHROPIC_API_KEY", DemoModel.KEY),
        "--repository",
        project.repository().toString(),
        "--data",
        "data",
        "--port",
        "0",
        "--tick",
        "0 0 1 1 *",
        "--json");
  }

  @Override
  public Platform ports() {
    return looking.ports();
  }

  @Override
  public String start(ProjectId project) {
    return api.start(project);
  }

  @Override
  public void close() {
    opened.close();
  }
}
