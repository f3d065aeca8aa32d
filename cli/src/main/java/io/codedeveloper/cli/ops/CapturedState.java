package io.codedeveloper.cli.ops;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.codedeveloper.cli.api.ControlClient;
import io.codedeveloper.cli.api.JsonView;
import io.codedeveloper.cli.google.Execution;
import io.codedeveloper.cli.google.Tick;
import io.codedeveloper.cli.program.Questions.Pending;
import io.codedeveloper.cli.terminal.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// What an installation was like, for those who look into it later. What cannot be read says why.
final class CapturedState {
  private static final int ITERATIONS = 50;
  private static final int SHOWN_LINES = 200;

  private final Instant since;
  private final Pending<JsonObject> status;
  private final Pending<JsonObject> health;
  private final Pending<JsonObject> schedule;
  private final Pending<JsonObject> costs;
  private final Pending<List<JsonObject>> iterations;
  private final Pending<List<JsonObject>> notifications;
  private final Pending<List<LogLine>> log;
  private final Supplier<Optional<Pending<List<Execution>>>> executions;
  private final Supplier<Optional<Pending<List<Tick>>>> ticks;

  /// Asks for everything but what somebody else asks for.
  ///
  /// @param executions asked for when they are needed
  /// @param ticks as executions
  CapturedState(
      Site site,
      Instant since,
      Supplier<Optional<Pending<List<Execution>>>> executions,
      Supplier<Optional<Pending<List<Tick>>>> ticks) {
    this.since = since;
    this.executions = executions;
    this.ticks = ticks;
    status = site.api(ControlClient::status);
    health = site.api(ControlClient::health);
    schedule = site.api(ControlClient::schedule);
    costs = site.api(api -> api.costs(2));
    iterations = site.api(api -> api.iterations(ITERATIONS));
    notifications = site.api(api -> api.notifications(Optional.empty()));
    log = site.api(api -> LogLine.read(api, "warning", since.toString()));
  }

  /// Something that happened.
  record Event(String time, String what) {}

  /// All that happened since, oldest first.
  List<Event> timeline() {
    var events = new ArrayList<Event>();
    each(iterations, one -> begun(new JsonView(one)), events);
    each(iterations, one -> ended(new JsonView(one)), events);
    each(notifications, one -> told(new JsonView(one)), events);
    each(log, CapturedState::logged, events);
    executions.get().ifPresent(answer -> each(answer, CapturedState::executed, events));
    return events.stream()
        .filter(one -> one.time().compareTo(since.toString()) >= 0)
        .sorted(Comparator.comparing(Event::time))
        .toList();
  }

  private static <T> void each(
      Pending<List<T>> answer, Function<T, Event> event, List<Event> events) {
    try {
      answer.get().stream().map(event).forEach(events::add);
    } catch (RuntimeException unreadable) {
      // The state says why.
    }
  }

  private static Event begun(JsonView one) {
    return new Event(
        one.text("created_at").orElse(""),
        "iteration %s began".formatted(one.text("id").orElse("?")));
  }

  private static Event ended(JsonView one) {
    return new Event(
        one.text("updated_at").orElse(""),
        "iteration %s (%s): %s%s"
            .formatted(
                one.text("id").orElse("?"),
                one.text("priority_title").orElse("no priority"),
                WorkedOn.outcome(one),
                one.text("message").map(text -> ", " + text).orElse("")));
  }

  private static Event told(JsonView one) {
    return new Event(
        one.text("created_at").orElse(""),
        "notification (%s): %s"
            .formatted(one.text("type").orElse("?"), one.text("title").orElse("")));
  }

  private static Event logged(LogLine line) {
    return new Event(
        line.time(),
        "log (%s): %s".formatted(line.severity(), line.message().lines().findFirst().orElse("")));
  }

  private static Event executed(Execution one) {
    return new Event(
        one.created().toString(),
        "execution %s began; it is now %s %s"
            .formatted(one.name(), one.state().wireName(), one.message())
            .strip());
  }

  /// Everything by name, as JSON, or why it could not be read.
  Map<String, String> parts() {
    var parts = new LinkedHashMap<String, String>();
    parts.put("Status", part(status::get));
    parts.put("Health", part(health::get));
    parts.put("Schedule", part(schedule::get));
    parts.put("Costs", part(costs::get));
    parts.put("Iterations", part(() -> array(iterations.get())));
    parts.put("Notifications", part(() -> array(notifications.get())));
    executions
        .get()
        .ifPresent(answer -> parts.put("Executions", lines(answer, CapturedState::executed, true)));
    ticks
        .get()
        .ifPresent(answer ->
            parts.put("Ticks", lines(answer, one -> new Event(one.name(), one.state()), false)));
    parts.put("Log", lines(log, CapturedState::logged, false));
    return parts;
  }

  private static JsonArray array(List<JsonObject> objects) {
    var array = new JsonArray();
    objects.forEach(array::add);
    return array;
  }

  private static String part(Supplier<JsonElement> answer) {
    try {
      return Json.PRETTY.toJson(answer.get());
    } catch (RuntimeException failure) {
      return "could not be read: " + failure.getMessage();
    }
  }

  /// The last ones, oldest first.
  private static <T> String lines(
      Pending<List<T>> answer, Function<T, Event> line, boolean newestFirst) {
    try {
      var all = newestFirst ? answer.get().reversed() : answer.get();
      var text = new StringBuilder();
      all.stream()
          .skip(Math.max(0, all.size() - SHOWN_LINES))
          .map(line)
          .forEach(one -> text.append(one.time()).append("  ").append(one.what()).append('\n'));
      return text.isEmpty() ? "nothing" : text.toString().stripTrailing();
    } catch (RuntimeException failure) {
      return "could not be read: " + failure.getMessage();
    }
  }
}
