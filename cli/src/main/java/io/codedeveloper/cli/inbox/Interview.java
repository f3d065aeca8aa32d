package io.codedeveloper.cli.inbox;

import io.codedeveloper.cli.ExitCode;
import io.codedeveloper.cli.Surroundings;
import io.codedeveloper.cli.api.ControlClient;
import io.codedeveloper.cli.api.JsonView;
import io.codedeveloper.cli.terminal.Line;
import io.codedeveloper.cli.terminal.Style;
import io.codedeveloper.platform.UserErrorException;
import java.util.List;
import java.util.Optional;

/// Asks the person at the terminal what the daemon asks, one question after the other.
///
/// @param only the id of the one question that is meant; empty: all that are open
record Interview(Surroundings with, ControlClient api, Optional<String> only) {
  /// Asks until all is answered, put off, or the input ends.
  ///
  /// @return the exit code
  int run() {
    var questions = questions();
    if (questions.isEmpty()) {
      with.console().line("no question is open");
      return ExitCode.DONE;
    }
    for (var question : questions) {
      question.print(with.console(), with.clock().instant());
      var ended = !ask(question);
      with.console().blank();
      if (ended) {
        break;
      }
    }
    return ExitCode.DONE;
  }

  /// Oldest first: work waits longest for that one.
  private List<NotificationView> questions() {
    var open =
        api.notifications(Optional.of("pending")).reversed().stream()
            .map(JsonView::new)
            .map(NotificationView::new)
            .filter(NotificationView::open)
            .toList();
    if (only.isEmpty()) {
      return open;
    }
    var meant = open.stream().filter(one -> one.id().equals(only.get())).toList();
    if (meant.isEmpty()) {
      throw new UserErrorException(
          "no open question has the id '%s'; see them with: project-manager notifications"
              .formatted(only.get()));
    }
    return meant;
  }

  /// False when they want to be asked nothing more.
  private boolean ask(NotificationView question) {
    var choices = question.choices();
    for (var at = 0; at < choices.size(); at++) {
      with.console().line(Line.of(Style.CYAN, "  %d  ".formatted(at + 1)).and(choices.get(at)));
    }
    while (true) {
      var typed =
          with.person()
              .answer(
                  choices.isEmpty()
                      ? "answer (Enter: later): "
                      : "number or answer (Enter: later): ");
      if (typed.isEmpty()) {
        return false;
      }
      if (typed.get().isBlank()) {
        return true;
      }
      var answer = meant(choices, typed.get().strip());
      if (answer.isPresent()) {
        api.respond(question.id(), answer.get());
        with.console().line(Line.of(Style.GREEN, "answered: ").and(answer.get()));
        return true;
      }
      with.console().line("  that is none of the choices");
    }
  }

  private static Optional<String> meant(List<String> choices, String typed) {
    if (choices.isEmpty()) {
      return Optional.of(typed);
    }
    if (typed.matches("[1-9]\\d{0,2}") && Integer.parseInt(typed) <= choices.size()) {
      return Optional.of(choices.get(Integer.parseInt(typed) - 1));
    }
    return choices.stream().filter(typed::equalsIgnoreCase).findFirst();
  }
}
