package io.codedeveloper.platform.local;

import io.codedeveloper.platform.Message;
import io.codedeveloper.platform.MessageBus.Topic;

/// Receives the messages of all topics.
@FunctionalInterface
public interface Subscriber {
  /// Acknowledges the message by returning, refuses it by throwing.
  void receive(Topic topic, Message message);
}
