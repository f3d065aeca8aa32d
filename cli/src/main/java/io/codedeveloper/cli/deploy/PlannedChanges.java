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
import java.util.TreeMap;

/// What `terraform plan -json` prints, an event a line.
///
/// @param states by address
/// @param problems what it could not do
record PlannedChanges(Map<String, State> states, List<String> problems) {
  static PlannedChanges read(String printed) {
    var plan = new PlannedChanges(new TreeMap<>(), new ArrayList<>());
    printed.lines().map(PlannedChanges::event).flatMap(Optional::stream).forEach(plan::add);
    return plan;
  }

  List<Resource> resources() {
    return states.entrySet().stream()
        .map(one -> new Resource(one.getKey(), one.getValue()))
        .toList();
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
      case "refresh_start" -> states.putIfAbsent(address(event.view("hook")), State.THERE);
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
