package io.codedeveloper.cli.inbox;

import io.codedeveloper.cli.api.ControlClient;
import io.codedeveloper.cli.api.JsonView;
import io.codedeveloper.roadmap.Priority;
import io.codedeveloper.roadmap.PriorityStatus;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What the daemon did with priorities, as its iterations and its status say.
///
/// @param byKey news by the priority's key
/// @param working the title of the priority that is worked on now
record PriorityProgress(Map<String, News> byKey, Optional<String> working) {
  private static final int MOST_ITERATIONS = 500;

  /// @param state one word or two for people
  /// @param link to the pull request
  /// @param costUsd of all iterations
  record News(String state, Optional<String> link, double costUsd) {
    /// These and those of an earlier iteration.
    News and(News earlier) {
      return new News(state, link.or(earlier::link), costUsd + earlier.costUsd());
    }

    News in(String otherState) {
      return new News(otherState, link, costUsd);
    }
  }

  static PriorityProgress of(ControlClient api) {
    var news = new LinkedHashMap<String, News>();
    for (var json : api.iterations(MOST_ITERATIONS)) {
      var one = new JsonView(json);
      one.text("priority").ifPresent(key -> news.merge(key, news(one), News::and));
    }
    return new PriorityProgress(news, new JsonView(api.status()).text("current_task"));
  }

  private static News news(JsonView iteration) {
    var word = iteration.text("outcome").or(() -> iteration.text("state")).orElse("");
    var state =
        switch (word) {
          case "pull_request" -> "proposed";
          case "waiting", "gave_up", "blocked" -> word.replace('_', ' ');
          case "priority_over_budget", "over_budget" -> "over budget";
          case "starting", "running" -> "working";
          default -> "interrupted";
        };
    var link = iteration.view("pull_request").text("url");
    return new News(state, link, iteration.number("cost_usd"));
  }

  /// What is to be told of a priority. What the roadmap calls complete is complete.
  Optional<News> of(Priority priority) {
    var news = Optional.ofNullable(byKey.get(priority.key()));
    if (working.filter(title -> title.contains(priority.title())).isPresent()) {
      return Optional.of(news.orElse(new News("", Optional.empty(), 0)).in("working"));
    }
    return priority.status() == PriorityStatus.COMPLETE
        ? news.map(one -> one.in(PriorityStatus.COMPLETE.wire()))
        : news;
  }
}
