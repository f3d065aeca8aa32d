package io.codedeveloper.platform.local;

import io.codedeveloper.platform.Message;
import io.codedeveloper.platform.MessageBus;

/// Messages in the table of what is due, from where [Deliveries] takes them.
public final class SqliteMessageBus implements MessageBus {
  private final LocalDatabase database;

  public SqliteMessageBus(LocalDatabase database) {
    this.database = database;
  }

  @Override
  public void publish(Topic topic, Message message) {
    database.write(connection -> {
      DueTable.addMessage(connection, database.now(), topic, message);
      return true;
    });
  }
}
