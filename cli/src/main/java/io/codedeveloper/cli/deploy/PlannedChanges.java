package io.codedeveloper.cli.deploy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.codedeveloper.cli.api.JsonView;
import io.codedeveloper.cli.deploy.Resource.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What `terraform plan -json` prints, an event a line.
///
/// @param states by address
/// @param problems what it could not do
/// @param silent addresses of what was asked for and is not answered yet
record PlannedChanges(Map<String, State> states, List<String> problems, Set<String> silent) {
  private static final int NAMED = 5;

  static PlannedChanges read(String printed) {
    var plan = new PlannedChanges(new TreeMap<>(), new ArrayList<>(), new TreeSet<>());
    printed.lines().map(PlannedChanges::event).flatMap(Optional::stream).forEach(plan::add);
    return plan;
  }

  List<Resource> resources() {
    return states.entrySet().stream()
        .map(one -> new Resource(one.getKey(), one.getValue()))
        .toList();
  }

  /// Why nothing can be said where Terraform did not come to its end.
  String unfinished() {
    var asked = states.size();
    var named = silent.stream().limit(NAMED).collect(Collectors.joining(", "));
    return silent.isEmpty()
        ? "Terraform did not end in time, with answers about %d resources; nothing can be said about what is missing; try again"
            .formatted(asked)
        : "Google Cloud did not answer in time about %d of %d resources (%s%s); nothing can be said about what is missing; try again"
            .formatted(silent.size(), asked, named, silent.size() > NAMED ? ", …" : "");
  }

  private static Optional<JsonView> event(String line) {
    try {
      return JsonParser.parseString(line) instanceof JsonObject event
          ? Optional.of(new JsonView(event))
          : Optional.empty();
    } catch (JsonParseException noEvent) {
      return Optional.empty();
    }
  }

  private void add(JsonView event) {
    switch (event.text("type").orElse("")) {
      case "refresh_start" -> {
        states.putIfAbsent(address(event.view("hook")), State.THERE);
        silent.add(address(event.view("hook")));
      }
      case "refresh_complete" -> silent.remove(address(event.view("hook")));
      case "planned_change" -> change(event.view("change"));
      case "diagnostic" -> diagnostic(event.view("diagnostic"));
      default -> {
        // How far it is.
      }
    }
  }

  private void change(JsonView change) {
    var state =
        switch (change.text("action").orElse("")) {
          case "create" -> Optional.of(State.MISSING);
          case "update", "replace" -> Optional.of(State.DIFFERS);
          case "delete" -> Optional.of(State.LEFT_OVER);
          default -> Optional.<State>empty();
        };
    state.ifPresent(known -> states.put(address(change), known));
  }

  private void diagnostic(JsonView diagnostic) {
    if (diagnostic.text("severity").filter("error"::equals).isPresent()) {
      problems.add(
          "%s (%s)"
              .formatted(
                  diagnostic.text("summary").orElse("error"),
                  diagnostic.text("detail").orElse("no more is told").replaceAll("\\s+", " ")));
    }
  }

  private static String address(JsonView about) {
    return about.view("resource").text("addr").orElse("unknown");
  }
}
