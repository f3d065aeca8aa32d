package io.codedeveloper.cli.deploy;

import io.codedeveloper.cli.deploy.Resource.State;
import io.codedeveloper.cli.terminal.Console;
import io.codedeveloper.cli.terminal.Line;
import io.codedeveloper.cli.terminal.Style;
import io.codedeveloper.cli.terminal.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Shows resources to people and programs.
record ResourceView(List<Resource> resources) {
  private static final int NAMED = 10;

  /// The addresses of what is missing.
  List<String> missing() {
    return addresses(State.MISSING);
  }

  boolean areAllAsDeclared() {
    return addresses(State.THERE).size() == resources.size();
  }

  private List<String> addresses(State state) {
    return resources.stream().filter(one -> one.state() == state).map(Resource::address).toList();
  }

  Map<String, Object> json() {
    var words = new LinkedHashMap<String, Object>();
    words.put(
        "resources",
        resources.stream()
            .map(one -> Map.of("address", one.address(), "state", one.state().words()))
            .toList());
    words.put("missing", missing());
    return words;
  }

  void print(Console console, String environment) {
    var table = new Table("STATE", "RESOURCE");
    resources.forEach(
        one -> table.row(Line.of(style(one.state()), one.state().words()), Line.of(one.address())));
    table.printTo(console);
    console.line(
        "%d of %d are there as declared; %d differ, %d are left over, %d are missing"
            .formatted(
                addresses(State.THERE).size(),
                resources.size() - addresses(State.LEFT_OVER).size(),
                addresses(State.DIFFERS).size(),
                addresses(State.LEFT_OVER).size(),
                missing().size()));
    if (!missing().isEmpty()) {
      console.problem(
          "missing: %s; make it: project-manager cloud setup --env %s"
              .formatted(shortened(missing()), environment));
    } else if (!areAllAsDeclared()) {
      console.line("make it as declared: project-manager cloud deploy --env " + environment);
    }
  }

  /// The table above has them all.
  private static String shortened(List<String> addresses) {
    var shown = String.join(", ", addresses.subList(0, Math.min(NAMED, addresses.size())));
    return addresses.size() > NAMED
        ? "%s, and %d more".formatted(shown, addresses.size() - NAMED)
        : shown;
  }

  private static Style style(State state) {
    return switch (state) {
      case THERE -> Style.GREEN;
      case DIFFERS, LEFT_OVER -> Style.YELLOW;
      case MISSING -> Style.RED;
    };
  }
}
