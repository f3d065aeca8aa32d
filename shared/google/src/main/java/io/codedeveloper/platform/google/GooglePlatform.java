package io.codedeveloper.platform.google;

import com.google.cloud.firestore.v1.FirestoreClient;
import com.google.cloud.pubsub.v1.TopicAdminClient;
import io.codedeveloper.platform.IdSource;
import io.codedeveloper.platform.LogStore;
import io.codedeveloper.platform.Platform;
import io.codedeveloper.platform.PlatformProvider;
import io.codedeveloper.platform.RandomIdSource;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The whole platform on Google Cloud.
public final class GooglePlatform implements PlatformProvider.Opened {
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private final Platform ports;
  private volatile boolean isClosed;

  private GooglePlatform(
      GoogleConfiguration configuration,
      Duration secretAge,
      UnaryOperator<LogStore> logs,
      Clock clock,
      IdSource ids) {
    var project = configuration.project();
    var location = configuration.location();
    var endpoints = configuration.endpoints();
    ports =
        new Platform(
            new LazyPorts.Documents(
                once(() -> {
                  var client = firestore(endpoints.of(GoogleConfiguration.FIRESTORE));
                  return new FirestoreDocumentStore(client, project, configuration.database());
                })),
            new LazyPorts.Blobs(
                once(() ->
                    closing(
                        new GcsBlobStore(
                            configuration.bucket(), endpoints.of(GoogleConfiguration.STORAGE))))),
            new LazyPorts.Bus(
                once(() ->
                    new PubSubMessageBus(
                        pubSub(endpoints.of(GoogleConfiguration.PUB_SUB)), project))),
            new LazyPorts.Jobs(
                once(() ->
                    closing(
                        new CloudRunJobLauncher(
                            project,
                            location,
                            configuration.job(),
                            endpoints.of(GoogleConfiguration.RUN))))),
            new LazyPorts.Tasks(
                once(() ->
                    closing(
                        new CloudTasksDelayedTasks(
                            new CloudTasksDelayedTasks.Settings(
                                project,
                                location,
                                configuration.queue(),
                                configuration.tasksAccount(),
                                endpoints.pubSub()),
                            endpoints.of(GoogleConfiguration.TASKS))))),
            new LazyPorts.Schedule(
                once(() ->
                    closing(
                        new CloudSchedulerTickSchedule(
                            project, location, endpoints.of(GoogleConfiguration.SCHEDULER))))),
            new LazyPorts.Secrets(
                once(() ->
                    closing(
                        new SecretManagerSecretSource(
                            project,
                            endpoints.of(GoogleConfiguration.SECRETS),
                            clock,
                            secretAge)))),
            logs.apply(
                new LazyPorts.Logs(
                    once(() ->
                        closing(
                            new CloudLoggingLogStore(
                                project, endpoints.of(GoogleConfiguration.LOGGING)))))),
            clock,
            ids);
  }

  /// Opens the platform; clients are made when they are first used.
  ///
  /// @param secretAge how old a secret may be, see [SecretManagerSecretSource]
  /// @param logs makes the port of the one that sends to Cloud Logging
  static GooglePlatform open(
      GoogleConfiguration configuration,
      Duration secretAge,
      UnaryOperator<LogStore> logs,
      Clock clock) {
    return new GooglePlatform(configuration, secretAge, logs, clock, new RandomIdSource());
  }

  @Override
  public Platform ports() {
    return ports;
  }

  /// Closes what was used, the last opened first; what fails to close keeps nothing else open. From
  /// then on every port refuses its use at once, but for the log, which drops what it is given.
  @Override
  public synchronized void close() {
    isClosed = true;
    @Nullable RuntimeException failed = null;
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (Exception failure) {
        failed = new IllegalStateException("a client cannot be closed", failure);
      }
    }
    if (failed != null) {
      throw failed;
    }
  }

  private FirestoreClient firestore(ServiceEndpoint endpoint) {
    return closing(new LazyClient<>(() -> FirestoreClients.open(endpoint)).get());
  }

  private TopicAdminClient pubSub(ServiceEndpoint endpoint) {
    return closing(new LazyClient<>(() -> PubSubMessageBus.client(endpoint)).get());
  }

  private synchronized <T extends AutoCloseable> T closing(T adapter) {
    opened.push(adapter);
    if (isClosed) {
      close();
      throw closed();
    }
    return adapter;
  }

  private static IllegalStateException closed() {
    return new IllegalStateException("the platform is closed");
  }

  /// Made at the first use and kept, until the end; a failure is not kept.
  private <T> Supplier<T> once(Supplier<T> maker) {
    return new Supplier<>() {
      private @Nullable T made;

      @Override
      public synchronized T get() {
        if (isClosed) {
          throw closed();
        }
        var known = made;
        if (known == null) {
          known = maker.get();
          made = known;
        }
        return known;
      }
    };
  }
}
