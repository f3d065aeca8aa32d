package io.codedeveloper.functions.api;

import io.codedeveloper.daemon.Iteration;
import io.codedeveloper.daemon.Iterations;
import io.codedeveloper.daemon.JournalEntry;
import io.codedeveloper.functions.http.Answer;
import io.codedeveloper.functions.http.Call;
import io.codedeveloper.functions.http.Problem;
import io.codedeveloper.platform.Page;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Shows the iterations of a project, and what each did.
final class HistoryApi {
  private static final int USUAL_PAGE = 50;
  private static final int LARGEST_PAGE = 200;

  private final ProjectChoice choice;
  private final Iterations iterations;

  HistoryApi(ProjectChoice choice, Iterations iterations) {
    this.choice = choice;
    this.iterations = iterations;
  }

  Answer list(Call call) {
    var page = page(call);
    var words = new LinkedHashMap<String, @Nullable Object>();
    words.put("iterations", page.items().stream().map(HistoryApi::words).toList());
    words.put("next_cursor", Words.orNull(page.nextCursor()));
    return Answer.json(200, words);
  }

  private Page<Iteration> page(Call call) {
    var limit = call.number("limit", USUAL_PAGE, 1, LARGEST_PAGE);
    var project = choice.of(call).id();
    try {
      return iterations.list(project, limit, call.query("cursor"));
    } catch (IllegalArgumentException noCursor) {
      throw new Problem(400, "the query parameter 'cursor' is not one that a page ended with");
    }
  }

  Answer one(Call call) {
    var project = choice.of(call).id();
    var id = Words.legalId(call.variable());
    var found = id.flatMap(legal -> iterations.get(project, legal));
    var iteration =
        found.orElseThrow(() ->
            new Problem(404, "there is no iteration '%s'".formatted(Words.shown(call.variable()))));
    var words = words(iteration);
    words.put(
        "journal",
        iterations.journalOf(project, iteration.id()).stream().map(HistoryApi::words).toList());
    return Answer.json(200, words);
  }

  private static Map<String, @Nullable Object> words(Iteration iteration) {
    var words = new LinkedHashMap<String, @Nullable Object>();
    words.put("id", iteration.id());
    words.put("state", iteration.state().wireName());
    words.put("step", Words.orNull(iteration.step()));
    words.put("priority", Words.orNull(iteration.priority()));
    words.put("priority_title", Words.orNull(iteration.priorityTitle()));
    words.put("outcome", Words.orNull(iteration.fields().text("outcome")));
    words.put("message", Words.orNull(iteration.outcomeMessage()));
    words.put("question", Words.orNull(iteration.question()));
    words.put("branch", Words.orNull(iteration.branch()));
    words.put("base_commit", Words.orNull(iteration.baseCommit()));
    words.put("commit", Words.orNull(iteration.commit()));
    words.put("pull_request", pullRequest(iteration));
    words.put("usage", usage(iteration));
    words.put("cost_usd", iteration.cost().stored());
    words.put("tests", Words.of(iteration.tests()));
    words.put("timings_ms", iteration.timings().asMap());
    words.put("created_at", Words.of(iteration.createdAt()));
    words.put("updated_at", Words.of(iteration.updatedAt()));
    return words;
  }

  private static @Nullable Map<String, @Nullable Object> pullRequest(Iteration iteration) {
    if (iteration.pullRequestUrl().isEmpty()) {
      return null;
    }
    var words = new LinkedHashMap<String, @Nullable Object>();
    words.put("number", Words.orNull(iteration.pullRequestNumber()));
    words.put("url", iteration.pullRequestUrl().get());
    return words;
  }

  private static Map<String, Object> usage(Iteration iteration) {
    var usage = iteration.usage();
    var words = new LinkedHashMap<String, Object>();
    words.put("input", usage.input());
    words.put("output", usage.output());
    words.put("cache_read", usage.cacheRead());
    words.put("cache_write", usage.cacheWrite());
    words.put("cache_write_hour", usage.cacheWriteHour());
    words.put("total", usage.total());
    return words;
  }

  private static Map<String, @Nullable Object> words(JournalEntry entry) {
    var words = new LinkedHashMap<String, @Nullable Object>();
    words.put("number", entry.number());
    words.put("step", entry.step());
    words.put("effect", Words.of(entry.effect()));
    words.put("fence", entry.fence());
    words.put("at", Words.of(entry.at()));
    return words;
  }
}
