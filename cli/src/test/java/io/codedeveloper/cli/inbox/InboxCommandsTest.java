package io.codedeveloper.cli.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import io.codedeveloper.cli.CommandRun;
import io.codedeveloper.cli.ExitCode;
import io.codedeveloper.cli.api.ScriptedApi;
import io.codedeveloper.cli.terminal.Look;
import io.codedeveloper.roadmap.RoadmapParser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InboxCommandsTest {
  private static final String QUESTION =
      """
      {"id":"i1.question-1","type":"question","title":"Which format?","message":"CSV or TSV?",
       "created_at":"2020-01-01T00:00:00Z","status":"pending","requires_response":true,
       "choices":["CSV","TSV"],"response":null,"context":{}}
      """;
  private static final String COMPLETION =
      """
      {"id":"i0.pull-request","type":"completion","title":"PRIORITY 1: pull request #1","message":"done",
       "created_at":"2020-01-01T00:00:00Z","status":"read","requires_response":false,"choices":[],
       "response":null,"context":{"priority":"KEY","pullRequest":"http://host/1"}}
      """;
  private static final String ITERATIONS =
      """
      {"iterations":[
       {"id":"i2","state":"interrupted","outcome":"try_again","priority":"KEY","pull_request":null,"cost_usd":0.5},
       {"id":"i1","state":"ended","outcome":"pull_request","priority":"KEY",
        "pull_request":{"number":1,"url":"http://host/1"},"cost_usd":0.25},
       {"id":"i0","state":"ended","outcome":"nothing_to_do","priority":null,"pull_request":null,"cost_usd":0}],
       "next_cursor":null}
      """;
  private static final String ROADMAP =
      """
      ### PRIORITY 1: Read
      **Status**: 📝 Planned

      ### PRIORITY 2: Write
      **Status**: 📝 Planned

      The text of two.
      """;

  @TempDir Path home;
  private ScriptedApi api;

  @BeforeEach
  void open() throws IOException {
    api = new ScriptedApi();
    var key = new RoadmapParser().parse(ROADMAP).priorities().getFirst().key();
    api.on("GET /api/files/roadmap", 200, ROADMAP);
    api.on("GET /api/iterations?limit=100", 200, ITERATIONS.replace("KEY", key));
    api.on("GET /api/daemon/status", 200, "{\"current_task\":\"PRIORITY 2: Write\"}");
  }

  @AfterEach
  void close() {
    api.close();
  }

  private static String page(String notifications, String cursor) {
    return "{\"notifications\":[%s],\"next_cursor\":%s}".formatted(notifications, cursor);
  }

  private CommandRun run(String... arguments) {
    return CommandRun.with(home, Map.of("CODE_DEVELOPER_URL", api.url()), Look.PIPE, arguments);
  }

  @Test
  void questionSaysHowItIsAnswered() {
    api.on("GET /api/notifications?limit=100&status=pending", 200, page(QUESTION, "null"));
    var run = run("notifications");
    assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(run.out())
        .contains("Which format?", "CSV | TSV", "project-manager respond i1.question-1 \"…\"");
  }

  @Test
  void whatDidNotReachPeopleElsewhereSaysWhy() {
    var delivered =
        COMPLETION.replace(
            "\"choices\":[],",
            """
            "choices":[],"deliveries":[
             {"channel":"slack","state":"delivered","result":"delivered at try 1","at":"2020-01-01T00:00:00Z"},
             {"channel":"webhook","state":"failed","result":"not delivered: the server answered 404","at":"2020-01-01T00:00:00Z"}],
            """);
    api.on("GET /api/notifications?limit=100&status=pending", 200, page(delivered, "null"));
    assertThat(run("notifications").out())
        .contains("webhook: not delivered: the server answered 404")
        .doesNotContain("slack");
  }

  @Test
  void everyPageIsRead() {
    api.on("GET /api/notifications?limit=100", 200, page(QUESTION, "\"c 1\""));
    api.on("GET /api/notifications?limit=100&cursor=c%201", 200, page(COMPLETION, "null"));
    var run = run("notifications", "--all", "--json");
    var found = JsonParser.parseString(run.out()).getAsJsonObject().getAsJsonArray("notifications");
    assertThat(found).hasSize(2);
  }

  @Test
  void emptyInboxSaysSo() {
    api.on("GET /api/notifications?limit=100&status=pending", 200, page("", "null"));
    assertThat(run("notifications").out().strip()).isEqualTo("nothing new");
  }

  @Test
  void answeredQuestionShowsItsAnswer() {
    var answered = QUESTION.replace("\"response\":null", "\"response\":\"CSV\"");
    api.on("GET /api/notifications?limit=100", 200, page(answered, "null"));
    assertThat(run("notifications", "--all").out())
        .contains("answered: CSV")
        .doesNotContain("answer with");
  }

  @Test
  void respondSendsTheWords() {
    api.on("POST /api/notifications/i1.question-1/respond", 200, "{\"message\":\"kept\"}");
    var run = run("respond", "i1.question-1", "as", "CSV");
    assertThat(run.out().strip()).isEqualTo("kept");
    assertThat(api.requests().getFirst().body()).isEqualTo("{\"response\":\"as CSV\"}");
  }

  @Test
  void idCannotLeaveItsPath() {
    assertThat(run("respond", "../../x?y", "z").exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(api.requests().getFirst().line())
        .isEqualTo("POST /api/notifications/..%2F..%2Fx%3Fy/respond");
  }

  @Test
  void viewLaysProgressOverTheRoadmap() {
    var run = run("view");
    assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(run.out().lines().toList())
        .containsExactly(
            "ID          STATUS       COST     TITLE",
            "PRIORITY 1  interrupted  $0.7500  Read  http://host/1",
            "PRIORITY 2  working               Write");
  }

  @Test
  void viewOfOnePriorityIsItsText() {
    assertThat(run("view", "2").out())
        .contains("### PRIORITY 2: Write", "The text of two.", "working");
    assertThat(run("view", "PRIORITY", "1").out()).contains("interrupted http://host/1");
    var json = JsonParser.parseString(run("view", "1", "--json").out()).getAsJsonObject();
    assertThat(json.get("pull_request").getAsString()).isEqualTo("http://host/1");
    assertThat(json.get("cost_usd").getAsDouble()).isEqualTo(0.75);
    assertThat(run("view", "--json").out()).contains("\"progress\": \"interrupted\"");
  }

  @Test
  void unknownPriorityIsASentence() {
    var run = run("view", "99");
    assertThat(run.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(run.err()).contains("'99'");
  }

  @Test
  void roadmapThatNobodyHasReadYetIsExplained() {
    api.on("GET /api/files/roadmap", 404, "{\"detail\":\"the file is not known here; …\"}");
    assertThat(run("view").err()).contains("no iteration has read the repository");
    api.on("GET /api/files/roadmap", 404, "{\"detail\":\"no project is set up here\"}");
    assertThat(run("view").err()).contains("no project is set up here");
  }
}
