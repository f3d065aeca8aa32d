package io.codedeveloper.functions.deployment;

import io.codedeveloper.functions.ApiDocs;
import io.codedeveloper.functions.ApiHealth;
import io.codedeveloper.functions.ControlApi;
import io.codedeveloper.functions.Costs;
import io.codedeveloper.functions.DaemonLogs;
import io.codedeveloper.functions.DaemonRestart;
import io.codedeveloper.functions.DaemonStart;
import io.codedeveloper.functions.DaemonStatus;
import io.codedeveloper.functions.DaemonStop;
import io.codedeveloper.functions.Dispatcher;
import io.codedeveloper.functions.GivenUp;
import io.codedeveloper.functions.Health;
import io.codedeveloper.functions.IterationList;
import io.codedeveloper.functions.NotificationDelete;
import io.codedeveloper.functions.NotificationEvents;
import io.codedeveloper.functions.NotificationList;
import io.codedeveloper.functions.NotificationRead;
import io.codedeveloper.functions.NotificationRespond;
import io.codedeveloper.functions.ProjectFiles;
import io.codedeveloper.functions.WorkHours;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/// A function with its zip and the clients that it needs.
enum DeployedFunction {
  HEALTH(Health.class),
  DOCS(ApiDocs.class),
  API_HEALTH(ApiHealth.class, Client.STORAGE, Client.SCHEDULER),
  DAEMON_STATUS(DaemonStatus.class),
  DAEMON_START(DaemonStart.class, Client.PUBSUB, Client.STORAGE),
  DAEMON_STOP(DaemonStop.class, Client.PUBSUB),
  DAEMON_RESTART(DaemonRestart.class, Client.PUBSUB),
  FILES(ProjectFiles.class, Client.STORAGE),
  NOTIFICATIONS(NotificationList.class),
  NOTIFICATION_READ(NotificationRead.class),
  NOTIFICATION_DELETE(NotificationDelete.class),
  ITERATIONS(IterationList.class),
  COSTS(Costs.class),
  LOGS(DaemonLogs.class, Client.LOGGING),
  SCHEDULE(WorkHours.class, Client.SCHEDULER),
  NOTIFICATION_STREAM(NotificationEvents.class),
  NOTIFICATION_RESPOND(NotificationRespond.class, Client.PUBSUB),
  API(ControlApi.class, Client.PUBSUB, Client.SCHEDULER, Client.STORAGE, Client.LOGGING),
  DISPATCHER(
      Dispatcher.class, Client.PUBSUB, Client.RUN, Client.SCHEDULER, Client.STORAGE, Client.TASKS),
  GIVEN_UP(
      GivenUp.class, Client.PUBSUB, Client.RUN, Client.SCHEDULER, Client.STORAGE, Client.TASKS);

  private final Class<?> target;
  private final Set<Client> clients;

  DeployedFunction(Class<?> target, Client... others) {
    this.target = target;
    clients = EnumSet.noneOf(Client.class);
    clients.addAll(Arrays.asList(others));
    if (target != Health.class && target != ApiDocs.class) {
      clients.add(Client.FIRESTORE);
      clients.add(Client.SECRET_MANAGER);
    }
  }

  /// Google's clients, each with a class of it.
  enum Client {
    FIRESTORE("Firestore", "com/google/cloud/firestore/v1/FirestoreClient"),
    SECRET_MANAGER(
        "Secret Manager", "com/google/cloud/secretmanager/v1/SecretManagerServiceClient"),
    PUBSUB("Pub/Sub", "com/google/cloud/pubsub/v1/TopicAdminClient"),
    STORAGE("Cloud Storage", "com/google/cloud/storage/Storage"),
    SCHEDULER("Cloud Scheduler", "com/google/cloud/scheduler/v1/CloudSchedulerClient"),
    RUN("Cloud Run", "com/google/cloud/run/v2/JobsClient"),
    TASKS("Cloud Tasks", "com/google/cloud/tasks/v2/CloudTasksClient"),
    LOGGING("Cloud Logging", "com/google/cloud/logging/v2/LoggingClient");

    private final String title;
    private final String type;

    Client(String title, String type) {
      this.title = title;
      this.type = type;
    }

    String entry() {
      return type + ".class";
    }

    @Override
    public String toString() {
      return title;
    }
  }

  /// Its name in Google Cloud, and that of its zip.
  String wireName() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  String target() {
    return target.getName();
  }

  Set<Client> clients() {
    return clients;
  }

  Path zip() {
    return Path.of("target", "deployment", wireName() + ".zip");
  }

  @Override
  public String toString() {
    return wireName();
  }
}
