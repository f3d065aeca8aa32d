package io.codedeveloper.cli.cloud;

import com.google.gson.JsonObject;
import io.codedeveloper.cli.Surroundings;
import io.codedeveloper.cli.UnreachableException;
import io.codedeveloper.cli.api.ControlClient;
import io.codedeveloper.cli.api.JsonView;
import io.codedeveloper.cli.terminal.Line;
import io.codedeveloper.cli.terminal.Style;
import io.codedeveloper.platform.TransientException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Shows what the daemon does until the user has seen enough. What does not answer for a while is
/// waited for.
final class StatusWatch {
  /// Questions change rarely, and requests are counted.
  private static final int ROUNDS_PER_QUESTIONS = 5;

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final Surroundings with;
  private final ControlClient api;
  private final boolean json;
  private final Duration interval;
  private final boolean live;

  private int round;
  private int shownLines;
  private Duration pause;
  private String lastLine = "";
  private Optional<Instant> silentSince = Optional.empty();
  private List<JsonView> questions = List.of();
  private Optional<StatusView> last = Optional.empty();

  StatusWatch(Surroundings with, ControlClient api, boolean json, Duration interval) {
    this.with = with;
    this.api = api;
    this.json = json;
    this.interval = interval;
    this.pause = interval;
    this.live = with.console().look().colours() && !json;
  }

  void run() {
    do {
      look();
      round++;
    } while (with.person().pause(pause));
  }

  private void look() {
    try {
      var status = api.status();
      if (round % ROUNDS_PER_QUESTIONS == 0 && !json) {
        questions = StatusCommand.questions(api);
      }
      silentSince = Optional.empty();
      pause = interval;
      show(status);
    } catch (UnreachableException | TransientException silent) {
      if (last.isEmpty() && lastLine.isEmpty()) {
        throw silent;
      }
      silent(String.valueOf(silent.getMessage()));
    }
  }

  private void show(JsonObject status) {
    var view = new StatusView(new JsonView(status), questions);
    last = Optional.of(view);
    if (live) {
      redraw(List.of());
    } else if (json) {
      var same = status.deepCopy();
      same.remove("uptime_seconds");
      changed(same.toString(), () -> with.console().jsonLine(status));
    } else {
      changed(view.oneLine(), () -> with.console().line(stamped(view.oneLine())));
    }
  }

  private void silent(String why) {
    var twice = pause.multipliedBy(2);
    pause = twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
    if (silentSince.isEmpty()) {
      silentSince = Optional.of(with.clock().instant());
    }
    if (live) {
      var since = Duration.between(silentSince.get(), with.clock().instant()).toSeconds();
      redraw(
          List.of(
              Line.of(Style.RED, "no news for %d s: ".formatted(since)).and(why),
              Line.of(Style.DIM, "trying again …")));
    } else {
      changed(why, () -> with.console().problem(stamped(why) + "; trying again"));
    }
  }

  private void redraw(List<Line> more) {
    var lines = new ArrayList<Line>();
    last.ifPresent(view -> lines.addAll(view.lines(with.clock().instant())));
    lines.addAll(more);
    lines.add(Line.of(Style.DIM, "Ctrl-C ends this view, not the daemon."));
    with.console().replace(shownLines, lines);
    shownLines = lines.size();
  }

  private void changed(String line, Runnable print) {
    if (!line.equals(lastLine)) {
      lastLine = line;
      print.run();
    }
  }

  private String stamped(String line) {
    return with.clock().instant().truncatedTo(ChronoUnit.SECONDS) + "  " + line;
  }
}
