package io.codedeveloper.platform.contract;

import static io.codedeveloper.platform.contract.MessageBusContract.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codedeveloper.platform.DelayedTasks;
import io.codedeveloper.platform.Message;
import io.codedeveloper.platform.MessageBus.Topic;
import io.codedeveloper.testing.FaultRow;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A task's message arrives at its time, once per name.
///
/// How long a name is remembered after its message was published is a platform's own: Cloud Tasks
/// promises about an hour and cannot know whether the message was acknowledged, so that nothing
/// beyond an hour is asked here.
public interface DelayedTasksContract extends DeliveryHarness {
  DelayedTasks tasks();

  /// Another connection to the same tasks, as another process would have it.
  DelayedTasks otherTasks();

  private void schedule(String name, Duration delay, String id) {
    tasks().schedule(name, now().plus(delay), Topic.COMMANDS, message(id, "p"));
  }

  private List<String> receivedIds() {
    return received().stream().map(Message::id).toList();
  }

  @Test
  default void taskArrivesAtItsTimeAndNotBefore() {
    schedule("task", Duration.ofMinutes(10), "m");
    assertThat(received()).isEmpty();
    pass(Duration.ofMinutes(9));
    assertThat(received()).isEmpty();
    pass(Duration.ofMinutes(1));
    assertThat(received()).containsExactly(message("m", "p"));
    pass(longEnough());
    assertThat(received()).isEmpty();
  }

  @Test
  default void taskOfThePastArrivesAtOnce() {
    schedule("task", Duration.ofMinutes(-5), "m");
    assertThat(receivedIds()).containsExactly("m");
  }

  @Test
  @FaultRow({"C20"})
  default void secondTaskOfANameIsIgnoredWhileTheFirstIsPending() {
    schedule("task", Duration.ofMinutes(10), "first");
    otherTasks().schedule("task", now(), Topic.COMMANDS, message("second", "p"));
    assertThat(received()).isEmpty();
    pass(Duration.ofMinutes(10));
    assertThat(receivedIds()).containsExactly("first");
  }

  @Test
  @FaultRow({"C20"})
  default void nameIsRememberedForAlmostAnHourAfterTheMessage() {
    schedule("task", Duration.ZERO, "first");
    assertThat(receivedIds()).containsExactly("first");
    pass(Duration.ofMinutes(59));
    schedule("task", Duration.ZERO, "second");
    pass(longEnough());
    assertThat(received()).isEmpty();
  }

  @Test
  default void taskThatWasRefusedIsStillPending() {
    schedule("task", Duration.ZERO, "first");
    deliverDue((topic, message) -> {
      throw new IllegalStateException("refused");
    });
    schedule("task", Duration.ZERO, "second");
    pass(longEnough());
    assertThat(receivedIds()).containsExactly("first");
  }

  @Test
  default void taskThatIsNotDueHoldsNoMessageOfItsKeyBack() {
    schedule("task", Duration.ofMinutes(10), "later");
    schedule("now", Duration.ZERO, "now");
    assertThat(receivedIds()).containsExactly("now");
  }

  @Test
  default void oneOfManyTasksOfANameArrives() {
    var at = now();
    Together.run(
        List.of(tasks(), otherTasks(), tasks(), otherTasks()).stream()
            .<java.util.concurrent.Callable<Boolean>>map(tasks ->
                () -> {
                  tasks.schedule("raced", at, Topic.COMMANDS, message("m", "p"));
                  return true;
                })
            .toList());
    assertThat(receivedIds()).containsExactly("m");
  }

  @Test
  default void illegalNamesAreRefused() {
    for (var name : List.of("", "a b", "a/b", "é", "x".repeat(501))) {
      assertThatThrownBy(() -> schedule(name, Duration.ZERO, "m"))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
