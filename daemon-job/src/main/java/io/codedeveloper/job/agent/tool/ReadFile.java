package io.codedeveloper.job.agent.tool;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;

/// Shows a file with line numbers.
final class ReadFile implements Tool {
  private static final int MOST_LINES = 2_000;
  private static final int LONGEST_LINE = 2_000;
  private static final int MOST_CHARACTERS = Output.LONGEST - 1_000;

  private final Path root;

  ReadFile(Path root) {
    this.root = root;
  }

  @Override
  public String name() {
    return "read_file";
  }

  @Override
  public String description() {
    return "Reads a text file. Each line of the answer is its number, a tab and the line. At most "
        + MOST_LINES
        + " lines at once; ask for a further range where the file is longer.";
  }

  @Override
  public JsonObject inputSchema() {
    return Schema.object()
        .required("path", "string", "file, relative to the work tree")
        .optional("start_line", "integer", "first line, from 1; default 1")
        .optional("line_count", "integer", "number of lines; default and most " + MOST_LINES)
        .build();
  }

  @Override
  public boolean readOnly() {
    return true;
  }

  @Override
  public ToolOutcome run(ToolInput input, BooleanSupplier stop) {
    var path = WorkTreePath.of(root, input.text("path")).requireFile();
    var file = TextFile.read(path);
    if (file.isEmpty()) {
      return new ToolOutcome.Done(path.name() + " is binary; its content is not shown");
    }
    var lines = file.get().text().lines().toList();
    if (lines.isEmpty()) {
      return new ToolOutcome.Done(path.name() + " is empty");
    }
    var start = input.number("start_line", 1, 1, Integer.MAX_VALUE);
    if (start > lines.size()) {
      throw new RefusedException(path.name() + " has only " + lines.size() + " lines");
    }
    return new ToolOutcome.Done(
        range(lines, start, input.number("line_count", MOST_LINES, 1, MOST_LINES)));
  }

  private static String range(List<String> lines, int start, int count) {
    var text = new StringBuilder();
    var number = start;
    var last = Math.min(lines.size(), start - 1 + count);
    for (; number <= last && text.length() < MOST_CHARACTERS; number++) {
      var line = lines.get(number - 1);
      var room = Math.min(LONGEST_LINE, MOST_CHARACTERS - text.length());
      text.append(number).append('\t');
      text.append(line.length() > room ? line.substring(0, room) + " [line cut]" : line)
          .append('\n');
    }
    if (number <= lines.size()) {
      text.append("[lines ")
          .append(number)
          .append(" to ")
          .append(lines.size())
          .append(" not shown]\n");
    }
    return text.toString();
  }
}
