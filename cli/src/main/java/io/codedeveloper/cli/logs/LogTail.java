package io.codedeveloper.cli.logs;

import io.codedeveloper.cli.Surroundings;
import io.codedeveloper.cli.UnreachableException;
import io.codedeveloper.cli.api.ControlClient;
import io.codedeveloper.cli.api.EventFeed;
import io.codedeveloper.cli.api.EventFeed.Event;
import io.codedeveloper.cli.terminal.Line;
import io.codedeveloper.cli.terminal.Style;
import io.codedeveloper.platform.TransientException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Reads a project's log, over as many connections as it takes.
final class LogTail {
  private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final Surroundings with;
  private final ControlClient api;
  private final Map<String, String> query;
  private final boolean follow;
  private final LogPrinter printer;

  private Optional<String> last = Optional.empty();
  private Duration pause = SHORTEST_PAUSE;
  private boolean connected;
  private boolean told;

  LogTail(
      Surroundings with,
      ControlClient api,
      Map<String, String> query,
      boolean follow,
      LogPrinter printer) {
    this.with = with;
    this.api = api;
    this.query = query;
    this.follow = follow;
    this.printer = printer;
  }

  void run() {
    do {
      connection();
    } while (follow && with.person().pause(pause));
  }

  private void connection() {
    try (var feed = api.logs(query, last)) {
      connected = true;
      if (told) {
        told = false;
        with.console().hint(Line.of(Style.DIM, "connected again"));
      }
      print(feed);
      pause = SHORTEST_PAUSE;
    } catch (UnreachableException | TransientException broken) {
      if (!follow || !connected) {
        throw broken;
      }
      tell(String.valueOf(broken.getMessage()));
    }
  }

  private void print(EventFeed feed) {
    for (var event = feed.next(); event.isPresent(); event = feed.next()) {
      print(event.get());
      last = event.get().id().or(() -> last);
      pause = SHORTEST_PAUSE;
    }
  }

  private void print(Event event) {
    switch (event.name()) {
      case "log" -> printer.entry(event.data());
      case "gap" ->
          with.console()
              .problem("entries came faster than they could be sent; some are missing here");
      default -> {
        // The end of a stream, after which the next connection goes on; or what a later server
        // says.
      }
    }
  }

  private void tell(String why) {
    if (!told) {
      told = true;
      with.console().hint(Line.of(Style.YELLOW, why + "; connecting again …"));
      return;
    }
    var twice = pause.multipliedBy(2);
    pause = twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
  }
}
