package io.codedeveloper.platform.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codedeveloper.platform.LogStore;
import io.codedeveloper.platform.LogStore.Entry;
import io.codedeveloper.platform.LogStore.Selection;
import io.codedeveloper.platform.LogStore.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/// What every log store must do.
public interface LogStoreContract {
  Instant START = Instant.parse("2026-03-01T23:59:58.123456Z");

  LogStore logs();

  /// Another connection to the same store, as another process would have it.
  LogStore otherLogs();

  private static Entry entry(int second, Severity severity, String message) {
    return new Entry(
        START.plus(Duration.ofSeconds(second)), severity, "project", Optional.of("i1"), message);
  }

  private List<String> tail(Severity atLeast, int limit) {
    return otherLogs().tail("project", Optional.empty(), atLeast, limit).stream()
        .map(Entry::message)
        .toList();
  }

  @Test
  default void unknownProjectHasNoEntries() {
    assertThat(tail(Severity.DEBUG, 10)).isEmpty();
  }

  @Test
  default void entryComesBackAsItWas() {
    var full = entry(0, Severity.WARNING, "line one\nline two \"é🚀\" \u0000 \u2028");
    var withoutIteration =
        new Entry(START.plusSeconds(1), Severity.INFO, "project", Optional.empty(), "");
    logs().append(full);
    logs().append(withoutIteration);
    assertThat(otherLogs().tail("project", Optional.empty(), Severity.DEBUG, 10))
        .containsExactly(full, withoutIteration);
  }

  @Test
  default void lastEntriesComeOldestFirstAlsoAcrossDays() {
    for (var i = 0; i < 6; i++) {
      logs().append(entry(i, Severity.INFO, "m" + i));
    }
    assertThat(tail(Severity.DEBUG, 10)).containsExactly("m0", "m1", "m2", "m3", "m4", "m5");
    assertThat(tail(Severity.DEBUG, 5)).containsExactly("m1", "m2", "m3", "m4", "m5");
    assertThat(tail(Severity.DEBUG, 1)).containsExactly("m5");
  }

  @Test
  default void severityAndIterationSelect() {
    logs().append(entry(0, Severity.DEBUG, "debug"));
    logs().append(entry(0, Severity.INFO, "info"));
    logs().append(entry(0, Severity.WARNING, "warning"));
    logs().append(entry(0, Severity.ERROR, "error"));
    logs().append(new Entry(START, Severity.ERROR, "project", Optional.of("i2"), "other"));
    assertThat(tail(Severity.WARNING, 10)).containsExactly("warning", "error", "other");
    assertThat(tail(Severity.WARNING, 2)).containsExactly("error", "other");
    assertThat(logs().tail("project", Optional.of("i2"), Severity.DEBUG, 10))
        .extracting(Entry::message)
        .containsExactly("other");
  }

  @Test
  default void entriesBeforeATimeAreLeftOut() {
    for (var i = 0; i < 4; i++) {
      logs().append(entry(i, i == 2 ? Severity.DEBUG : Severity.INFO, "m" + i));
    }
    assertThat(since(1, 10)).containsExactly("m1", "m3");
    assertThat(since(1, 1)).containsExactly("m3");
    assertThat(since(3, 10)).containsExactly("m3");
    assertThat(since(4, 10)).isEmpty();
    assertThat(since(200_000, 10)).isEmpty();
  }

  private List<String> since(int second, int limit) {
    var start = Optional.of(START.plusSeconds(second));
    var selection = new Selection("project", Optional.of("i1"), Severity.INFO, start);
    return otherLogs().tail(selection, limit).stream().map(Entry::message).toList();
  }

  @Test
  default void projectsAreKeptApart() {
    for (var project : List.of("project", "project/2", "..", "é", "a b")) {
      logs().append(new Entry(START, Severity.INFO, project, Optional.empty(), "of " + project));
    }
    for (var project : List.of("project", "project/2", "..", "é", "a b")) {
      assertThat(otherLogs().tail(project, Optional.empty(), Severity.DEBUG, 10))
          .extracting(Entry::message)
          .containsExactly("of " + project);
    }
  }

  @Test
  default void concurrentWritersLoseNothing() {
    var pieces = new ArrayList<Callable<Boolean>>();
    for (var writer = 0; writer < 4; writer++) {
      var name = "w" + writer + " " + "x".repeat(5_000 * writer);
      var store = writer % 2 == 0 ? logs() : otherLogs();
      pieces.add(() -> append(store, name));
    }
    Together.run(pieces);
    assertThat(tail(Severity.DEBUG, 1000)).hasSize(100);
  }

  private static boolean append(LogStore store, String message) {
    for (var i = 0; i < 25; i++) {
      store.append(entry(0, Severity.INFO, message));
    }
    return true;
  }

  @Test
  default void limitIsOneToAThousand() {
    for (var limit : List.of(0, 1001)) {
      assertThatThrownBy(() -> tail(Severity.DEBUG, limit))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
