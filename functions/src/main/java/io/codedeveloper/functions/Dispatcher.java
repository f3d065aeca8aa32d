package io.codedeveloper.functions;

import com.google.cloud.functions.CloudEventsFunction;
import io.cloudevents.CloudEvent;
import io.codedeveloper.daemon.CommandHandler;
import io.codedeveloper.daemon.DaemonMessage;
import io.codedeveloper.platform.Message;
import io.codedeveloper.platform.UserErrorException;

/// The function `dispatcher`: takes the messages of both topics.
///
/// What it throws is delivered again, and in the end goes to the dead letters.
public final class Dispatcher implements CloudEventsFunction {
  private final CommandHandler handler = Wiring.commandHandler();
  private final LoggedFaults faults = Wiring.faults();

  @Override
  public void accept(CloudEvent event) {
    deliver(PubSubEvent.message(event));
  }

  /// Takes a message as the bus has it.
  ///
  /// @throws RuntimeException when it shall be delivered again
  public void deliver(Message message) {
    try {
      handler.handle(DaemonMessage.from(message));
    } catch (UserErrorException wrong) {
      // Another delivery would end the same way: a project that is gone, for instance.
      faults.refused(String.valueOf(wrong.getMessage()));
    }
  }
}
