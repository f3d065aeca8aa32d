package io.codedeveloper.platform.local;

import io.codedeveloper.platform.DelayedTasks;
import io.codedeveloper.platform.Message;
import io.codedeveloper.platform.MessageBus.Topic;
import io.codedeveloper.platform.ResourceName;
import java.time.Instant;

/// Delayed tasks in the table of what is due: messages that are not due yet.
public final class SqliteDelayedTasks implements DelayedTasks {
  private final LocalDatabase database;

  public SqliteDelayedTasks(LocalDatabase database) {
    this.database = database;
  }

  @Override
  public void schedule(String name, Instant at, Topic topic, Message message) {
    ResourceName.check(name);
    database.write(connection -> {
      if (TaskNames.take(connection, name, database.now())) {
        DueTable.addTask(connection, name, at, topic, message);
      }
      return true;
    });
  }
}
