package io.codedeveloper.functions;

import com.google.cloud.functions.HttpFunction;
import com.google.cloud.functions.HttpRequest;
import com.google.cloud.functions.HttpResponse;
import io.codedeveloper.daemon.CommandHandler;
import io.codedeveloper.daemon.DaemonMessage;
import io.codedeveloper.daemon.DeadLetters;
import io.codedeveloper.platform.InstallationException;
import io.codedeveloper.platform.Message;
import io.codedeveloper.platform.UserErrorException;
import java.util.Optional;

/// The function `dispatcher`: takes the messages of both topics.
///
/// What it throws is delivered again, and in the end goes to the dead letters. What it does not
/// understand it takes and records: another delivery would not make it clearer.
public final class Dispatcher implements HttpFunction {
  private final PushEndpoint endpoint = Wiring.pushEndpoint();
  private final CommandHandler handler = Wiring.commandHandler();
  private final DeadLetters deadLetters = Wiring.deadLetters();
  private final LoggedFaults faults = Wiring.faults();

  @Override
  public void service(HttpRequest request, HttpResponse response) {
    endpoint.serve(request, response, pushed -> message(pushed).ifPresent(this::deliver));
  }

  /// The message of a call; one that holds none is recorded.
  private Optional<Message> message(Pushed pushed) {
    try {
      return Optional.of(pushed.message());
    } catch (IllegalArgumentException malformed) {
      leaveAside(pushed.id(), Optional.empty(), malformed);
      return Optional.empty();
    }
  }

  /// Takes a message as the bus has it.
  ///
  /// @throws RuntimeException when it shall be delivered again
  public void deliver(Message message) {
    DaemonMessage understood;
    try {
      understood = DaemonMessage.from(message);
    } catch (IllegalArgumentException malformed) {
      leaveAside(message.id(), Optional.of(message.orderingKey()), malformed);
      return;
    }
    try {
      handler.handle(understood);
    } catch (InstallationException ours) {
      // The next delivery may find the right granted; the last one is told as a dead letter.
      throw ours;
    } catch (UserErrorException wrong) {
      // Another delivery would end the same way: a project that is gone, for instance.
      faults.refused(String.valueOf(wrong.getMessage()));
    }
  }

  /// Takes what was pushed in vain.
  void giveUp(Pushed pushed) {
    message(pushed).ifPresent(known -> giveUp(known, "the dispatcher refused every delivery"));
  }

  /// Takes a message whose deliveries all failed.
  ///
  /// @param why of the last one
  public void giveUp(Message message, String why) {
    deadLetters.exhausted(message, faults.redactor().redact(why));
  }

  private void leaveAside(String id, Optional<String> project, IllegalArgumentException malformed) {
    var why = faults.redactor().redact(String.valueOf(malformed.getMessage()));
    faults.refused(why);
    deadLetters.malformed(id, project, why);
  }
}
