package io.codedeveloper.functions.api;

import static io.codedeveloper.auth.Role.OPERATOR;
import static io.codedeveloper.auth.Role.VIEWER;

import io.codedeveloper.auth.Role;
import io.codedeveloper.budget.Spending;
import io.codedeveloper.daemon.Commands;
import io.codedeveloper.daemon.Iterations;
import io.codedeveloper.daemon.Leases;
import io.codedeveloper.daemon.NextIteration;
import io.codedeveloper.daemon.Projects;
import io.codedeveloper.daemon.Ticks;
import io.codedeveloper.functions.http.Endpoint;
import io.codedeveloper.notification.Notifications;
import io.codedeveloper.platform.Platform;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Everything that the API can do: the table of its paths.
public final class ControlPlane {
  /// The project under which the functions log.
  public static final String LOG = "control-plane";

  private static final Optional<Role> ANYONE = Optional.empty();
  private static final String PRODUCTION = "production";

  private final List<Endpoint> endpoints;

  /// @param environment its name, as people know it
  /// @param patience how a request waits
  public ControlPlane(Platform platform, String environment, Patience patience) {
    var store = platform.documents();
    var clock = platform.clock();
    var projects = new Projects(store);
    var choice = new ProjectChoice(projects);
    var notifications = new Notifications(store);
    var iterations = new Iterations(store, new Leases(store, Leases.TIME_TO_LIVE));
    var next = new NextIteration(iterations, notifications);
    var commands = new Commands(store, platform.bus(), platform.ids());
    var files = new ProjectFiles(platform.blobs(), clock);
    var ticks = new Ticks(platform.schedule());
    var streams = new Streams(clock, patience);
    var known =
        table(
            new HealthApi(platform, environment),
            new StatusApi(choice, next, ticks, clock),
            new DaemonApi(projects, commands, new KnownPriorities(files), clock, patience),
            new FilesApi(choice, files),
            new NotificationsApi(choice, notifications, commands),
            new HistoryApi(choice, iterations),
            new CostsApi(choice, new Spending(store), clock),
            new LogsApi(choice, platform.logs(), streams, clock),
            new NotificationStreamApi(choice, notifications, streams, clock),
            new ScheduleApi(projects, ticks));
    endpoints =
        Stream.of(
                List.of(health(environment), welcome(environment)), known, description(environment))
            .flatMap(List::stream)
            .toList();
  }

  /// The path that says whether a process is alive: it takes no platform.
  ///
  /// @param environment its name, as people know it
  public static Endpoint health(String environment) {
    return new Endpoint("health", "GET", "/health", ANYONE, call -> HealthApi.alive(environment));
  }

  /// What a bare `/` answers, whichever function it is: where everything else is. It takes no
  /// platform.
  ///
  /// @param environment its name, as people know it
  public static Endpoint welcome(String environment) {
    var isDescribed = !environment.equals(PRODUCTION);
    return new Endpoint("api", "GET", "/", ANYONE, call -> WelcomeApi.greet(isDescribed));
  }

  /// The paths that show the API's description: none in production. They take no platform.
  ///
  /// @param environment its name, as people know it
  public static List<Endpoint> description(String environment) {
    return environment.equals(PRODUCTION)
        ? List.of()
        : List.of(
            // First: its path is also the name of their function.
            new Endpoint("docs", "GET", "/docs", ANYONE, DescriptionApi::page),
            new Endpoint("docs", "GET", "/openapi.json", ANYONE, DescriptionApi::json));
  }

  private static List<Endpoint> table(
      HealthApi health,
      StatusApi status,
      DaemonApi daemon,
      FilesApi files,
      NotificationsApi notifications,
      HistoryApi history,
      CostsApi costs,
      LogsApi logs,
      NotificationStreamApi stream,
      ScheduleApi schedule) {
    var viewer = Optional.of(VIEWER);
    var operator = Optional.of(OPERATOR);
    return List.of(
        new Endpoint("api-health", "GET", "/api/health", viewer, health::dependencies),
        new Endpoint("daemon-status", "GET", "/api/daemon/status", viewer, status::status),
        new Endpoint("daemon-start", "POST", "/api/daemon/start", operator, daemon::start),
        new Endpoint("daemon-stop", "POST", "/api/daemon/stop", operator, daemon::stop),
        new Endpoint("daemon-restart", "POST", "/api/daemon/restart", operator, daemon::restart),
        new Endpoint("files", "GET", "/api/files/roadmap", viewer, files::readRoadmap),
        new Endpoint("files", "PUT", "/api/files/roadmap", operator, files::writeRoadmap),
        new Endpoint("files", "GET", "/api/files/{path...}", viewer, files::readFile),
        new Endpoint("files", "PUT", "/api/files/{path...}", operator, files::writeFile),
        new Endpoint("notifications", "GET", "/api/notifications", viewer, notifications::list),
        new Endpoint(
            "notification-respond",
            "POST",
            "/api/notifications/{id}/respond",
            operator,
            notifications::respond),
        new Endpoint(
            "notification-read",
            "POST",
            "/api/notifications/{id}/read",
            operator,
            notifications::read),
        new Endpoint(
            "notification-delete",
            "DELETE",
            "/api/notifications/{id}",
            operator,
            notifications::delete),
        new Endpoint("iterations", "GET", "/api/iterations", viewer, history::list),
        new Endpoint("iterations", "GET", "/api/iterations/{id}", viewer, history::one),
        new Endpoint("costs", "GET", "/api/costs", viewer, costs::costs),
        new Endpoint("logs", "GET", "/api/logs", viewer, logs::logs),
        new Endpoint(
            "notification-stream", "GET", "/api/notifications/stream", viewer, stream::stream),
        new Endpoint("schedule", "GET", "/api/schedule", viewer, schedule::show),
        new Endpoint("schedule", "PUT", "/api/schedule", operator, schedule::change));
  }

  /// Every path of the API.
  public List<Endpoint> all() {
    return endpoints;
  }

  /// The paths of one function, and the bare one.
  public List<Endpoint> of(String function) {
    return endpoints.stream()
        .filter(one -> one.function().equals(function) || one.path().equals("/"))
        .toList();
  }
}
