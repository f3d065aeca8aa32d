package io.codedeveloper.cli.demo;

import io.codedeveloper.cli.terminal.Console;
import io.codedeveloper.cli.terminal.Line;
import io.codedeveloper.cli.terminal.Style;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;

/// What a branch changes, as a reviewer sees it.
///
/// @param lines of a unified diff
record BranchDiff(List<String> lines) {
  /// The difference between a commit and its first parent.
  static BranchDiff of(Path bare, String commit) {
    var bytes = new ByteArrayOutputStream();
    try (var repository = DemoRepository.open(bare);
        var formatter = new DiffFormatter(bytes)) {
      formatter.setRepository(repository);
      format(repository, formatter, commit);
      formatter.flush();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return new BranchDiff(bytes.toString(StandardCharsets.UTF_8).lines().toList());
  }

  private static void format(Repository repository, DiffFormatter formatter, String commit)
      throws IOException {
    try (var walk = new RevWalk(repository)) {
      var newer = walk.parseCommit(repository.resolve(commit));
      var older = walk.parseCommit(newer.getParent(0));
      formatter.format(older.getTree(), newer.getTree());
    }
  }

  void printTo(Console console) {
    for (var line : lines) {
      if (line.startsWith("diff --git ")) {
        console.fitted(Line.of(Style.BOLD, "  " + line.substring(line.lastIndexOf(" b/") + 3)));
      } else if (!isHeader(line)) {
        console.fitted(Line.of(style(line), "  " + line));
      }
    }
  }

  private static boolean isHeader(String line) {
    return line.startsWith("index ")
        || line.startsWith("--- ")
        || line.startsWith("+++ ")
        || line.startsWith("new file mode ");
  }

  private static Style style(String line) {
    return switch (line.isEmpty() ? ' ' : line.charAt(0)) {
      case '+' -> Style.GREEN;
      case '-' -> Style.RED;
      case '@' -> Style.CYAN;
      default -> Style.PLAIN;
    };
  }
}
