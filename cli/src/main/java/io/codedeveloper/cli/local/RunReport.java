package io.codedeveloper.cli.local;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.codedeveloper.budget.Usage;
import io.codedeveloper.cli.terminal.Json;
import io.codedeveloper.daemon.Iteration;
import io.codedeveloper.notification.Notification;
import io.codedeveloper.platform.Fields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What came of an iteration, for scripts and for people.
///
/// @param told the notifications that it made
public record RunReport(Iteration iteration, List<Notification> told) {
  /// The result under its fixed names; what there is none of is null.
  public JsonObject json() {
    var words = new LinkedHashMap<String, @Nullable Object>();
    words.put("outcome", iteration.outcome().map(one -> one.wireName()).orElse(null));
    words.put("message", iteration.outcomeMessage().orElse(null));
    words.put("priority", iteration.priority().orElse(null));
    words.put("title", iteration.priorityTitle().orElse(null));
    words.put("iteration", iteration.id());
    words.put(
        "branch", iteration.branch().filter(branch -> iteration.commit().isPresent()).orElse(null));
    words.put("commit", iteration.commit().orElse(null));
    words.put("pullRequest", pullRequest());
    words.put("tests", tests());
    words.put("usage", usage(iteration.usage()));
    words.put("costUsd", iteration.cost().stored());
    words.put("notifications", told.stream().map(RunReport::words).toList());
    return Json.PRETTY.toJsonTree(words).getAsJsonObject();
  }

  private @Nullable Map<String, Object> pullRequest() {
    return iteration
        .pullRequestUrl()
        .map(url ->
            Map.<String, Object>of("number", iteration.pullRequestNumber().orElse(0L), "url", url))
        .orElse(null);
  }

  private JsonObject tests() {
    var tests = new JsonObject();
    tests.add("before", json(iteration.tests().fields("before")));
    tests.add("after", json(iteration.tests().fields("after")));
    return tests;
  }

  private static JsonElement json(Fields test) {
    if (!test.flag("tested")) {
      return JsonNull.INSTANCE;
    }
    var words = new JsonObject();
    words.addProperty("command", test.requireText("command"));
    words.addProperty("succeeded", test.flag("succeeded"));
    words.addProperty("exitCode", test.number("exitCode", 0));
    for (var count : List.of("passed", "failed", "skipped")) {
      words.add(
          count, test.number(count).<JsonElement>map(JsonPrimitive::new).orElse(JsonNull.INSTANCE));
    }
    words.add("failures", Json.PRETTY.toJsonTree(test.texts("failures")));
    return words;
  }

  private static Map<String, Long> usage(Usage usage) {
    var words = new LinkedHashMap<String, Long>();
    words.put("input", usage.input());
    words.put("output", usage.output());
    words.put("cacheRead", usage.cacheRead());
    words.put("cacheWrite", usage.cacheWrite() + usage.cacheWriteHour());
    return words;
  }

  private static Map<String, Object> words(Notification notification) {
    var words = new LinkedHashMap<String, Object>();
    words.put("id", notification.id());
    words.put("type", notification.type().wireName());
    words.put("title", notification.title());
    words.put("message", notification.message());
    words.put("requiresResponse", notification.requiresResponse());
    words.put("choices", notification.choices());
    return words;
  }

  /// One line on the tests before and after; empty when nothing was tested after.
  public Optional<String> testsLine() {
    var before = state(iteration.tests().fields("before"));
    return state(iteration.tests().fields("after"))
        .map(after -> before.map(was -> was + " before, " + after + " after").orElse(after));
  }

  private static Optional<String> state(Fields test) {
    if (!test.flag("tested")) {
      return Optional.empty();
    }
    var otherwise = test.flag("succeeded") ? "passed" : "failed";
    return Optional.of(
        test.number("passed")
            .map(passed -> passed + " passed" + failed(test.number("failed", 0)))
            .orElse(otherwise));
  }

  private static String failed(long count) {
    return count == 0 ? "" : " and " + count + " failed";
  }

  /// One line on dollars and tokens.
  public String costLine() {
    var usage = iteration.usage();
    return String.format(
        Locale.ROOT,
        "%s (%,d tokens read, of them %,d from the cache; %,d written)",
        iteration.cost(),
        usage.total() - usage.output(),
        usage.cacheRead(),
        usage.output());
  }
}
