package io.codedeveloper.platform;

/// Publishes messages; the platform pushes each to the topic's subscriber at least once.
///
/// A subscriber acknowledges by returning; what it throws is redelivered with backoff, and after
/// [#DELIVERY_ATTEMPTS] goes to the dead letters.
public interface MessageBus {
  /// Deliveries of one message before it becomes a dead letter.
  int DELIVERY_ATTEMPTS = 5;

  /// Returns when the message is durably accepted.
  ///
  /// @throws TransientException when it was not
  void publish(Topic topic, Message message);

  /// The topics of the system.
  enum Topic {
    /// Commands and the ends of iterations, for the dispatcher.
    COMMANDS,
    /// Ticks of the schedule, for the dispatcher.
    TICKS;

    /// The topic's name on the platform.
    public String wireName() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }
}
