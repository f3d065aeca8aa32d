package io.codedeveloper.functions.api;

import io.codedeveloper.functions.api.LogReading.Start;
import io.codedeveloper.functions.http.Answer;
import io.codedeveloper.functions.http.Call;
import io.codedeveloper.functions.http.EventStream;
import io.codedeveloper.functions.http.Problem;
import io.codedeveloper.platform.LogStore;
import io.codedeveloper.platform.LogStore.Selection;
import io.codedeveloper.platform.LogStore.Severity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;

/// Sends what the daemon logged, as server-sent events.
final class LogsApi {
  private static final int USUAL_TAIL = 100;
  private static final int LONGEST_TAIL = 1000;
  private static final Pattern AGO = Pattern.compile("([1-9][0-9]{0,5})([smhd])");

  private final ProjectChoice choice;
  private final LogStore logs;
  private final Streams streams;
  private final Clock clock;

  LogsApi(ProjectChoice choice, LogStore logs, Streams streams, Clock clock) {
    this.choice = choice;
    this.logs = logs;
    this.streams = streams;
    this.clock = clock;
  }

  Answer logs(Call call) {
    var follow = call.flag("follow");
    var tail = call.number("tail", USUAL_TAIL, 0, LONGEST_TAIL);
    var start =
        call.header("Last-Event-ID")
            .filter(id -> !id.isEmpty())
            .<Start>map(id -> new Start.After(LogPosition.parse(id)))
            .orElse(new Start.Tail(tail));
    var level = level(call);
    var iteration = call.query("iteration").map(LogsApi::iteration);
    var since = call.query("since").map(this::since);
    var project = choice.of(call).id().value();
    var selection = new Selection(project, iteration, level, since);
    var reading = new LogReading(logs, selection, start, clock.instant());
    return follow ? streams.of(call, reading::send) : once(reading);
  }

  private static Answer once(LogReading reading) {
    var bytes = new ByteArrayOutputStream();
    try {
      var stream = new EventStream(bytes);
      stream.comment("connected");
      reading.sendLast(stream);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return Answer.bytes(200, EventStream.CONTENT_TYPE, bytes.toByteArray());
  }

  private static Severity level(Call call) {
    var name = call.query("level").orElse("info").toUpperCase(Locale.ROOT);
    try {
      return Severity.valueOf(name);
    } catch (IllegalArgumentException unknown) {
      throw new Problem(400, "the query parameter 'level' must be debug, info, warning or error");
    }
  }

  private static String iteration(String text) {
    return Words.legalId(text)
        .orElseThrow(() ->
            new Problem(400, "the query parameter 'iteration' is not the id of an iteration"));
  }

  private Instant since(String text) {
    var ago = AGO.matcher(text);
    try {
      return ago.matches()
          ? clock.instant().minus(duration(Long.parseLong(ago.group(1)), ago.group(2)))
          : Instant.parse(text);
    } catch (DateTimeException neither) {
      throw new Problem(
          400,
          "the query parameter 'since' must be a time such as 2026-03-01T12:00:00Z, or how long"
              + " ago: 30s, 15m, 2h, 1d");
    }
  }

  private static Duration duration(long amount, String unit) {
    return switch (unit) {
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }
}
