package io.codedeveloper.cli.up;

import io.codedeveloper.cli.terminal.Console;
import io.codedeveloper.cli.terminal.Line;
import io.codedeveloper.cli.terminal.Style;
import io.codedeveloper.daemon.Project;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;

/// What a host says when it is ready.
///
/// @param directory of the data, absolute
/// @param only whether there is no other project in it
record Readiness(String url, int port, Project project, Path directory, boolean only) {
  void show(Console console) {
    var settings = project.settings();
    console.line(Line.of(Style.GREEN, "ready").and("  " + url + "  (Ctrl-C ends it)"));
    fact(console, "project", project.id().value());
    fact(console, "repository", settings.repository() + ", branch " + settings.baseBranch());
    fact(console, "data", directory.toString());
    fact(console, "ticks", "every " + settings.schedule());
    console.blank();
    console.line("In another terminal:");
    next().forEach(command -> console.line(Line.of(Style.CYAN, "  " + command)));
  }

  private static void fact(Console console, String name, String value) {
    console.line(Line.of(Style.DIM, "  %-12s".formatted(name)).and(value));
  }

  void json(Console console) {
    var words = new LinkedHashMap<String, Object>();
    words.put("url", url);
    words.put("port", port);
    words.put("project", project.id().value());
    words.put("repository", project.settings().repository());
    words.put("data", directory.toString());
    words.put("tick", project.settings().schedule());
    words.put("process", ProcessHandle.current().pid());
    words.put("next", next());
    console.json(words);
  }

  /// What to type next, to be copied as it is.
  List<String> next() {
    var project = only ? "" : " --project " + project().id();
    return List.of(
        "project-manager cloud config set url " + url,
        "project-manager cloud token --save --data " + quoted(directory.toString()),
        "project-manager cloud start" + project,
        "project-manager cloud status" + project);
  }

  private static String quoted(String path) {
    return path.matches("[A-Za-z0-9_./-]+") ? path : "'" + path.replace("'", "'\\''") + "'";
  }
}
