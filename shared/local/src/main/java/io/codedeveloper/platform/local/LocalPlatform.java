package io.codedeveloper.platform.local;

import io.codedeveloper.platform.IdSource;
import io.codedeveloper.platform.Platform;
import io.codedeveloper.platform.SecretSource;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/// The whole platform on one data directory.
///
/// @param ports what the domain uses
/// @param deliveries what the host drives
/// @param deadLetters what was given up
/// @param logs what is closed before the process ends, so that the last entries are kept
/// @param database what lies behind them
public record LocalPlatform(
    Platform ports,
    Deliveries deliveries,
    DeadLetters deadLetters,
    UnblockedLogStore logs,
    LocalDatabase database)
    implements AutoCloseable {

  /// Opens a data directory, and makes it where it is missing: the database, `logs` and
  /// `logs/executions`.
  ///
  /// @param environment the process's; jobs get a few of its variables
  /// @param secrets [LocalSecretSource], or [HandedSecrets] in a job
  /// @throws io.codedeveloper.platform.UserErrorException when the directory cannot be used
  public static LocalPlatform open(
      Path directory,
      Clock clock,
      IdSource ids,
      Map<String, String> environment,
      SecretSource secrets,
      JobCommand.Factory jobs) {
    var database = LocalDatabase.open(directory, clock);
    var logs = directory.resolve("logs");
    var entries = new UnblockedLogStore(new FileLogStore(logs));
    var ports =
        new Platform(
            new SqliteDocumentStore(database),
            new SqliteBlobStore(database),
            new SqliteMessageBus(database),
            new ChildProcessJobLauncher(
                database, logs.resolve("executions"), jobs, environment, secrets, ids),
            new SqliteDelayedTasks(database),
            new SqliteTickSchedule(database),
            secrets,
            entries,
            clock,
            ids);
    return new LocalPlatform(
        ports,
        new Deliveries(database, DeliveryPolicy.STANDARD),
        new DeadLetters(database),
        entries,
        database);
  }

  @Override
  public void close() {
    logs.close();
    database.close();
  }
}
