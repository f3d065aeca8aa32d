package io.codedeveloper.endtoend;

import io.codedeveloper.auth.Role;
import io.codedeveloper.auth.Secret;
import io.codedeveloper.cli.up.Waiting;
import io.codedeveloper.daemon.DaemonMessage.Tick;
import io.codedeveloper.daemon.ProjectSettings;
import io.codedeveloper.daemon.Projects;
import io.codedeveloper.daemon.Ticks;
import io.codedeveloper.functions.ControlApi;
import io.codedeveloper.functions.Dispatcher;
import io.codedeveloper.functions.FunctionsConfiguration;
import io.codedeveloper.functions.GivenUp;
import io.codedeveloper.functions.Wiring;
import io.codedeveloper.platform.MessageBus.Topic;
import io.codedeveloper.platform.Platform;
import io.codedeveloper.platform.PlatformProvider;
import io.codedeveloper.platform.SecretSource;
import io.codedeveloper.platform.google.GooglePlatformProvider;
import io.codedeveloper.platform.google.testing.PushTokenServer;
import io.codedeveloper.project.ProjectId;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What Google Cloud runs: functions under the real invoker, each in a process of its own, which a
/// push subscription calls with the token of its identity, and a job whose executions are
/// processes.
final class CloudDeployment implements Deployment {
  private static final String AT_NEW_YEAR = "0 0 1 1 *";

  private final Opened opened = new Opened();
  private final CloudServices services;
  private final PushRelay toDispatcher;
  private final PlatformProvider.Opened looking;
  private final Api api;

  /// @param directory for what its processes print and make
  /// @param firestore `host:port`
  /// @param unreachable the project whose messages never reach the dispatcher
  CloudDeployment(Path directory, String modelUrl, String firestore, ProjectId unreachable) {
    try {
      var tokens = opened.kept(new PushTokenServer(Clock.systemUTC()));
      services = opened.kept(CloudServices.start(firestore));
      services.createJob(directory, modelUrl);
      opened.kept(new DueTasks(services.tasks()));
      looking =
          opened.kept(
              new GooglePlatformProvider()
                  .open(services.variables(), PlatformProvider.Host.FUNCTION));
      var variables = services.variables();
      var control = function(ControlApi.class, variables, directory);
      variables.put("PUSH_AUDIENCE", tokens.audience());
      variables.put("PUSH_SERVICE_ACCOUNT", tokens.serviceAccount());
      variables.put("PUSH_KEYS_URL", tokens.keys().toString());
      var dispatcher = function(Dispatcher.class, variables, directory);
      var givenUp = function(GivenUp.class, variables, directory);
      toDispatcher =
          opened.kept(
              new PushRelay(
                  dispatcher.url(),
                  tokens,
                  headers -> unreachable.value().equals(headers.get("ce-project"))));
      var toGivenUp = opened.kept(new PushRelay(givenUp.url(), tokens, headers -> false));
      api = new Api(control.url(), token());
      new PushSubscriptions(services.project(), services.pubSub().address())
          .create(toDispatcher.url(), toGivenUp.url());
      for (var function : List.of(control, dispatcher, givenUp)) {
        Waiting.until("a function listens", function::listens);
      }
    } catch (RuntimeException | Error notStarted) {
      opened.closeAfter(notStarted);
      throw notStarted;
    }
  }

  private FunctionProcess function(Class<?> target, Map<String, String> variables, Path directory) {
    return opened.kept(FunctionProcess.start(target, variables, directory));
  }

  private static String token() {
    var signing = Map.of(SecretSource.Name.API_AUTH_SECRET, Secret.of(CloudServices.SIGNING_KEY));
    return Wiring.tokens(
            name -> Optional.ofNullable(signing.get(name)),
            FunctionsConfiguration.local(),
            Clock.systemUTC())
        .mint("ann", Role.OPERATOR, Duration.ofHours(1));
  }

  /// Makes a project with its ticks, as an installation does.
  void create(ProjectId id, String repository) {
    var usual = ProjectSettings.of(repository);
    var settings =
        new ProjectSettings(
            usual.repository(),
            usual.baseBranch(),
            usual.roadmapPath(),
            usual.testCommand(),
            usual.agent(),
            usual.model(),
            usual.budgets(),
            AT_NEW_YEAR);
    var project = new Projects(ports().documents()).create(id, settings);
    new Ticks(ports().schedule()).install(project);
  }

  /// Publishes what Cloud Scheduler publishes every five minutes.
  void sweep(ProjectId project) {
    var ports = ports();
    ports.bus().publish(Topic.TICKS, new Tick(project, Ticks.SWEEP).toMessage(ports.ids().next()));
  }

  CloudServices services() {
    return services;
  }

  /// On the way to the dispatcher.
  PushRelay relay() {
    return toDispatcher;
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
