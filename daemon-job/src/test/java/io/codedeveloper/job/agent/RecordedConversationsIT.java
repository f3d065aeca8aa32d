package io.codedeveloper.job.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.codedeveloper.budget.PriceTable;
import io.codedeveloper.budget.Usage;
import io.codedeveloper.job.agent.CodingAgent.Result;
import io.codedeveloper.job.corpus.Corpus;
import io.codedeveloper.job.replay.AnswerEventsAccess;
import io.codedeveloper.job.replay.Fault;
import io.codedeveloper.job.replay.Script;
import io.codedeveloper.platform.UserErrorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Answers that the service once gave, with and without streaming, are understood without loss and
/// cost what they cost then. Answers of our own are in [StreamedReplyTest].
class RecordedConversationsIT {
  /// The table that ships lacks models that are not sold any more.
  private static final PriceTable PRICES =
      PriceTable.shipped().with("claude-3-opus = 15, 75, 18.75, 30, 1.50");

  private static final Map<String, List<JsonObject>> EXCHANGES = new TreeMap<>();

  @TempDir Path workTree;

  @BeforeAll
  static void read() throws IOException {
    var directory = Corpus.find("llm/recorded");
    Assumptions.assumeTrue(directory.isPresent());
    try (var files = Files.list(directory.get())) {
      for (var file : files.toList()) {
        EXCHANGES.put(
            name(file),
            Files.readAllLines(file).stream()
                .map(line -> JsonParser.parseString(line).getAsJsonObject())
                .toList());
      }
    }
  }

  private static String name(Path file) {
    var name =
        file.getFileName()
            .toString()
            .replaceFirst("dd-trace-py__anthropic_completion_?", "")
            .replaceFirst("(?:\\.anthropic)?\\.jsonl$", "");
    return name.isEmpty() ? "plain" : name;
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          plain | 0 | max_tokens | 22 15 0 0 0 | text | 1455
          beta_tools_stream | 0 | tool_use | 1595 143 0 0 0 | text server_tool_use tool_search_tool_result text tool_use | 6930
          cache_read | 0 | max_tokens | 11 100 2055 0 0 | text | 2150
          cache_write | 0 | max_tokens | 18 100 0 2055 0 | text | 9261
          cache_write_1h_ttl | 0 | max_tokens | 17 100 0 0 2056 | text | 13887
          multi_prompt | 0 | max_tokens | 32 15 0 0 0 | text | 1605
          multi_prompt_with_chat_history | 0 | max_tokens | 84 30 0 0 0 | text | 3510
          multi_system_prompt | 0 | max_tokens | 43 15 0 0 0 | text | 1770
          stream | 0 | max_tokens | 27 15 0 0 0 | text | 1530
          stream_cache_read | 0 | max_tokens | 11 100 1031 0 0 | text | 1843
          stream_cache_write | 0 | max_tokens | 18 100 0 1031 0 | text | 5421
          stream_helper | 0 | max_tokens | 27 15 0 0 0 | text | 1530
          stream_thinking | 0 | end_turn | 50 200 0 0 0 | thinking text | 3150
          thinking | 0 | end_turn | 50 200 0 0 0 | thinking text | 3150
          thinking_tool_result | 0 | end_turn | 200 30 0 0 0 | text | 1050
          thinking_tools | 0 | tool_use | 100 150 0 0 0 | thinking tool_use | 2550
          tools | 0 | tool_use | 599 152 0 0 0 | text tool_use | 20385
          tools_call_with_tool_result | 0 | end_turn | 768 29 0 0 0 | text | 13695
          tools_call_with_tool_result_stream | 0 | end_turn | 762 33 0 0 0 | text | 13905
          tools_call_with_tool_result_stream_helper | 0 | end_turn | 762 18 0 0 0 | text | 12780
          tools_deep_schema | 0 | tool_use | 669 57 0 0 0 | tool_use | 2862
          tools_deferred | 0 | tool_use | 563 57 0 0 0 | tool_use | 2544
          tools_server_tool_use | 0 | tool_use | 1595 146 0 0 0 | text server_tool_use tool_search_tool_result text tool_use | 6975
          tools_stream | 0 | tool_use | 599 135 0 0 0 | text tool_use | 19110
          tools_stream_helper | 0 | tool_use | 599 146 0 0 0 | text tool_use | 19935
          openhands_hello | 0 | tool_use | 4812 146 0 0 0 | text tool_use | 16626
          openhands_hello | 1 | tool_use | 5002 95 0 0 0 | text tool_use | 16431
          openhands_hello | 2 | tool_use | 6123 120 0 0 0 | text tool_use | 20169
          openhands_hello | 3 | tool_use | 6277 131 0 0 0 | tool_use | 20796
          openhands_hello | 4 | tool_use | 6485 113 0 0 0 | text tool_use | 21150
          openhands_hello | 5 | tool_use | 6729 199 0 0 0 | text tool_use | 23172
          """)
  void isUnderstoodAndCostsWhatItDid(
      String name, int number, String stop, String tokens, String types, long micros) {
    var response = Json.object(EXCHANGES.get(name).get(number), "response");
    var reply = reply(response);

    assertThat(reply.stopReason()).isEqualTo(stop);
    assertThat(reply.usage()).isEqualTo(usage(tokens));
    assertThat(Json.objects(reply.content()).map(block -> Json.text(block, "type")))
        .containsExactly(types.split(" "));
    assertThat(reply.unreadable()).isEmpty();
    assertThat(PRICES.cost(reply.model(), reply.usage()).micros()).isEqualTo(micros);
    if (response.has("body")) {
      assertThat(reply.content()).isEqualTo(response.getAsJsonObject("body").get("content"));
    } else {
      assertThat(overHttp(response).content()).isEqualTo(reply.content());
      assertThat(length(reply.content())).isEqualTo(streamedLength(response));
    }
  }

  @Test
  void noRecordingIsLeftOut() {
    assertThat(EXCHANGES).hasSize(28);
    assertThat(EXCHANGES.values().stream().mapToInt(List::size).sum()).isEqualTo(31 + 2);
  }

  @Test
  void recordedErrorsEndAsTheyShould() {
    try (var bench = new Bench(workTree, Script.matching("US-1").finishes("done"))) {
      bench.server.failing(1, fault("error")).failing(2, fault("invalid_api_key"));

      assertThat(bench.work())
          .isInstanceOfSatisfying(
              Result.GaveUp.class,
              end -> assertThat(end.why()).contains("Input does not match the expected shape"));
      assertThatThrownBy(bench::work)
          .isInstanceOf(UserErrorException.class)
          .hasMessageContaining("invalid x-api-key");
    }
  }

  @Test
  void aRecordedConversationIsSentAsItWas() {
    for (var exchange : EXCHANGES.get("openhands_hello")) {
      var request = Json.object(Json.object(exchange, "request"), "body");
      var messages = request.getAsJsonArray("messages");
      assertThat(HistoryRepair.repair(messages)).isEqualTo(messages);
      assertThat(Validity.problem(messages)).isEmpty();
    }
  }

  private static Reply reply(JsonObject response) {
    var reply = new StreamedReply();
    var events =
        response.has("body")
            ? AnswerEventsAccess.of(response.getAsJsonObject("body"))
            : events(response);
    events.forEach(reply::add);
    return reply.reply().orElseThrow();
  }

  private static List<JsonObject> events(JsonObject response) {
    return Json.text(response, "sse")
        .lines()
        .filter(line -> line.startsWith("data: {"))
        .map(line -> JsonParser.parseString(line.substring(6)).getAsJsonObject())
        .toList();
  }

  /// The same stream, through the service's own client.
  private Reply overHttp(JsonObject response) {
    var script = Script.matching("US-1").finishes("done");
    try (var bench = new Bench(workTree, script)) {
      bench.server.failing(
          1,
          new Fault.Answer(
              200, Map.of("content-type", "text/event-stream"), Json.text(response, "sse")));
      bench.session.stopWhen(asked -> !bench.session.checkpoints.isEmpty());
      bench.work();
      return Conversation.of(bench.session.transcript).answers().getFirst().reply();
    }
  }

  private Fault fault(String name) {
    var response = Json.object(EXCHANGES.get(name).getFirst(), "response");
    return new Fault.Answer(
        (int) Json.number(response, "status"),
        Map.of("x-should-retry", "false"),
        response.get("body").toString());
  }

  private static Usage usage(String tokens) {
    var each = Arrays.stream(tokens.split(" ")).mapToLong(Long::parseLong).toArray();
    return new Usage(each[0], each[1], each[2], each[3], each[4]);
  }

  /// Characters of words and thoughts.
  private static long length(JsonArray content) {
    return Json.objects(content)
        .mapToLong(
            block -> Json.text(block, "text").length() + Json.text(block, "thinking").length())
        .sum();
  }

  private static long streamedLength(JsonObject response) {
    var deltas = new ArrayList<JsonObject>();
    events(response).forEach(event -> deltas.add(Json.object(event, "delta")));
    return deltas.stream()
        .mapToLong(
            delta -> Json.text(delta, "text").length() + Json.text(delta, "thinking").length())
        .sum();
  }
}
