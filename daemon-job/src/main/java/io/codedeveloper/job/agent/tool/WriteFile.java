package io.codedeveloper.job.agent.tool;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/// Creates a text file, or replaces one as a whole.
final class WriteFile implements Tool {
  /// The longest content, in characters.
  static final int LARGEST = 1 << 20;

  private final Path root;
  private final ProtectedPaths protectedPaths;

  WriteFile(Path root, ProtectedPaths protectedPaths) {
    this.root = root;
    this.protectedPaths = protectedPaths;
  }

  @Override
  public String name() {
    return "write_file";
  }

  @Override
  public String description() {
    return "Writes a whole text file; directories above it are made. To change a part of a file use"
        + " edit_file.";
  }

  @Override
  public JsonObject inputSchema() {
    return Schema.object()
        .required("path", "string", "file, relative to the work tree")
        .required("content", "string", "the whole new content")
        .build();
  }

  @Override
  public boolean readOnly() {
    return false;
  }

  @Override
  public ToolOutcome run(ToolInput input, BooleanSupplier stop) {
    var path = Writable.path(root, input.text("path"), protectedPaths);
    var content = input.text("content");
    Writable.requireText(content);
    if (path.attributes().isEmpty()) {
      new TextFile(content).write(path);
      return new ToolOutcome.Done("created " + path.name());
    }
    var present =
        TextFile.read(path.requireFile())
            .orElseThrow(() ->
                new RefusedException("\"" + path.name() + "\" is binary and is not replaced"));
    new TextFile(present.withLinesOf(content)).write(path);
    return new ToolOutcome.Done("replaced " + path.name());
  }
}
