package io.codedeveloper.job.agent.tool;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/// Shows what lies in a directory.
final class ListFiles implements Tool {
  private static final int MOST = 500;
  private static final int DEEPEST = 8;

  private final Path root;

  ListFiles(Path root) {
    this.root = root;
  }

  @Override
  public String name() {
    return "list_files";
  }

  @Override
  public String description() {
    return "Lists a directory of the work tree with the sizes of files, at most "
        + MOST
        + " entries. Directories that tools make (target, node_modules, …) are named but not"
        + " entered.";
  }

  @Override
  public JsonObject inputSchema() {
    return Schema.object()
        .optional("path", "string", "directory, relative to the work tree; default: the work tree")
        .optional("depth", "integer", "levels to show, 1 to " + DEEPEST + "; default 2")
        .build();
  }

  @Override
  public boolean readOnly() {
    return true;
  }

  @Override
  public ToolOutcome run(ToolInput input, BooleanSupplier stop) {
    var path = WorkTreePath.of(root, input.text("path", "."));
    var found = path.attributes();
    if (found.isEmpty() || !found.get().isDirectory()) {
      throw new RefusedException("there is no directory \"" + path.display() + "\"");
    }
    var lines = new ArrayList<String>();
    var walk = new Walk(root, () -> lines.size() > MOST || stop.getAsBoolean());
    walk.below(
        path.file(),
        input.number("depth", 2, 1, DEEPEST),
        (name, file, attributes, entered) -> {
          if (attributes.isDirectory()) {
            lines.add(name + (walk.isSkipped(file) ? "/ (not listed)" : "/"));
          } else if (attributes.isSymbolicLink()) {
            lines.add(name + " (symbolic link, not followed)");
          } else if (attributes.isRegularFile()) {
            lines.add(name + " (" + attributes.size() + " bytes)");
          } else {
            lines.add(name + " (special file, never opened)");
          }
        });
    return new ToolOutcome.Done(lines.isEmpty() ? "(empty)" : shown(lines));
  }

  private static String shown(List<String> lines) {
    var text = String.join("\n", lines.subList(0, Math.min(lines.size(), MOST)));
    return lines.size() > MOST
        ? text + "\n[only the first " + MOST + " entries; list a directory below, or search]"
        : text;
  }
}
