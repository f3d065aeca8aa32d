package io.codedeveloper.job.iteration;

import io.codedeveloper.budget.Usage;
import io.codedeveloper.budget.Usd;
import io.codedeveloper.job.git.WorkTree;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Title and body of a pull request: a proof of what was done, how it was tested and what it cost.
final class PullRequestText {
  private static final String MARKER_END = " -->";
  private static final int LONGEST_TITLE = 120;
  private static final int FILES_SHOWN = 50;

  private PullRequestText() {}

  /// What the body is made of.
  ///
  /// @param verdict one sentence on the tests before and after
  /// @param testDetails lines below it; possibly none
  /// @param journal the steps so far, in their order, and how long each took
  /// @param notes what a reviewer should know: draft reason, roadmap problems, treated symbolic
  ///   links
  record Proof(
      String priorityId,
      String priorityTitle,
      String summary,
      List<WorkTree.Change> changes,
      String verdict,
      List<String> testDetails,
      List<String> notes,
      String model,
      Usage usage,
      Usd cost,
      Map<String, Duration> journal,
      String iterationId) {}

  static String title(String priorityId, String priorityTitle) {
    var title = priorityTitle.isBlank() ? priorityId : priorityId + ": " + priorityTitle;
    return title.length() <= LONGEST_TITLE ? title : title.substring(0, LONGEST_TITLE - 1) + "…";
  }

  /// The line that finds the pull request again, invisible to readers of the rendered body.
  static String marker(String project, String priorityKey) {
    return markerStart(project) + priorityKey + MARKER_END;
  }

  /// How the markers of all priorities of a project start.
  static String markerStart(String project) {
    return "<!-- code-developer project=%s priority=".formatted(project);
  }

  /// The key of the priority that a marker of the project names.
  static String priorityOf(String project, String marker) {
    var key = marker.substring(markerStart(project).length());
    return key.endsWith(MARKER_END) ? key.substring(0, key.length() - MARKER_END.length()) : key;
  }

  static String body(Proof proof) {
    var text = new StringBuilder(proof.summary().strip()).append("\n\n");
    section(text, "Tests", proof.verdict(), proof.testDetails());
    section(text, "Changed files", "", fileLines(proof.changes()));
    if (!proof.notes().isEmpty()) {
      section(text, "To know", "", proof.notes());
    }
    text.append("## Cost\n\n").append(costLine(proof)).append("\n\n");
    text.append("## Journal\n\n").append(journalLine(proof.journal())).append("\n\n---\n");
    text.append(
        "Made by code-developer for *%s*, iteration `%s`. Merging it completes the priority in the roadmap.\n"
            .formatted(
                Optional.of(proof.priorityId()).filter(id -> !id.isBlank()).orElse("a priority"),
                proof.iterationId()));
    return visible(text.toString());
  }

  /// What the agent and the repository wrote must neither be a marker nor hide from the reviewer.
  private static String visible(String text) {
    return text.replace("<!--", "&lt;!--");
  }

  /// One line on tokens and dollars.
  static String costLine(Proof proof) {
    var usage = proof.usage();
    return String.format(
        Locale.ROOT,
        "%s with %s: %,d tokens in, %,d out, %,d read from and %,d written to the cache.",
        proof.cost(),
        proof.model(),
        usage.input(),
        usage.output(),
        usage.cacheRead(),
        usage.cacheWrite() + usage.cacheWriteHour());
  }

  private static String journalLine(Map<String, Duration> journal) {
    return journal.entrySet().stream()
        .map(step ->
            String.format(
                Locale.ROOT, "%s %.1f s", step.getKey(), step.getValue().toMillis() / 1000.0))
        .collect(Collectors.joining(" ▸ "));
  }

  private static void section(StringBuilder text, String title, String lead, List<String> lines) {
    text.append("## ").append(title).append("\n\n");
    if (!lead.isEmpty()) {
      text.append(lead).append("\n");
    }
    if (!lead.isEmpty() && !lines.isEmpty()) {
      text.append('\n');
    }
    lines.forEach(line -> text.append("- ").append(line).append('\n'));
    text.append('\n');
  }

  private static List<String> fileLines(List<WorkTree.Change> changes) {
    var lines =
        changes.stream()
            .limit(FILES_SHOWN)
            .map(change -> "`%s` %s".formatted(change.path(), word(change.kind())))
            .collect(Collectors.toCollection(ArrayList::new));
    if (changes.size() > FILES_SHOWN) {
      lines.add("and %d more".formatted(changes.size() - FILES_SHOWN));
    }
    return lines;
  }

  private static String word(WorkTree.Kind kind) {
    return switch (kind) {
      case ADDED -> "added";
      case MODIFIED -> "changed";
      case DELETED -> "deleted";
    };
  }
}
