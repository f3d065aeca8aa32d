package io.codedeveloper.job.agent;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.JsonValue;
import com.anthropic.core.Timeout;
import com.anthropic.core.http.Interceptor;
import com.anthropic.errors.UnauthorizedException;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.MessageParam;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.anthropic.models.messages.TextBlockParam;
import com.anthropic.models.messages.Tool;
import com.anthropic.models.messages.ToolUnion;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.codedeveloper.auth.Secret;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// The Messages API through its SDK: streaming, without the SDK's own retries.
final class MessagesClient implements MessagesService {
  private static final Duration CONNECT = Duration.ofSeconds(20);
  private static final Duration LONGEST_CALL = Duration.ofMinutes(15);

  /// What one token can take of an answer: an event of its own, and few are longer than ten
  /// letters.
  private static final long BYTES_A_TOKEN = 1024;

  /// For what is no token: the beginning, the end, signs of life.
  private static final long BYTES_BESIDE = 1024 * 1024;

  private final ClaudeSettings settings;
  private Secret key;
  private AnthropicClient client;

  MessagesClient(ClaudeSettings settings) {
    this.settings = settings;
    this.key = settings.apiKey().get();
    this.client = open();
  }

  private AnthropicClient open() {
    return AnthropicOkHttpClient.builder()
        .baseUrl(settings.baseUrl())
        .apiKey(key.reveal())
        .maxRetries(0)
        .addInterceptor(
            Interceptor.syncOnly((http, request, options) ->
                new BoundedResponse(http.execute(request, options), longestAnswer())))
        .timeout(
            Timeout.builder()
                .connect(CONNECT)
                .read(settings.silence())
                .write(settings.silence())
                .request(LONGEST_CALL)
                .build())
        .build();
  }

  /// No answer of as many tokens as are ever asked for comes near.
  private long longestAnswer() {
    return BYTES_BESIDE + settings.mostTokens() * BYTES_A_TOKEN;
  }

  /// A key that is refused may have been changed since: then the new one is tried, once.
  @Override
  public void ask(JsonObject request, Consumer<JsonObject> events, BooleanSupplier stop) {
    try {
      stream(request, events, stop);
    } catch (UnauthorizedException refused) {
      var now = settings.apiKey().get();
      if (now.equals(key)) {
        throw refused;
      }
      key = now;
      client.close();
      client = open();
      stream(request, events, stop);
    }
  }

  private void stream(JsonObject request, Consumer<JsonObject> events, BooleanSupplier stop) {
    try (var stream = client.messages().createStreaming(params(request))) {
      var arriving = stream.stream().iterator();
      while (!stop.getAsBoolean() && arriving.hasNext()) {
        events.accept(json(arriving.next()));
      }
    }
  }

  private static MessageCreateParams params(JsonObject request) {
    return MessageCreateParams.builder()
        .model(Json.text(request, "model"))
        .maxTokens(Json.number(request, "max_tokens"))
        .systemOfTextBlockParams(typed(request.getAsJsonArray("system"), TextBlockParam.class))
        .tools(
            typed(request.getAsJsonArray("tools"), Tool.class).stream()
                .map(ToolUnion::ofTool)
                .toList())
        .messages(typed(request.getAsJsonArray("messages"), MessageParam.class))
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
