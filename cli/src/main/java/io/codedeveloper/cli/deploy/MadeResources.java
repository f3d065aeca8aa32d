package io.codedeveloper.cli.deploy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.codedeveloper.cli.api.JsonView;
import io.codedeveloper.platform.UserErrorException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Everything that there is of an environment, as Terraform's state has it.
record MadeResources(List<Made> all) {
  private static final String APIS = "google_project_service.this";

  /// @param printed by `terraform show -json`
  static MadeResources read(String printed) {
    try {
      var state =
          JsonParser.parseString(printed) instanceof JsonObject json ? json : new JsonObject();
      return new MadeResources(
          new JsonView(state)
              .view("values").view("root_module").views("resources").stream()
                  .filter(one -> one.text("mode").filter("managed"::equals).isPresent())
                  .map(Made::of)
                  .toList());
    } catch (JsonParseException noJson) {
      throw new UserErrorException(
          "Terraform's state cannot be read; look yourself: terraform show", noJson);
    }
  }

  /// The declarations that are deleted with each part. What is kept, and what that stands on,
  /// stays.
  Map<Part, List<String>> blocks() {
    var keepsSomething = all.stream().anyMatch(Made::isKept);
    var parts = new EnumMap<Part, List<String>>(Part.class);
    for (var part : Part.values()) {
      var blocks =
          all.stream()
              .filter(one -> one.part() == part && !stays(one, keepsSomething))
              .map(Made::block)
              .distinct()
              .toList();
      if (!blocks.isEmpty()) {
        parts.put(part, blocks);
      }
    }
    return parts;
  }

  private boolean stays(Made one, boolean keepsSomething) {
    var ofKeptDatabase =
        one.block().startsWith("google_firestore_")
            && all.stream()
                .anyMatch(other -> other.isKept() && other.block().startsWith("google_firestore_"));
    return one.isKept() || ofKeptDatabase || (keepsSomething && one.block().equals(APIS));
  }

  /// The addresses of what is kept.
  List<String> kept() {
    return all.stream().filter(Made::isKept).map(Made::address).toList();
  }

  /// The first of these that is kept.
  Optional<String> keptAmong(List<String> addresses) {
    return kept().stream().filter(addresses::contains).findFirst();
  }
}
