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
import java.util.Map;
import java.util.Optional;

/// What Google Cloud runs: functions under the real invoker, each in a process of its own, which a
/// push subscription calls with the token of its identity, and a job whose executions are
/// processes.
final class CloudDeployment implements Deployment {
  private static final String AT_NEW_YEAR = "0 0 1 1 *";

  private final CloudServices services;
  private final PushTokenServer tokens = new PushTokenServer(Clock.systemUTC());
  private final FunctionProcess control;
  private final FunctionProcess dispatcher;
  private final FunctionProcess givenUp;
  private final PushRelay toDispatcher;
  private final PushRelay toGivenUp;
  private final PlatformProvider.Opened looking;
  private final Api api;

  /// @param firestore `host:port`
  /// @param unreachable the project whose messages never reach the dispatcher
  CloudDeployment(Path directory, Demo demo, String firestore, ProjectId unreachable) {
    services = CloudServices.start(firestore);
    services.createJob(directory, demo);
    var variables = services.variables();
    control = FunctionProcess.start(ControlApi.class, variables, directory);
    variables.put("PUSH_AUDIENCE", tokens.audience());
    variables.put("PUSH_SERVICE_ACCOUNT", tokens.serviceAccount());
    variables.put("PUSH_KEYS_URL", tokens.keys().toString());
    dispatcher = FunctionProcess.start(Dispatcher.class, variables, directory);
    givenUp = FunctionProcess.start(GivenUp.class, variables, directory);
    toDispatcher =
        new PushRelay(
            dispatcher.url(),
            tokens,
            headers -> unreachable.value().equals(headers.get("ce-project")));
    toGivenUp = new PushRelay(givenUp.url(), tokens, headers -> false);
    new PushSubscriptions(services.project(), services.pubSub().address())
        .create(toDispatcher.url(), toGivenUp.url());
    looking =
        new GooglePlatformProvider().open(services.variables(), PlatformProvider.Host.FUNCTION);
    for (var function : new FunctionProcess[] {control, dispatcher, givenUp}) {
      Waiting.until("a function listens", function::listens);
    }
    api = new Api(control.url(), token());
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
    toDispatcher.close();
    toGivenUp.close();
    control.close();
    dispatcher.close();
    givenUp.close();
    looking.close();
    services.close();
    tokens.close();
  }
}
