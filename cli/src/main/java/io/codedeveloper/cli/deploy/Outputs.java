package io.codedeveloper.cli.deploy;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import io.codedeveloper.cli.api.JsonView;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What Terraform tells of what it made. What is sensitive counts as absent.
///
/// @param values by the names of the outputs
record Outputs(JsonView values) {
  private static final String BASE_URL = "base_url";
  private static final String GITHUB = "github";

  /// @param printed by `terraform output -json`; empty where it printed nothing
  static Outputs of(Optional<String> printed) {
    var values = new JsonObject();
    printed.map(Outputs::object).orElseGet(JsonObject::new).entrySet().stream()
        .filter(output -> isShown(output.getValue()))
        .forEach(output ->
            values.add(output.getKey(), output.getValue().getAsJsonObject().get("value")));
    return new Outputs(new JsonView(values));
  }

  private static JsonObject object(String json) {
    try {
      return JsonParser.parseString(json) instanceof JsonObject all ? all : new JsonObject();
    } catch (JsonParseException noJson) {
      return new JsonObject();
    }
  }

  private static boolean isShown(JsonElement output) {
    return output instanceof JsonObject known
        && known.has("value")
        && !new JsonPrimitive(true).equals(known.get("sensitive"));
  }

  /// Where the API is; empty where nothing was made.
  Optional<String> baseUrl() {
    return Optional.ofNullable(urls().get(BASE_URL));
  }

  /// Whether everybody may call the API, which then looks at tokens itself.
  boolean isPublic() {
    return !new JsonPrimitive(false).equals(values.json().get("public_api"));
  }

  /// Every URL, by its output's name; those of an object have its name before theirs.
  Map<String, String> urls() {
    var urls = new TreeMap<String, String>();
    values.json().entrySet().forEach(output -> add(urls, output.getKey(), output.getValue()));
    return urls;
  }

  /// What a workflow of GitHub needs to deploy: `github.provider` and `github.account`; empty where
  /// none may.
  Map<String, String> workflow() {
    var known = new TreeMap<String, String>();
    if (values.json().get(GITHUB) instanceof JsonObject repositories) {
      repositories.asMap().values().stream()
          .flatMap(one -> one.getAsJsonObject().entrySet().stream())
          .forEach(one -> known.put(GITHUB + "." + one.getKey(), one.getValue().getAsString()));
    }
    return known;
  }

  private static void add(Map<String, String> urls, String name, JsonElement value) {
    if (value instanceof JsonPrimitive text && text.getAsString().matches("https?://.*")) {
      urls.put(name, text.getAsString().replaceFirst("/+$", ""));
    } else if (value instanceof JsonObject several && !name.equals("projects")) {
      several.entrySet().forEach(one -> add(urls, name + "." + one.getKey(), one.getValue()));
    }
  }
}
