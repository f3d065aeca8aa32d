package io.codedeveloper.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.codedeveloper.auth.Role;
import io.codedeveloper.functions.DescribedApi.Event;
import io.codedeveloper.platform.LogStore;
import io.codedeveloper.platform.LogStore.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Logs on a clock that stands still but where a stream pauses.
final class LogPathsTest {
  private final ControlPlaneScenario plane = new ControlPlaneScenario();

  @AfterEach
  void close() {
    plane.close();
  }

  private void log(Severity severity, Optional<String> iteration, String message) {
    log(Duration.ZERO, severity, iteration, message);
  }

  private void log(Duration ago, Severity severity, Optional<String> iteration, String message) {
    var at = plane.world.clock.instant().minus(ago);
    plane.world.logs.append(new LogStore.Entry(at, severity, "demo", iteration, message));
  }

  private void logEachSecond(String... messages) {
    for (var message : messages) {
      log(Severity.INFO, Optional.empty(), message);
      plane.world.clock.advance(Duration.ofSeconds(1));
    }
  }

  private List<String> messages(String query) {
    return messages(plane.get("/api/logs?" + query));
  }

  private static List<String> messages(TestResponse answer) {
    assertThat(answer.getContentType()).contains("text/event-stream; charset=utf-8");
    return events(answer).stream()
        .filter(event -> event.name().equals("log"))
        .map(event -> json(event).get("message").getAsString())
        .toList();
  }

  private static List<Event> events(TestResponse answer) {
    return DescribedApi.events(answer.text());
  }

  private static JsonObject json(Event event) {
    return ControlPlaneScenario.json(event.data());
  }

  @Test
  void lastEntriesAreSentAndTheStreamEnds() {
    logEachSecond("a", "b", "c");
    assertThat(messages("tail=2")).containsExactly("b", "c");
    assertThat(messages("")).containsExactly("a", "b", "c");
    assertThat(messages("tail=0")).isEmpty();
  }

  @Test
  void entryHasItsTimeSeverityAndIteration() {
    log(Severity.WARNING, Optional.of("i1"), "two\nlines \u2028 \u202e \u001b[2J");
    var event = events(plane.get("/api/logs")).getFirst();
    assertThat(json(event).get("time").getAsString()).isEqualTo("2026-03-01T12:00:00Z");
    assertThat(json(event).get("severity").getAsString()).isEqualTo("warning");
    assertThat(json(event).get("iteration").getAsString()).isEqualTo("i1");
    assertThat(json(event).get("message").getAsString())
        .isEqualTo("two\nlines \u2028 \u202e \u001b[2J");
    assertThat(event.data()).doesNotContain("\u001b", "\u2028", "\u202e");
    assertThat(event.id()).contains("2026-03-01T12:00:00Z~1");
  }

  @Test
  void levelIterationAndTimeSelect() {
    log(Duration.ofMinutes(20), Severity.ERROR, Optional.of("i1"), "old");
    log(Severity.DEBUG, Optional.of("i1"), "debug");
    log(Severity.INFO, Optional.of("i2"), "info");
    log(Severity.ERROR, Optional.of("i2"), "error");
    assertThat(messages("level=debug")).hasSize(4);
    assertThat(messages("level=warning")).containsExactly("old", "error");
    assertThat(messages("iteration=i2")).containsExactly("info", "error");
    assertThat(messages("since=15m")).containsExactly("info", "error");
    assertThat(messages("since=2026-03-01T11:00:00Z")).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tail=-1",
        "tail=1001",
        "level=loud",
        "since=yesterday",
        "since=0m",
        "since=99999999999d",
        "iteration=..",
        "follow=maybe"
      })
  void badQueryIsAProblem(String query) {
    assertThat(plane.get("/api/logs?" + query).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "2026-03-01T12:00:00Z", "2026-03-01T12:00:00Z~0", "9~9~9"})
  void eventThatNeverWasIsAProblem(String id) {
    assertThat(follow(id).status()).isEqualTo(400);
  }

  private TestResponse follow(String lastEvent) {
    return plane.call("GET", "/api/logs?follow=true", "", Map.of("Last-Event-ID", lastEvent));
  }

  @Test
  void followedLogGoesOnUntilItsTimeIsOver() {
    logEachSecond("before");
    plane.each(pause -> {
      if (pause <= 3) {
        log(Severity.INFO, Optional.empty(), "new " + pause);
      }
    });
    var answer = plane.get("/api/logs?follow=true&tail=10");
    assertThat(messages(answer)).containsExactly("before", "new 1", "new 2", "new 3");
    assertThat(answer.text()).startsWith(": connected\n\n").contains("\n: alive\n\n");
    assertThat(events(answer).getLast().name()).isEqualTo("end");
    assertThat(plane.elapsed()).isBetween(Duration.ofMinutes(10), Duration.ofMinutes(11));
  }

  @Test
  void whatWasLeftOutAtTheBeginningIsNotSentLater() {
    logEachSecond("a", "b", "c");
    assertThat(messages("follow=true&tail=1")).containsExactly("c");
    assertThat(messages("follow=true&tail=0")).isEmpty();
  }

  @Test
  void entriesOfOneInstantAreAllSentOnce() {
    log(Severity.INFO, Optional.empty(), "same");
    log(Severity.INFO, Optional.empty(), "same");
    plane.each(pause -> {
      if (pause == 2) {
        log(Severity.INFO, Optional.empty(), "same");
        log(Severity.INFO, Optional.empty(), "same");
      }
    });
    assertThat(messages("follow=true")).containsExactly("same", "same", "same", "same");
  }

  @Test
  void entryThatIsFoundLateIsSent() {
    plane.each(pause -> {
      if (pause == 1) {
        log(Severity.INFO, Optional.empty(), "in time");
      }
      if (pause == 2) {
        log(Duration.ofSeconds(5), Severity.INFO, Optional.empty(), "late");
      }
    });
    var answer = plane.get("/api/logs?follow=true");
    assertThat(messages(answer)).containsExactly("in time", "late");
    // The client has what came before, so that it need not come back to the late one's place.
    var logs = events(answer).stream().filter(event -> event.name().equals("log")).toList();
    assertThat(logs.get(1).id()).isEqualTo(logs.get(0).id());
  }

  @Test
  void clientThatComesBackGetsWhatItMissed() {
    log(Severity.INFO, Optional.empty(), "a");
    log(Severity.INFO, Optional.empty(), "b");
    plane.world.clock.advance(Duration.ofSeconds(1));
    logEachSecond("c", "d");
    var ids =
        events(plane.get("/api/logs")).stream().map(event -> event.id().orElseThrow()).toList();
    assertThat(ids).hasSize(4).doesNotHaveDuplicates();
    for (var last = 0; last < 4; last++) {
      assertThat(messages(follow(ids.get(last))))
          .containsExactlyElementsOf(List.of("a", "b", "c", "d").subList(last + 1, 4));
    }
  }

  @Test
  void clientThatWasAwayTooLongIsToldOfTheGap() {
    logEachSecond("first");
    var id = events(plane.get("/api/logs")).getFirst().id().orElseThrow();
    plane.world.clock.advance(Duration.ofMinutes(1));
    for (var number = 0; number < 1001; number++) {
      log(Severity.INFO, Optional.empty(), "m" + number);
    }
    var answer = follow(id);
    assertThat(events(answer).getFirst().name()).isEqualTo("gap");
    assertThat(messages(answer)).hasSize(1000).startsWith("m1").endsWith("m1000");
  }

  @Test
  void unreachableStoreDoesNotEndTheStream() {
    plane.each(pause -> {
      plane.world.logs.reachable = pause > 5;
      if (pause == 7) {
        log(Severity.INFO, Optional.empty(), "here again");
      }
    });
    assertThat(messages("follow=true")).containsExactly("here again");
  }

  @Test
  void secretThatNobodyTookOutIsTakenOut() {
    log(Severity.INFO, Optional.empty(), "token ghp_" + "a1".repeat(18));
    assertThat(messages("")).containsExactly("token ***");
  }

  @Test
  void longMessageIsCut() {
    log(Severity.INFO, Optional.empty(), "x".repeat(300_000));
    assertThat(messages("").getFirst()).hasSizeLessThan(17_000).endsWith("… [cut]");
  }

  @Test
  void streamEndsWithItsClient() {
    var response = new TestResponse();
    response.breaksAfter(2);
    var headers = Map.of("Authorization", "Bearer " + plane.token(Role.VIEWER));
    plane.unchecked(TestRequest.of("GET", "/api/logs?follow=true", "", headers), response);
    assertThat(response.text()).isEqualTo(": connected\n\n: alive\n\n");
    assertThat(plane.elapsed()).isLessThan(Duration.ofMinutes(1));
    assertThat(plane.world.logs.entries).isEmpty();
  }

  /// Streams inside streams: each opens the next one while it pauses.
  @ParameterizedTest
  @CsvSource({"8, 1, 429", "32, 8, 503"})
  void streamsAreBounded(int most, int subjects, int refusal) {
    var statuses = new ArrayList<Integer>();
    plane.each(pause -> {
      if (statuses.size() < most + 1) {
        var subject = "user" + statuses.size() % subjects;
        var headers = Map.of("Authorization", "Bearer " + plane.tokenOf(subject, Role.VIEWER));
        statuses.add(0);
        var own = statuses.size() - 1;
        var answer = plane.send(TestRequest.of("GET", "/api/logs?follow=true", "", headers));
        statuses.set(own, answer.status());
        if (answer.status() != 200) {
          assertThat(answer.header("Retry-After")).contains("10");
        }
      }
    });
    var headers = Map.of("Authorization", "Bearer " + plane.tokenOf("user0", Role.VIEWER));
    plane.send(TestRequest.of("GET", "/api/logs?follow=true", "", headers));
    assertThat(statuses).contains(refusal);
    plane.each(pause -> {});
    var again = plane.send(TestRequest.of("GET", "/api/logs?follow=true", "", headers));
    assertThat(again.status()).as("all have ended").isEqualTo(200);
  }
}
