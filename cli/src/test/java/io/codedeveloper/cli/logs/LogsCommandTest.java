package io.codedeveloper.cli.logs;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import io.codedeveloper.cli.CommandRun;
import io.codedeveloper.cli.ExitCode;
import io.codedeveloper.cli.api.ScriptedApi;
import io.codedeveloper.cli.api.ScriptedApi.Request;
import io.codedeveloper.cli.person.ScriptedPerson;
import io.codedeveloper.cli.terminal.Look;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How a stream of log entries is shown, and what becomes of one that breaks.
class LogsCommandTest {
  private static final Look TERMINAL = new Look(true, true, 80);
  private static final String FOLLOW = "GET /api/logs?follow=true&tail=2&level=info";

  @TempDir Path home;
  private final ScriptedPerson person = new ScriptedPerson();
  private ScriptedApi api;

  @BeforeEach
  void open() throws IOException {
    api = new ScriptedApi();
    api.header("Content-Type", "text/event-stream; charset=utf-8");
  }

  @AfterEach
  void close() {
    api.close();
  }

  private CommandRun run(Look look, String... arguments) {
    return CommandRun.by(person, home, Map.of("CODE_DEVELOPER_URL", api.url()), look, arguments);
  }

  private static String entry(int id, String severity, String message) {
    return """
    : still there

    id: c%d
    event: log
    data: {"time":"2026-03-01T12:00:0%d.123Z","severity":"%s","iteration":null,"message":"%s"}

    """
        .formatted(id, id, severity, message);
  }

  @Test
  void entriesAreOneLineEachWithTimeAndLevel() {
    api.on(
        "GET /api/logs?follow=false&tail=100&level=debug",
        200,
        entry(1, "info", "it begins") + entry(2, "error", "boom\\nwith a second line"));
    var run = run(Look.PIPE, "cloud", "logs", "--level", "debug");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(run.out().lines())
        .containsExactly(
            "2026-03-01T12:00:01Z  info    it begins",
            "2026-03-01T12:00:02Z  error   boom",
            "                              with a second line");
  }

  @Test
  void levelsAreColouredOnATerminalAndNothingInAnEntryCanSteerIt() {
    api.on(
        "GET /api/logs?follow=false&tail=100&level=info",
        200,
        entry(1, "warning", "\\u001b]0;title\\u0007\\u001b[2Jgone \\u202egnp.exe")
            + entry(2, "error\\u001b[1A", "x"));
    var run = run(TERMINAL, "cloud", "logs");
    assertThat(run.out()).contains("\u001b[33mwarning \u001b[0m");
    var own = run.out().replaceAll("\u001b\\[[0-9]+m", "");
    assertThat(own).doesNotContain("\u001b", "\u0007", "\u202e").contains("gone");
  }

  @Test
  void jsonIsOneObjectALine() {
    api.on(
        "GET /api/logs?follow=false&tail=1&level=info&since=15m&iteration=i1",
        200,
        entry(1, "info", "a\\u001bb"));
    var run =
        run(Look.PIPE, "cloud", "logs", "-n", "1", "--since", "15m", "--iteration", "i1", "--json");
    assertThat(run.out().lines()).hasSize(1);
    assertThat(run.out()).doesNotContain("\u001b");
    assertThat(JsonParser.parseString(run.out()).getAsJsonObject().get("message").getAsString())
        .isEqualTo("a\u001bb");
  }

  @Test
  void followingGoesOnAfterTheLastEntryWhenTheStreamEnds() {
    api.on(FOLLOW, 200, entry(1, "info", "one") + "event: end\ndata: {\"reason\":\"time\"}\n\n");
    person.meanwhile(() -> api.on(FOLLOW, 200, entry(2, "info", "two")));
    var run = run(Look.PIPE, "cloud", "logs", "--follow", "--tail", "2");
    assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(run.out()).contains("one", "two");
    assertThat(run.err()).isEmpty();
    assertThat(api.requests())
        .extracting(request -> request.header("Last-event-id"))
        .containsExactly("", "c1");
  }

  @Test
  void brokenConnectionIsToldOnceAndMadeAgain() {
    api.on(FOLLOW, 200, entry(1, "info", "one"));
    person
        .meanwhile(() -> api.on(FOLLOW, 503, "{\"detail\":\"too many streams\"}"))
        .meanwhile(() -> {})
        .meanwhile(() -> {})
        .meanwhile(() -> api.on(FOLLOW, 200, entry(2, "info", "two")));
    var run = run(Look.PIPE, "cloud", "logs", "-f", "-n", "2");
    assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(run.err().lines()).hasSize(2);
    assertThat(run.err()).contains("too many streams", "connecting again", "connected again");
    assertThat(person.waited())
        .containsExactly(
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(4),
            Duration.ofSeconds(1));
    assertThat(api.requests().getLast()).extracting(LogsCommandTest::after).isEqualTo("c1");
  }

  private static String after(Request request) {
    return request.header("Last-event-id");
  }

  @Test
  void apiThatNeverAnsweredEndsTheCommand() {
    api.on(FOLLOW, 503, "{\"detail\":\"too many streams\"}");
    assertThat(run(Look.PIPE, "cloud", "logs", "-f", "-n", "2").exitCode())
        .isEqualTo(ExitCode.TRY_AGAIN);
    api.on(FOLLOW, 400, "{\"detail\":\"tail must be …\"}");
    assertThat(run(Look.PIPE, "cloud", "logs", "-f", "-n", "2").err()).contains("tail must be");
    api.header("Content-Type", "text/html");
    api.on(FOLLOW, 200, "<html>");
    assertThat(run(Look.PIPE, "cloud", "logs", "-f", "-n", "2").err())
        .contains("is not a control API");
  }

  @Test
  void gapAndNonsenseAreTold() {
    api.on(
        "GET /api/logs?follow=false&tail=100&level=info",
        200,
        "event: gap\ndata: {}\n\nevent: log\ndata: nonsense\n\nevent: new\ndata: {}\n\n"
            + entry(1, "info", "after"));
    var run = run(Look.PIPE, "cloud", "logs");
    assertThat(run.err()).contains("some are missing", "is not JSON");
    assertThat(run.out()).contains("after");
  }
}
