package io.codedeveloper.functions.api;

import io.codedeveloper.daemon.Project;
import io.codedeveloper.daemon.Projects;
import io.codedeveloper.daemon.Ticks;
import io.codedeveloper.daemon.WorkSchedule;
import io.codedeveloper.daemon.WorkWindow;
import io.codedeveloper.functions.http.Answer;
import io.codedeveloper.functions.http.Call;
import io.codedeveloper.functions.http.Problem;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Shows and changes when work is looked for.
final class ScheduleApi {
  private static final String[] FIELDS = {"cron", "time_zone", "window"};

  private final Projects projects;
  private final ProjectChoice choice;
  private final Ticks ticks;

  ScheduleApi(Projects projects, Ticks ticks) {
    this.projects = projects;
    this.choice = new ProjectChoice(projects);
    this.ticks = ticks;
  }

  Answer show(Call call) {
    return Answer.json(200, words(choice.of(call)));
  }

  Answer change(Call call) {
    var body = call.json().only(FIELDS);
    if (Stream.of(FIELDS).noneMatch(body::has)) {
      throw new Problem(400, "give at least one of the fields cron, time_zone, window");
    }
    var window =
        body.has("window") ? Optional.of(body.text("window").orElse("")) : body.text("window");
    var change = new WorkSchedule.Change(body.text("cron"), body.text("time_zone"), window);
    var project = ticks.change(projects, choice.of(call).id(), change);
    return Answer.success(200, "the schedule is changed", Map.of("schedule", words(project)));
  }

  private Map<String, @Nullable Object> words(Project project) {
    var schedule = WorkSchedule.of(project, ticks);
    var words = new LinkedHashMap<String, @Nullable Object>();
    words.put("cron", schedule.cron());
    words.put("time_zone", schedule.zone().getId().equals("Z") ? "UTC" : schedule.zone().getId());
    words.put("window", Words.orNull(schedule.window().map(WorkWindow::toString)));
    words.put("next_run", Words.orNull(schedule.nextRun().map(Words::of)));
    words.put("paused", schedule.nextRun().isEmpty());
    return words;
  }
}
