package io.codedeveloper.job.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.codedeveloper.platform.UserErrorException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordedMessagesServerIT {
  private static final String FILE =
      """
      {"format": "code-developer-recording", "version": 1,
       "sessions": [
        {"match": ["US-1", "plan"], "turns": [{"content": [{"type": "text", "text": "A plan."}], "outputTokens": 7}]},
        {"match": "US-1", "delayMillis": 5, "turns": [
          {"content": [{"type": "thinking", "thinking": "Hm.", "signature": "c2ln"},
                       {"type": "text", "text": "Hello \\ud83d\\ude00, this is a text of more than one piece. It is long."},
                       {"type": "tool_use", "name": "t", "input": {"a": 1}}]},
          {"content": [{"type": "text", "text": "Bye."}], "stopReason": "refusal"}]}]}
      """;

  private final List<Duration> waits = new ArrayList<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private RecordedMessagesServer server;

  @BeforeEach
  void start() {
    server = RecordedMessagesServer.start(Recording.parse(FILE), waits::add);
  }

  @AfterEach
  void stop() {
    server.close();
    http.close();
  }

  private HttpResponse<String> post(String body, String... headers)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(server.baseUrl() + "/v1/messages"))
            .headers(headers)
            .POST(HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')))
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String body) throws IOException, InterruptedException {
    return post(body, "x-api-key", "k", "anthropic-version", "2023-06-01");
  }

  private static String request(String messages) {
    return "{'model':'m','max_tokens':10,'messages':[" + messages + "]}";
  }

  private static String user(String text) {
    return "{'role':'user','content':'" + text + "'}";
  }

  private static JsonObject json(HttpResponse<String> response) {
    return JsonParser.parseString(response.body()).getAsJsonObject();
  }

  private static String error(HttpResponse<String> response) {
    var error = json(response).getAsJsonObject("error");
    assertThat(json(response).get("type").getAsString()).isEqualTo("error");
    return error.get("type").getAsString() + ": " + error.get("message").getAsString();
  }

  @Test
  void theFirstSessionWhoseTextsAllStandInTheFirstMessagePlays() throws Exception {
    var plan = json(post(request(user("plan US-1"))));
    var work = json(post(request(user("do US-1"))));

    assertThat(plan.get("content").toString()).contains("A plan.");
    assertThat(plan.get("stop_reason").getAsString()).isEqualTo("end_turn");
    assertThat(plan.getAsJsonObject("usage").get("output_tokens").getAsInt()).isEqualTo(7);
    assertThat(work.get("stop_reason").getAsString()).isEqualTo("tool_use");
    assertThat(work.get("content").toString()).contains("toolu_001_1");
    assertThat(waits).isEmpty();
  }

  @Test
  void theTurnIsTheNumberOfAnswersInTheRequest() throws Exception {
    var second =
        json(
            post(
                request(
                    user("US-1")
                        + ",{'role':'assistant','content':[{'type':'tool_use','id':'x','name':'t','input':{}}]}"
                        + ",{'role':'user','content':[{'type':'tool_result','tool_use_id':'x','content':'r'}]}")));

    assertThat(second.get("stop_reason").getAsString()).isEqualTo("refusal");
  }

  @Test
  void aStreamHasTheEventsOfTheApiInTheirOrder() throws Exception {
    var body = request(user("US-1")).replace("'model'", "'stream':true,'model'");
    var response = post(body);

    var types =
        response
            .body()
            .lines()
            .filter(line -> line.startsWith("event: "))
            .map(line -> line.substring(7))
            .distinct()
            .toList();
    assertThat(response.headers().firstValue("content-type").orElse(""))
        .startsWith("text/event-stream");
    assertThat(types)
        .containsExactly(
            "message_start",
            "ping",
            "content_block_start",
            "content_block_delta",
            "content_block_stop",
            "message_delta",
            "message_stop");
    assertThat(waits).isNotEmpty().containsOnly(Duration.ofMillis(5));
  }

  @Test
  void whatIsNotRecordedIsNotFound() throws Exception {
    assertThat(error(post(request(user("US-9")))))
        .isEqualTo("not_found_error: no recorded session matches the first message of the request");
    var beyond = user("US-1 plan") + ",{'role':'assistant','content':'A plan.'}," + user("more");
    var response = post(request(beyond));
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(error(response)).contains("has only 1 turns; turn 2 was asked for");
  }

  @Test
  void headersAreRequiredAsByTheApi() throws Exception {
    assertThat(post(request(user("US-1")), "anthropic-version", "1").statusCode()).isEqualTo(401);
    assertThat(post(request(user("US-1")), "x-api-key", "k").statusCode()).isEqualTo(400);
    assertThat(
            post(request(user("US-1")), "authorization", "Bearer k", "anthropic-version", "1")
                .statusCode())
        .isEqualTo(200);
    server.acceptingOnly("other");
    assertThat(error(post(request(user("US-1")))))
        .isEqualTo("authentication_error: invalid x-api-key");
  }

  @Test
  void otherPathsAreNotPlayed() throws Exception {
    var request = HttpRequest.newBuilder(URI.create(server.baseUrl() + "/v1/models")).build();

    assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
        .isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nonsense | the body is no JSON object",
        "{} | model",
        "{'model':'m','messages':[]} | max_tokens",
        "{'model':'m','max_tokens':1,'messages':[]} | at least one message",
        "{'model':'m','max_tokens':1,'tools':[{'name':'a"
            + " b'}],'messages':[{'role':'user','content':'x'}]} | tools: name"
      })
  void anIncompleteRequestIsRefused(String body, String why) throws Exception {
    var response = post(body);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(error(response)).startsWith("invalid_request_error").contains(why);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'role':'assistant','content':'x'} | roles must alternate",
        "{'role':'user','content':'US-1'},{'role':'user','content':'x'} | roles must alternate",
        "{'role':'user','content':'US-1'},{'role':'assistant','content':'x'} | prefill",
        "{'role':'user','content':[]} | content must not be empty",
        "{'role':'user','content':[{'type':'text','text':' '}]} | non-empty",
        "{'role':'user','content':[{'type':'tool_result','tool_use_id':'a'}]} | unexpected"
            + " `tool_use_id`",
        "{'role':'user','content':'US-1'},{'role':'assistant','content':[{'type':'tool_use','id':'a','name':'t','input':{}}]},{'role':'user','content':'x'}"
            + " | without `tool_result` blocks immediately after: a",
        "{'role':'user','content':'US-1'},{'role':'assistant','content':[{'type':'tool_use','id':'a','name':'t','input':{}},{'type':'tool_use','id':'a','name':'t','input':{}}]},{'role':'user','content':'x'}"
            + " | must be unique",
        "{'role':'user','content':'US-1'},{'role':'assistant','content':[{'type':'tool_use','id':'a','name':'t','input':'x'}]},{'role':'user','content':'x'}"
            + " | is invalid",
        "{'role':'user','content':'US-1'},{'role':'assistant','content':[{'type':'tool_use','id':'a','name':'t','input':{}}]},{'role':'user','content':[{'type':'tool_result','tool_use_id':'a'},{'type':'tool_result','tool_use_id':'a'}]}"
            + " | single result",
        "{'role':'user','content':'US-1'},{'role':'assistant','content':[{'type':'tool_use','id':'a','name':'t','input':{}}]},{'role':'user','content':[{'type':'text','text':'x'},{'type':'tool_result','tool_use_id':'a'}]}"
            + " | must come before",
        "{'role':'user','content':'US-1'},{'role':'assistant','content':[{'type':'tool_use','id':'a','name':'a b','input':{}}]},{'role':'user','content':'x'}"
            + " | is invalid",
        "{'role':'user','content':'US-1'},{'role':'assistant','content':[{'type':'thinking','thinking':'t'}]},{'role':'user','content':'x'}"
            + " | thinking.signature: Field required",
        "{'role':'user','content':'US-1'},{'role':'assistant','content':[{'type':'redacted_thinking'}]},{'role':'user','content':'x'}"
            + " | redacted_thinking.data: Field required",
        "{'role':'user','content':'US-1'},{'role':'assistant','content':[{'type':'tool_usf'}]},{'role':'user','content':'x'}"
            + " | Input tag 'tool_usf'",
        "{'role':'user','content':[{'type':'tool_use'}]} | Input tag 'tool_use'",
        "{'role':'user','content':[{'type':'text','text':'1','cache_control':{}},{'type':'text','text':'1','cache_control':{}},{'type':'text','text':'1','cache_control':{}},{'type':'text','text':'1','cache_control':{}},{'type':'text','text':'1','cache_control':{}}]}"
            + " | A maximum of 4 blocks"
      })
  void anInvalidHistoryIsRefusedLikeByTheApi(String messages, String why) throws Exception {
    var response = post(request(messages));

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(error(response)).contains(why);
  }

  @Test
  void theCacheIsReadWhereEarlierTurnsWroteIt() throws Exception {
    var mark = ",'cache_control':{'type':'ephemeral'}";
    var first =
        "{'role':'user','content':[{'type':'text','text':'US-1 "
            + "x".repeat(8_000)
            + "'"
            + mark
            + "}]}";
    var second =
        first
            + ",{'role':'assistant','content':'a'},{'role':'user','content':[{'type':'text','text':'more'"
            + mark
            + "}]}";

    var before = json(post(request(first))).getAsJsonObject("usage");
    var after = json(post(request(second))).getAsJsonObject("usage");
    assertThat(before.get("cache_creation_input_tokens").getAsInt()).isGreaterThan(2_000);
    assertThat(before.get("cache_read_input_tokens").getAsInt()).isZero();
    assertThat(after.get("cache_read_input_tokens"))
        .isEqualTo(before.get("cache_creation_input_tokens"));
    assertThat(after.get("cache_creation_input_tokens").getAsInt()).isBetween(1, 100);
    assertThat(
            json(post(request(user("US-1"))))
                .getAsJsonObject("usage")
                .get("cache_creation_input_tokens")
                .getAsInt())
        .isZero();
  }

  @Test
  void aRecordingSurvivesItsJsonForm() {
    var recording = Recording.parse(FILE);

    assertThat(Recording.parse(recording.print())).isEqualTo(recording);
  }

  @Test
  void aScriptIsASession() {
    var session =
        Script.matching("US-1")
            .says("Let me see.")
            .calls("read_file", Map.of("path", "a"))
            .and("list_files", Map.of())
            .asks("Which?", "a", "b")
            .stops("Well.")
            .finishes("Done.")
            .session();

    assertThat(session.turns()).hasSize(4);
    assertThat(session.turns().getFirst().content()).hasSize(3);
    assertThat(session.turns().get(2).stopReason()).isEqualTo("end_turn");
    assertThat(Recording.parse(new Recording(List.of(session)).print()).sessions())
        .containsExactly(session);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"nonsense", "{}", "{\"format\":\"code-developer-recording\",\"version\":2}"})
  void aFileThatIsNoRecordingIsReported(String file) {
    assertThatThrownBy(() -> Recording.parse(file))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("code-developer-recording");
  }
}
