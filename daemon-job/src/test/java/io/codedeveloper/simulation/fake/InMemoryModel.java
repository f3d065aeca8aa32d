package io.codedeveloper.simulation.fake;

import com.anthropic.core.JsonValue;
import com.anthropic.core.http.Headers;
import com.anthropic.errors.AnthropicException;
import com.anthropic.errors.AnthropicIoException;
import com.anthropic.errors.UnexpectedStatusCodeException;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.ToNumberPolicy;
import io.codedeveloper.job.agent.MessagesService;
import io.codedeveloper.job.replay.Fault;
import io.codedeveloper.job.replay.RequestCheckAccess;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// The Messages API in memory: refuses what the real one refuses, answers as its [Mind] says, and
/// bills what it sends, by its own prices. Shared by all executions.
public final class InMemoryModel implements MessagesService {
  private static final Gson GSON =
      new GsonBuilder().setObjectToNumberStrategy(ToNumberPolicy.LONG_OR_DOUBLE).create();

  private final Mind mind;
  private final Clock clock;
  private final Bills bills = new Bills();
  private final List<String> invalid = new ArrayList<>();
  private int requests;

  public InMemoryModel(Mind mind, Clock clock) {
    this.mind = mind;
    this.clock = clock;
  }

  public Bills bills() {
    return bills;
  }

  /// Why the API would have refused requests; each is a bug of who sent it.
  public List<String> invalid() {
    return List.copyOf(invalid);
  }

  public int requests() {
    return requests;
  }

  @Override
  public void ask(JsonObject request, Consumer<JsonObject> events, BooleanSupplier stop) {
    requests++;
    var problem = RequestCheckAccess.problemOf(request);
    if (problem.isPresent()) {
      invalid.add(problem.get());
      throw failure(Fault.error(400, "invalid_request_error", problem.get()));
    }
    var model = request.get("model").getAsString();
    if (!Bills.knows(model)) {
      throw failure(Fault.error(404, "not_found_error", "model: " + model));
    }
    var turn = turn(request);
    var thought = mind.about(turn);
    if (thought.fault().orElse(null) instanceof Fault.Answer instead) {
      throw failure(instead);
    }
    play(new Sending(turn, thought, events, stop));
  }

  private record Sending(
      Mind.Turn turn, Mind.Thought thought, Consumer<JsonObject> events, BooleanSupplier stop) {}

  private void play(Sending sending) {
    var request = sending.turn().request();
    var tokens = Tokens.of(request, sending.thought().content());
    var all = RequestCheckAccess.events(message(sending, tokens));
    var limit = sending.thought().fault().map(InMemoryModel::eventsBefore).orElse(all.size());
    var sent = 0;
    try {
      while (sent < Math.min(limit, all.size()) && !sending.stop().getAsBoolean()) {
        sending.events().accept(all.get(sent++));
      }
    } finally {
      bill(sending, tokens, sent, all.size());
    }
    if (sent == limit && sent < all.size()) {
      sending
          .thought()
          .fault()
          .ifPresent(fault -> {
            throw broken(fault);
          });
    }
  }

  private void bill(Sending sending, Tokens tokens, int sent, int of) {
    var turn = sending.turn();
    bills.add(
        clock.instant(),
        turn.title(),
        turn.request().get("model").getAsString(),
        tokens.cut(sent, of),
        sent == of);
  }

  private static int eventsBefore(Fault fault) {
    return switch (fault) {
      case Fault.Answer answer -> 0;
      case Fault.Cut cut -> cut.afterEvents();
      case Fault.ErrorEvent error -> error.afterEvents();
      case Fault.Silence silence -> silence.afterEvents();
    };
  }

  private static AnthropicException broken(Fault fault) {
    return fault instanceof Fault.ErrorEvent error
        ? failure(new Fault.Answer(200, Map.of(), Fault.errorBody(error.type(), error.message())))
        : new AnthropicIoException("the stream broke", new IOException("connection reset"));
  }

  /// What the library throws for an answer of the API that is an error.
  private static AnthropicException failure(Fault.Answer answer) {
    var headers = Headers.builder();
    answer.headers().forEach(headers::put);
    return UnexpectedStatusCodeException.builder()
        .statusCode(answer.status())
        .headers(headers.build())
        .body(JsonValue.from(GSON.fromJson(answer.body(), Object.class)))
        .build();
  }

  private static Mind.Turn turn(JsonObject request) {
    var messages = request.getAsJsonArray("messages");
    var first = messages.get(0).getAsJsonObject().get("content");
    var text =
        first.isJsonPrimitive()
            ? first.getAsString()
            : first.getAsJsonArray().asList().stream()
                .map(JsonElement::getAsJsonObject)
                .filter(block -> block.has("text"))
                .map(block -> block.get("text").getAsString())
                .collect(Collectors.joining("\n"));
    return new Mind.Turn(request, text, messages.size() / 2);
  }

  private static JsonObject message(Sending sending, Tokens tokens) {
    var number = sending.turn().number();
    var content = sending.thought().content().deepCopy();
    var calls = named(content, number);
    var message = new JsonObject();
    message.addProperty("id", "msg_" + number);
    message.addProperty("type", "message");
    message.addProperty("role", "assistant");
    message.add("model", sending.turn().request().get("model"));
    message.add("content", content);
    var said = sending.thought().stopReason();
    message.addProperty("stop_reason", said.isEmpty() ? calls > 0 ? "tool_use" : "end_turn" : said);
    message.add("stop_sequence", JsonNull.INSTANCE);
    message.add("usage", tokens.json());
    return message;
  }

  /// Gives calls without an id one; tells how many calls there are.
  private static int named(JsonArray content, int number) {
    var calls = 0;
    for (var each : content) {
      var block = each.getAsJsonObject();
      if (block.get("type").getAsString().equals("tool_use")) {
        calls++;
        if (!block.has("id")) {
          block.addProperty("id", "toolu_" + number + "_" + calls);
        }
      }
    }
    return calls;
  }

  @Override
  public void close() {}
}
