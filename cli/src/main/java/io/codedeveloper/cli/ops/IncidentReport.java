package io.codedeveloper.cli.ops;

import io.codedeveloper.cli.ops.CapturedState.Event;
import io.codedeveloper.cli.terminal.Times;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// An incident as Markdown, with what can be known at once; people write the rest.
///
/// @param site that it is about; commands are given as they mean it
/// @param findings with commands that mean it
/// @param done what was done about it already, in the order in which it is told
record IncidentReport(
    String title,
    Severity severity,
    Instant at,
    Instant since,
    Site site,
    List<Finding> findings,
    List<Act> done,
    CapturedState state) {
  String text() {
    return """
    # Incident: %s

    | | |
    |---|---|
    | severity | %s: %s |
    | act | %s |
    | written down | %s |
    | installation | %s |
    | status | open |

    ## What happened, and who was harmed

    (to be written)

    ## What was found

    %s

    ## What was done

    %s

    ## What to do next

    %s

    ## How to undo it, in this order

    %s

    ## Timeline since %s (UTC)

    %s

    ## Cause, and what keeps it from happening again

    (to be written within a week)

    ## State

    %s
    """
        .formatted(
            cell(title),
            severity,
            severity.meaning(),
            severity.when(),
            Times.seconds(at.toString()),
            cell(site.name()),
            found(),
            acts(),
            next(),
            undo(),
            Times.seconds(since.toString()),
            timeline(),
            states());
  }

  private String found() {
    return findings.isEmpty()
        ? "See the state below."
        : findings.stream()
            .map(one ->
                "- **%s** (%s): %s"
                    .formatted(cell(one.subject()), one.level().wireName(), cell(one.text())))
            .collect(Collectors.joining("\n"));
  }

  private String acts() {
    return done.isEmpty()
        ? "Nothing yet."
        : done.stream().map(IncidentReport::act).collect(Collectors.joining("\n"));
  }

  private static String act(Act act) {
    return act.isDone()
        ? "- [x] %s: %s".formatted(cell(act.what()), cell(act.said()))
        : "- [ ] %s: %s; by hand: `%s`".formatted(cell(act.what()), cell(act.said()), act.byHand());
  }

  private String undo() {
    var undone =
        done.reversed().stream()
            .filter(act -> !act.undo().isNone())
            .map(act -> "- [ ] %s: `%s`".formatted(cell(act.undone()), act.undo().command()))
            .toList();
    return undone.isEmpty() ? "Nothing has to be undone." : String.join("\n", undone);
  }

  private String next() {
    var commands =
        findings.stream()
            .flatMap(one -> one.next().stream())
            .distinct()
            .map(command -> "- [ ] `" + command + "`");
    var always =
        Stream.of(
            "- [ ] Tell those whom it harms, and the owner of the project.",
            "- [ ] Find the section of the alert in docs/runbook.md, and follow it.",
            "- [ ] Write down above what happened, with times.",
            "- [ ] When it is over: undo what was done, then `%s`."
                .formatted(site.addressed("project-manager ops health-check")));
    return Stream.concat(commands, always).collect(Collectors.joining("\n"));
  }

  private String timeline() {
    var then =
        done.stream()
            .filter(Act::isDone)
            .map(act -> new Event(at.toString(), "done: %s: %s".formatted(act.what(), act.said())));
    var events = Stream.concat(state.timeline().stream(), then).toList();
    return events.isEmpty()
        ? "Nothing is known."
        : events.stream()
            .map(one -> "| %s | %s |".formatted(Times.seconds(one.time()), cell(one.what())))
            .collect(Collectors.joining("\n", "| time | what |\n|---|---|\n", ""));
  }

  private String states() {
    return state.parts().entrySet().stream()
        .map(part ->
            "### %s\n\n````text\n%s\n````".formatted(part.getKey(), fenced(part.getValue())))
        .collect(Collectors.joining("\n\n"));
  }

  /// Text that cannot end its own fence.
  private static String fenced(String text) {
    return text.replace("````", "` ` ` `");
  }

  /// Text of others, on one line, that cannot end a cell.
  private static String cell(String text) {
    return text.replace('\n', ' ').replace("|", "\\|").strip();
  }
}
