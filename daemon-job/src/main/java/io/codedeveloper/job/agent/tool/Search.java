package io.codedeveloper.job.agent.tool;

import com.google.gson.JsonObject;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/// Finds lines. Expressions are matched in linear time, so that none of them can hang the work.
final class Search implements Tool {
  private static final int MOST_MATCHES = 200;
  private static final int MOST_FILES = 20_000;
  private static final int LONGEST_LINE = 300;
  private static final int LONGEST_PATTERN = 1_000;
  private static final int DEEPEST = 64;

  private final Path root;

  Search(Path root) {
    this.root = root;
  }

  @Override
  public String name() {
    return "search";
  }

  @Override
  public String description() {
    return "Finds lines in the text files of the work tree, at most "
        + MOST_MATCHES
        + ". Answers path:line: text. Binary files, very large files and directories that tools"
        + " make are left out.";
  }

  @Override
  public JsonObject inputSchema() {
    return Schema.object()
        .required("pattern", "string", "the text to find, within one line")
        .optional(
            "regex", "boolean", "true: pattern is a regular expression (RE2 syntax); default false")
        .optional("ignore_case", "boolean", "default false")
        .optional("path", "string", "directory or file to search; default: the work tree")
        .optional("suffix", "string", "only files whose name ends with this, for example .java")
        .build();
  }

  @Override
  public boolean readOnly() {
    return true;
  }

  @Override
  public ToolOutcome run(ToolInput input, BooleanSupplier stop) {
    var matches = new ArrayList<String>();
    var pattern = pattern(input);
    var path = WorkTreePath.of(root, input.text("path", "."));
    var suffix = input.text("suffix", "");
    var attributes = path.attributes();
    if (attributes.isPresent() && attributes.get().isDirectory()) {
      var files = new int[1];
      var walk =
          new Walk(
              root,
              () -> matches.size() > MOST_MATCHES || files[0] >= MOST_FILES || stop.getAsBoolean());
      walk.below(
          path.file(),
          DEEPEST,
          (name, file, found, entered) -> {
            if (searchable(found) && name.endsWith(suffix)) {
              files[0]++;
              searchIn(new WorkTreePath(file, name), pattern, matches);
            }
          });
    } else {
      searchIn(path.requireFile(), pattern, matches);
    }
    return new ToolOutcome.Done(shown(matches));
  }

  private static boolean searchable(BasicFileAttributes found) {
    return found.isRegularFile() && found.size() <= TextFile.LARGEST;
  }

  private static Pattern pattern(ToolInput input) {
    var text = input.text("pattern");
    if (text.isEmpty() || text.length() > LONGEST_PATTERN) {
      throw new RefusedException("the pattern must have 1 to " + LONGEST_PATTERN + " characters");
    }
    try {
      return Pattern.compile(
          input.flag("regex") ? text : Pattern.quote(text),
          input.flag("ignore_case") ? Pattern.CASE_INSENSITIVE : 0);
    } catch (PatternSyntaxException e) {
      throw new RefusedException(
          "the regular expression is not understood (RE2 has no lookaround and no back references):"
              + " "
              + e.getDescription());
    }
  }

  private static void searchIn(WorkTreePath path, Pattern pattern, List<String> matches) {
    var text = TextFile.read(path).map(TextFile::text).orElse("");
    var number = 0;
    for (var line : text.lines().toList()) {
      number++;
      if (matches.size() > MOST_MATCHES) {
        return;
      }
      if (pattern.matcher(line).find()) {
        var shown = line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "…" : line;
        matches.add(path.name() + ":" + number + ": " + shown);
      }
    }
  }

  private static String shown(List<String> matches) {
    if (matches.isEmpty()) {
      return "no match";
    }
    var text = String.join("\n", matches.subList(0, Math.min(matches.size(), MOST_MATCHES)));
    return matches.size() > MOST_MATCHES
        ? text + "\n[only the first " + MOST_MATCHES + " matches; search for something narrower]"
        : text;
  }
}
