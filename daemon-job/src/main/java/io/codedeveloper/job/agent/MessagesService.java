package io.codedeveloper.job.agent;

import com.google.gson.JsonObject;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// The Messages API as the agent asks it, request by request, in the API's own JSON.
public interface MessagesService extends AutoCloseable {
  /// Asks for one answer and returns when its stream has ended, whether or not the answer had.
  ///
  /// @param request the body of `POST /v1/messages`
  /// @param events is given each event of the stream, in order
  /// @param stop asked before each event; true gives up on the answer
  /// @throws com.anthropic.errors.AnthropicException when the service refused or could not be
  ///   reached
  void ask(JsonObject request, Consumer<JsonObject> events, BooleanSupplier stop);

  @Override
  void close();
}
