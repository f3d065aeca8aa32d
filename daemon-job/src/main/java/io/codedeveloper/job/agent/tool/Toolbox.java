package io.codedeveloper.job.agent.tool;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/// The tools that one piece of work has.
public final class Toolbox {
  private final List<Tool> tools;

  public Toolbox(List<Tool> tools) {
    this.tools = List.copyOf(tools);
  }

  /// The tools for a work tree.
  ///
  /// @param readOnly when true, only those that change nothing
  public static Toolbox standard(Path workTree, ToolSettings settings, boolean readOnly) {
    return new Toolbox(
        Stream.of(
                new ListFiles(workTree),
                new ReadFile(workTree),
                new Search(workTree),
                new EditFile(workTree, settings.protectedPaths()),
                new WriteFile(workTree, settings.protectedPaths()),
                new RunCommand(workTree, settings),
                new AskUser(),
                new Finish())
            .filter(tool -> !readOnly || tool.readOnly())
            .toList());
  }

  /// The definitions in the form of the Messages API.
  public JsonArray definitions() {
    var all = new JsonArray();
    for (var tool : tools) {
      var definition = new JsonObject();
      definition.addProperty("name", tool.name());
      definition.addProperty("description", tool.description());
      definition.add("input_schema", tool.inputSchema());
      all.add(definition);
    }
    return all;
  }

  /// Whether a call of this tool may change the work tree.
  public boolean mayChange(String name) {
    return tools.stream().anyMatch(tool -> tool.name().equals(name) && !tool.readOnly());
  }

  /// Does what a call asks for; every mistake of the call becomes a result that says how to do
  /// better.
  public ToolOutcome call(String name, JsonElement input, BooleanSupplier stop) {
    var tool = tools.stream().filter(each -> each.name().equals(name)).findFirst();
    if (tool.isEmpty()) {
      return new ToolOutcome.Malformed(
          "there is no tool \"" + name + "\"; there are: " + String.join(", ", names()));
    }
    var problems = SchemaCheck.problems(tool.get().inputSchema(), input);
    if (!problems.isEmpty()) {
      return new ToolOutcome.Malformed(
          "the arguments of " + name + " are wrong: " + String.join("; ", problems));
    }
    return run(tool.get(), new ToolInput(input.getAsJsonObject()), stop);
  }

  private static ToolOutcome run(Tool tool, ToolInput input, BooleanSupplier stop) {
    try {
      return tool.run(input, stop);
    } catch (RefusedException e) {
      return new ToolOutcome.Refused(e.why());
    } catch (UncheckedIOException e) {
      return new ToolOutcome.Refused(tool.name() + " could not reach the file: " + reason(e));
    }
  }

  private static String reason(UncheckedIOException unchecked) {
    var failure = Objects.requireNonNull(unchecked.getCause(), "an unchecked failure wraps one");
    var words =
        failure instanceof java.nio.file.FileSystemException named ? named.getReason() : null;
    return Optional.ofNullable(words).orElse(failure.getClass().getSimpleName());
  }

  private List<String> names() {
    return tools.stream().map(Tool::name).toList();
  }
}
