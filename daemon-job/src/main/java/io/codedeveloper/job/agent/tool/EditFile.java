package io.codedeveloper.job.agent.tool;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/// Replaces one exact piece of a file; anything but exactly one match is refused.
final class EditFile implements Tool {
  private static final int MOST_LINES_NAMED = 20;

  private final Path root;
  private final ProtectedPaths protectedPaths;

  EditFile(Path root, ProtectedPaths protectedPaths) {
    this.root = root;
    this.protectedPaths = protectedPaths;
  }

  @Override
  public String name() {
    return "edit_file";
  }

  @Override
  public String description() {
    return "Replaces old_text, which must stand exactly once in the file, by new_text. Copy"
        + " old_text from read_file without the line numbers, white space included; take"
        + " more lines around it where it is not unique.";
  }

  @Override
  public JsonObject inputSchema() {
    return Schema.object()
        .required("path", "string", "file, relative to the work tree")
        .required("old_text", "string", "what stands there now")
        .required("new_text", "string", "what shall stand there instead; empty deletes")
        .build();
  }

  @Override
  public boolean readOnly() {
    return false;
  }

  @Override
  public ToolOutcome run(ToolInput input, BooleanSupplier stop) {
    var path = Writable.path(root, input.text("path"), protectedPaths).requireFile();
    var file =
        TextFile.read(path)
            .orElseThrow(() ->
                new RefusedException("\"" + path.name() + "\" is binary and cannot be edited"));
    var old = file.withLinesOf(input.text("old_text"));
    var fresh = file.withLinesOf(input.text("new_text"));
    if (old.isEmpty()) {
      throw new RefusedException("old_text is empty; use write_file for a new file");
    }
    if (old.equals(fresh)) {
      throw new RefusedException("old_text and new_text are the same");
    }
    var at = onlyMatch(path, file, old);
    Writable.requireText(fresh);
    new TextFile(file.text().substring(0, at) + fresh + file.text().substring(at + old.length()))
        .write(path);
    return new ToolOutcome.Done("edited " + path.name() + " at line " + file.lineAt(at));
  }

  private static int onlyMatch(WorkTreePath path, TextFile file, String old) {
    var found = matches(file.text(), old);
    if (found.size() == 1) {
      return found.getFirst();
    }
    if (found.isEmpty()) {
      throw new RefusedException(
          "old_text does not stand in "
              + path.name()
              + nearMiss(file, old)
                  .map(
                      line -> "; something that differs only in white space begins at line " + line)
                  .orElse("; read the file again"));
    }
    var lines =
        found.stream()
            .limit(MOST_LINES_NAMED)
            .map(at -> String.valueOf(file.lineAt(at)))
            .collect(Collectors.joining(", "));
    throw new RefusedException(
        "old_text stands "
            + found.size()
            + " times in "
            + path.name()
            + ", at lines "
            + lines
            + "; take more lines around the one you mean");
  }

  private static List<Integer> matches(String text, String part) {
    var found = new ArrayList<Integer>();
    for (var at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
      found.add(at);
    }
    return found;
  }

  /// The line where the same words stand with other white space.
  private static Optional<Integer> nearMiss(TextFile file, String old) {
    var wanted = words(old.strip().lines().toList());
    var lines = words(file.text().lines().toList());
    for (var start = 0; start + wanted.size() <= lines.size(); start++) {
      if (lines.subList(start, start + wanted.size()).equals(wanted)) {
        return Optional.of(start + 1);
      }
    }
    return Optional.empty();
  }

  private static List<String> words(List<String> lines) {
    return lines.stream().map(line -> line.replaceAll("\\s", "")).toList();
  }
}
