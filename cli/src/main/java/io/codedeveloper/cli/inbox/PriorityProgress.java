package io.codedeveloper.cli.inbox;

import io.codedeveloper.cli.api.ControlClient;
import io.codedeveloper.cli.api.JsonView;
import io.codedeveloper.roadmap.Priority;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What the daemon did with priorities, as its notifications and its status say.
///
/// @param byKey news by the priority's key
/// @param working the title of the priority that is worked on now
record PriorityProgress(Map<String, News> byKey, Optional<String> working) {
  /// @param state one word for people
  /// @param link to the pull request
  record News(String state, Optional<String> link) {}

  static PriorityProgress of(ControlClient api) {
    var news = new LinkedHashMap<String, News>();
    for (var one : api.notifications(Optional.empty())) {
      var about = new JsonView(one).view("context");
      var link = about.text("pullRequest");
      about
          .text("priority")
          .filter(key -> link.isPresent())
          .ifPresent(key -> news.putIfAbsent(key, new News("proposed", link)));
    }
    return new PriorityProgress(news, new JsonView(api.status()).text("current_task"));
  }

  Optional<News> of(Priority priority) {
    return working.filter(title -> title.contains(priority.title())).isPresent()
        ? Optional.of(new News("working", Optional.empty()))
        : Optional.ofNullable(byKey.get(priority.key()));
  }
}
