package io.codedeveloper.platform;

import java.time.Instant;

/// Publishes a message later.
public interface DelayedTasks {
  /// Publishes the message at or soon after the time given, at least once.
  ///
  /// A second task of the same name is ignored while the first is pending, and for about an hour
  /// after its message was published; a message that is delivered again and again may outlive that.
  /// So a name says what the task is for, and whom a second message would hurt checks that itself.
  ///
  /// @param name as [ResourceName] has it; IllegalArgumentException for another
  void schedule(String name, Instant at, MessageBus.Topic topic, Message message);
}
