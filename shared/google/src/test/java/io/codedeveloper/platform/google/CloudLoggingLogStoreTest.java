package io.codedeveloper.platform.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.logging.type.LogSeverity;
import io.codedeveloper.platform.LogStore;
import io.codedeveloper.platform.LogStore.Entry;
import io.codedeveloper.platform.LogStore.Severity;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.platform.contract.LogStoreContract;
import io.codedeveloper.platform.google.testing.LoggingServer;
import io.grpc.Status;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class CloudLoggingLogStoreTest implements LogStoreContract {
  private final LoggingServer server =
      new LoggingServer(Clock.fixed(START.plus(Duration.ofHours(1)), ZoneOffset.UTC));
  private final CloudLoggingLogStore first = store();
  private final CloudLoggingLogStore second = store();

  private CloudLoggingLogStore store() {
    var endpoint = ServiceEndpoint.local(server.server().address());
    return new CloudLoggingLogStore("p-1", endpoint.withPatience(Duration.ofSeconds(2)));
  }

  @AfterEach
  void close() {
    first.close();
    second.close();
    server.close();
  }

  @Override
  public LogStore logs() {
    return first;
  }

  /// What is on its way is visible to another process a moment later.
  @Override
  public LogStore otherLogs() {
    first.flush();
    second.flush();
    return second;
  }

  private static Entry entry(Severity severity, String message) {
    return new Entry(START, severity, "demo", Optional.of("i1"), message);
  }

  private List<Entry> tail(String project) {
    return otherLogs().tail(project, Optional.empty(), Severity.DEBUG, 10);
  }

  @Test
  void entryIsStructured() {
    first.append(entry(Severity.WARNING, "two\nlines"));
    var logged = server.entries().getFirst();
    assertThat(logged.getLogName()).isEqualTo("projects/p-1/logs/code-developer");
    assertThat(logged.getSeverity()).isEqualTo(LogSeverity.WARNING);
    assertThat(logged.getLabelsMap())
        .containsOnly(
            java.util.Map.entry("project", "demo"), java.util.Map.entry("iteration", "i1"));
    assertThat(logged.getJsonPayload().getFieldsOrThrow("message").getStringValue())
        .isEqualTo("two\nlines");
  }

  @Test
  void projectsNameCannotWidenTheQuestion() {
    first.append(entry(Severity.INFO, "of demo"));
    assertThat(tail("x\" OR labels.project=\"demo")).isEmpty();
    assertThat(tail("\\")).isEmpty();
  }

  @Test
  void emptyPagesAreReadOverButNotForEver() {
    first.append(entry(Severity.INFO, "far back"));
    server.beginWithEmptyPages(CloudLoggingLogStore.MOST_PAGES - 1);
    assertThat(tail("demo")).hasSize(1);
    server.beginWithEmptyPages(CloudLoggingLogStore.MOST_PAGES);
    assertThat(tail("demo")).isEmpty();
  }

  @Test
  void messageThatIsTooLongIsCut() {
    first.append(entry(Severity.INFO, "🚀".repeat(100_000)));
    var message = tail("demo").getFirst().message();
    assertThat(message).startsWith("🚀🚀").endsWith("🚀… [cut]");
    assertThat(message).doesNotContain("\uFFFD");
    assertThat(first.dropped()).isZero();
  }

  @Test
  void whatCannotBeKeptIsCountedAndFailsNobody() {
    server.server().failWith(Optional.of(Status.PERMISSION_DENIED));
    first.append(entry(Severity.ERROR, "lost"));
    first.append(entry(Severity.INFO, "lost"));
    first.flush();
    assertThat(first.dropped()).isEqualTo(2);
    server.server().failWith(Optional.empty());
    first.append(entry(Severity.ERROR, "kept"));
    assertThat(tail("demo")).extracting(Entry::message).containsExactly("kept");
  }

  @Test
  void entryThatIsRefusedTakesNoOtherWithIt() {
    var ancient = Duration.ofDays(400);
    first.append(entry(Severity.INFO, "one"));
    first.append(
        new Entry(START.minus(ancient), Severity.INFO, "demo", Optional.of("i1"), "of last year"));
    first.append(entry(Severity.INFO, "two"));
    assertThat(tail("demo")).extracting(Entry::message).containsExactly("one", "two");
    assertThat(first.dropped()).isPositive();
  }

  @Test
  void waitingForWhatIsUnderWayTakesNoRoomFromOthers() {
    var underway = new Underway(2);
    assertThat(underway.begin()).isTrue();
    underway.awaitNone(Duration.ofMillis(5));
    assertThat(underway.begin()).isTrue();
    assertThat(underway.begin()).isFalse();
    underway.end();
    underway.end();
    underway.awaitNone(Duration.ofDays(1));
    assertThat(underway.begin()).isTrue();
  }

  @Test
  void entriesBeyondTheRoomAreDropped() {
    server.server().failWith(Optional.of(Status.UNAVAILABLE));
    for (var count = 0; count < CloudLoggingLogStore.WAITING + 5; count++) {
      first.append(entry(Severity.INFO, "m"));
    }
    assertThat(first.dropped()).isGreaterThanOrEqualTo(5);
  }

  @Test
  void appendAfterTheEndFailsNobody() {
    first.close();
    first.append(entry(Severity.ERROR, "late"));
    assertThat(first.dropped()).isEqualTo(1);
  }

  @Test
  void outageWhileReadingIsTransient() {
    server.server().failWith(Optional.of(Status.UNAVAILABLE));
    assertThatThrownBy(() -> tail("demo"))
        .isInstanceOf(TransientException.class)
        .hasMessageContaining("projects/p-1/logs/code-developer");
  }
}
