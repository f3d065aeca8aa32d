package io.codedeveloper.platform.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.platform.DelayedTasks;
import io.codedeveloper.platform.MessageBus.Topic;
import io.codedeveloper.platform.contract.DelayedTasksContract;
import io.codedeveloper.platform.contract.MessageBusContract;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqliteDelayedTasksTest implements DelayedTasksContract, LocalDeliveryHarness {
  @TempDir private Path directory;
  private TwoDatabases databases;

  @BeforeEach
  void open() {
    databases = new TwoDatabases(directory);
  }

  @AfterEach
  void close() {
    databases.close();
  }

  @Override
  public TwoDatabases databases() {
    return databases;
  }

  @Override
  public DelayedTasks tasks() {
    return new SqliteDelayedTasks(databases.first);
  }

  @Override
  public DelayedTasks otherTasks() {
    return new SqliteDelayedTasks(databases.second);
  }

  @Test
  void nameIsForgottenAfterAnHour() {
    var message = MessageBusContract.message("m", "p");
    tasks().schedule("task", now(), Topic.COMMANDS, message);
    assertThat(received()).hasSize(1);
    pass(Duration.ofHours(1).plusMillis(1));
    tasks().schedule("task", now(), Topic.COMMANDS, message);
    assertThat(received()).hasSize(1);
  }

  @Test
  void nextDueIsTheTimeOfTheTask() {
    var at = now().plusSeconds(90);
    tasks().schedule("task", at, Topic.COMMANDS, MessageBusContract.message("m", "p"));
    assertThat(deliveries().nextDue()).contains(at);
  }
}
