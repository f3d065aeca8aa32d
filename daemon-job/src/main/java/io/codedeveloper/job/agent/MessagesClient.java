package io.codedeveloper.job.agent;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.JsonValue;
import com.anthropic.core.Timeout;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.MessageParam;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.anthropic.models.messages.TextBlockParam;
import com.anthropic.models.messages.Tool;
import com.anthropic.models.messages.ToolUnion;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// The Messages API through its SDK: streaming, without the SDK's own retries.
final class MessagesClient implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(20);
  private static final Duration LONGEST_CALL = Duration.ofMinutes(15);

  private final AnthropicClient client;

  MessagesClient(ClaudeSettings settings) {
    this.client =
        AnthropicOkHttpClient.builder()
            .baseUrl(settings.baseUrl())
            .apiKey(settings.apiKey().reveal())
            .maxRetries(0)
            .timeout(
                Timeout.builder()
                    .connect(CONNECT)
                    .read(settings.silence())
                    .write(settings.silence())
                    .request(LONGEST_CALL)
                    .build())
            .build();
  }

  /// Asks for one answer.
  ///
  /// @param stop asked at each event; true gives up on the answer
  /// @return empty when the stream ended before the answer did, or was given up
  /// @throws com.anthropic.errors.AnthropicException when the service refused or could not be
  ///   reached
  Optional<Reply> ask(RequestBody body, BooleanSupplier stop) {
    var answer = new StreamedReply();
    try (var stream = client.messages().createStreaming(params(body))) {
      var events = stream.stream().iterator();
      while (!stop.getAsBoolean() && events.hasNext()) {
        answer.add(json(events.next()));
      }
    }
    return answer.reply();
  }

  private static MessageCreateParams params(RequestBody body) {
    return MessageCreateParams.builder()
        .model(body.model())
        .maxTokens(body.maxTokens())
        .systemOfTextBlockParams(typed(body.system(), TextBlockParam.class))
        .tools(typed(body.tools(), Tool.class).stream().map(ToolUnion::ofTool).toList())
        .messages(typed(body.messages(), MessageParam.class))
        .build();
  }

  private static <T> List<T> typed(JsonArray array, Class<T> type) {
    return array.asList().stream().map(each -> typed(each, type)).toList();
  }

  private static <T> T typed(JsonElement element, Class<T> type) {
    return java.util.Objects.requireNonNull(
        JsonValue.from(Json.GSON.fromJson(element, Object.class)).convert(type));
  }

  private static JsonObject json(RawMessageStreamEvent event) {
    return Json.GSON.toJsonTree(JsonValue.from(event).convert(Object.class)).getAsJsonObject();
  }

  @Override
  public void close() {
    client.close();
  }
}
