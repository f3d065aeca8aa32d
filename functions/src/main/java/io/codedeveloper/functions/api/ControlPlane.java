package io.codedeveloper.functions.api;

import static io.codedeveloper.auth.Role.OPERATOR;
import static io.codedeveloper.auth.Role.VIEWER;

import io.codedeveloper.auth.Role;
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

/// Everything that the API can do: the table of its paths.
public final class ControlPlane {
  private static final Optional<Role> ANYONE = Optional.empty();

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
    endpoints =
        table(
            health(environment),
            new HealthApi(platform, environment),
            new StatusApi(store, iterations, next, new Ticks(platform.schedule()), clock),
            new DaemonApi(projects, commands, new KnownPriorities(files), clock, patience),
            new FilesApi(choice, files),
            new NotificationsApi(choice, notifications, commands));
  }

  /// The path that says whether a process is alive: it takes no platform.
  ///
  /// @param environment its name, as people know it
  public static Endpoint health(String environment) {
    return new Endpoint("health", "GET", "/health", ANYONE, call -> HealthApi.alive(environment));
  }

  private static List<Endpoint> table(
      Endpoint alive,
      HealthApi health,
      StatusApi status,
      DaemonApi daemon,
      FilesApi files,
      NotificationsApi notifications) {
    var viewer = Optional.of(VIEWER);
    var operator = Optional.of(OPERATOR);
    return List.of(
        alive,
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
            notifications::delete));
  }

  /// Every path of the API.
  public List<Endpoint> all() {
    return endpoints;
  }

  /// The paths of one function.
  public List<Endpoint> of(String function) {
    return endpoints.stream().filter(one -> one.function().equals(function)).toList();
  }
}
