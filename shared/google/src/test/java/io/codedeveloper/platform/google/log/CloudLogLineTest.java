package io.codedeveloper.platform.google.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import io.codedeveloper.auth.Redactor;
import io.codedeveloper.auth.Secret;
import io.codedeveloper.platform.LogStore;
import io.codedeveloper.platform.LogStore.Entry;
import io.codedeveloper.platform.LogStore.Severity;
import io.codedeveloper.platform.TraceContext;
import io.codedeveloper.platform.memory.InMemoryPlatform;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

final class CloudLogLineTest {
  private static final int TRIES = 1_000;
  private static final int LONGEST_LINE = 256 * 1024;
  private static final String LABELS = "logging.googleapis.com/labels";
  private static final Instant AT = Instant.parse("2026-11-21T12:00:00Z");

  private final CloudLogLine line =
      new CloudLogLine(
          Optional.of("acme"),
          Map.of("project", "shop", "iteration", "i-1"),
          new Redactor(List.of(Secret.of("hunter2-hunter2"))));

  @Test
  void everythingThatIsLoggedIsOneJsonObjectOnOneLine() throws IOException {
    for (var seed = 0L; seed < TRIES; seed++) {
      var texts = new HostileTexts(seed);
      var thrown = seed % 2 == 0 ? Optional.of(texts.thrown()) : Optional.<Throwable>empty();
      var event = LogEvent.of(AT, Severity.INFO, texts.text(), texts.text(), thrown);
      checked(seed, line.of(event).getBytes(UTF_8));
    }
  }

  @Test
  void lineHoldsNothingThatATerminalObeys() {
    var text = "\u001b[2Jgone \u202edesrever\u202c \u009b \u2028 é";
    var event = LogEvent.of(AT, Severity.INFO, "logger", text, Optional.empty());
    assertThat(line.of(event))
        .doesNotContain("\u001b", "\u202e", "\u202c", "\u009b", "\u2028")
        .contains("é");
    var message = JsonParser.parseString(line.of(event)).getAsJsonObject().get("message");
    assertThat(message.getAsString()).endsWith(text);
  }

  @Test
  void whatIsLoggedAboutAProjectIsToo() throws IOException {
    for (var seed = 0L; seed < TRIES / 4; seed++) {
      var texts = new HostileTexts(seed);
      var out = new ByteArrayOutputStream();
      printing(out)
          .append(
              new Entry(
                  AT, Severity.WARNING, texts.text(), Optional.of(texts.text()), texts.text()));
      var labels = checked(seed, out.toByteArray()).getAsJsonObject(LABELS);
      assertThat(labels.keySet()).as("seed %d", seed).containsExactly("iteration", "project");
    }
  }

  @Test
  void entryOfAProjectHasItsLabelsAndNoSecrets() throws IOException {
    var out = new ByteArrayOutputStream();
    printing(out)
        .append(
            new Entry(
                AT, Severity.ERROR, "other", Optional.of("i-2"), "first\n\"hunter2-hunter2\""));

    var json = checked(0, out.toByteArray());

    assertThat(json.get("severity").getAsString()).isEqualTo("ERROR");
    assertThat(json.get("time").getAsString()).isEqualTo("2026-11-21T12:00:00Z");
    assertThat(json.get("message").getAsString()).isEqualTo("first\n\"***\"");
    assertThat(json.getAsJsonObject(LABELS).get("project").getAsString()).isEqualTo("other");
    assertThat(json.getAsJsonObject(LABELS).get("iteration").getAsString()).isEqualTo("i-2");
  }

  @Test
  void whatIsLessGraveThanWantedIsNotPrinted() {
    var out = new ByteArrayOutputStream();
    printing(out).append(new Entry(AT, Severity.DEBUG, "shop", Optional.empty(), "detail"));
    assertThat(out.size()).isZero();
  }

  @Test
  void whatComesByTheJdkIsToo() throws IOException {
    for (var seed = 0L; seed < TRIES / 4; seed++) {
      var texts = new HostileTexts(seed);
      var out = new ByteArrayOutputStream();
      var record = new LogRecord(java.util.logging.Level.WARNING, texts.text());
      record.setParameters(new Object[] {texts.text(), new HostileTexts.Silent()});
      record.setThrown(texts.thrown());
      new JdkLogHandler(line, new PrintStream(out, true, UTF_8)).publish(record);
      assertThat(checked(seed, out.toByteArray()).get("severity").getAsString())
          .isEqualTo("WARNING");
    }
  }

  @Test
  void whatComesByLogbackIsToo() throws IOException {
    var context = new LoggerContext();
    for (var seed = 0L; seed < TRIES / 4; seed++) {
      var texts = new HostileTexts(seed);
      var event =
          new LoggingEvent(
              "",
              context.getLogger("io.example"),
              Level.WARN,
              texts.text(),
              null,
              new Object[] {texts.text(), new HostileTexts.Silent()});
      var json = checked(seed, new CloudLogEncoder(line).encode(event));
      assertThat(json.get("severity").getAsString()).isEqualTo("WARNING");
    }
  }

  @Test
  void stackTraceIsPartOfItsEntry() throws IOException {
    var event =
        LogEvent.of(
            AT,
            Severity.ERROR,
            "io.example",
            "it broke",
            Optional.of(new IllegalStateException("because", new RuntimeException("deeper"))));

    var json = checked(0, line.of(event).getBytes(UTF_8));

    assertThat(json.get("severity").getAsString()).isEqualTo("ERROR");
    assertThat(json.get("time").getAsString()).isEqualTo("2026-11-21T12:00:00Z");
    assertThat(json.get("message").getAsString())
        .startsWith("it broke\njava.lang.IllegalStateException: because\n\tat ")
        .contains("Caused by: java.lang.RuntimeException: deeper");
    var labels = json.getAsJsonObject(LABELS);
    assertThat(labels.get("project").getAsString()).isEqualTo("shop");
    assertThat(labels.get("iteration").getAsString()).isEqualTo("i-1");
    assertThat(labels.get("logger").getAsString()).isEqualTo("io.example");
    assertThat(json.has("logging.googleapis.com/trace")).isFalse();
  }

  @Test
  void entryOfARequestNamesItsTrace() throws IOException {
    var trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    var context = Optional.of(new TraceContext(trace, "00f067aa0ba902b7", true));

    var json = checked(0, TraceContext.during(context, () -> line.of(event("x"))).getBytes(UTF_8));

    assertThat(json.get("logging.googleapis.com/trace").getAsString())
        .isEqualTo("projects/acme/traces/" + trace);
    assertThat(json.get("logging.googleapis.com/spanId").getAsString())
        .isEqualTo("00f067aa0ba902b7");
    assertThat(json.get("logging.googleapis.com/trace_sampled").getAsBoolean()).isTrue();
  }

  @Test
  void secretsAreTakenOutOfMessagesAndStackTraces() {
    var text =
        line.of(
            LogEvent.of(
                AT,
                Severity.INFO,
                "hunter2-hunter2",
                "the key hunter2-hunter2 and ghp_0123456789abcdefghijABCDEFGHIJ",
                Optional.of(new IllegalStateException("hunter2-hunter2"))));

    assertThat(text).doesNotContain("hunter2").doesNotContain("ghp_").contains("***");
  }

  @Test
  void secretOnTheEdgeOfAHugeTextIsNotShownInPart() {
    for (var before : new int[] {199_990, 199_995, 999_990, 999_995}) {
      assertThat(line.of(event("x".repeat(before) + "hunter2-hunter2")))
          .as("after %d characters", before)
          .doesNotContain("hunt");
    }
  }

  @Test
  void exceptionsThatCannotBePrintedAreNamed() {
    var unspeakable = event("x", new HostileTexts.Unspeakable());
    assertThat(line.of(unspeakable)).contains("Unspeakable cannot be printed");
    assertThat(line.of(event("x", HostileTexts.deep(100_000)))).contains("RuntimeException");
  }

  private LogStore printing(ByteArrayOutputStream out) {
    return new PrintedLogStore(
        line,
        Severity.INFO,
        new PrintStream(out, true, UTF_8),
        new InMemoryPlatform().platform().logs());
  }

  private static LogEvent event(String message) {
    return LogEvent.of(AT, Severity.INFO, "io.example", message, Optional.empty());
  }

  private static LogEvent event(String message, Throwable thrown) {
    return LogEvent.of(AT, Severity.INFO, "io.example", message, Optional.of(thrown));
  }

  private static JsonObject checked(long seed, byte[] bytes) throws IOException {
    try {
      var text = UTF_8.newDecoder().decode(java.nio.ByteBuffer.wrap(bytes)).toString();
      assertThat(bytes.length).as("seed %d", seed).isLessThan(LONGEST_LINE);
      assertThat(text.endsWith("\n")).as("seed %d ends its line", seed).isTrue();
      assertThat(text.chars().filter(one -> one < ' ').count()).as("seed %d", seed).isEqualTo(1);
      var reader = new JsonReader(new StringReader(text));
      reader.setStrictness(Strictness.STRICT);
      var object = JsonParser.parseReader(reader).getAsJsonObject();
      assertThat(reader.peek()).as("seed %d", seed).isEqualTo(JsonToken.END_DOCUMENT);
      assertThat(object.has("message")).as("seed %d", seed).isTrue();
      return object;
    } catch (CharacterCodingException malformed) {
      return fail("seed " + seed + " is not UTF-8");
    }
  }
}
