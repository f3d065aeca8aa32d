package io.codedeveloper.job.toolchain;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A `package.json` whose test script is more than npm's own placeholder.
final class NpmDetector implements Detector {
  private static final String QUIET = " --no-audit --no-fund --loglevel=error";

  @Override
  public Optional<Toolchain.Found> detect(Path tree) {
    return TreeFiles.text(tree, "package.json")
        .flatMap(NpmDetector::object)
        .filter(NpmDetector::hasTests)
        .map(description -> {
          String setup = setup(tree, description);
          // Test runners of this world watch for changes for ever unless told that nobody watches
          // them.
          return new Toolchain.Found(
              setup,
              "npm test",
              Map.of("CI", "true", "npm_config_update_notifier", "false"),
              !setup.isEmpty(),
              "detected from package.json");
        });
  }

  private static String setup(Path tree, JsonObject description) {
    if (TreeFiles.isFile(tree, "package-lock.json")
        || TreeFiles.isFile(tree, "npm-shrinkwrap.json")) {
      return "npm ci" + QUIET;
    }
    boolean needsSomething =
        isFilled(description.get("dependencies")) || isFilled(description.get("devDependencies"));
    return needsSomething ? "npm install --no-package-lock" + QUIET : "";
  }

  private static boolean hasTests(JsonObject description) {
    JsonElement scripts = description.get("scripts");
    if (scripts == null || !scripts.isJsonObject()) {
      return false;
    }
    JsonElement test = scripts.getAsJsonObject().get("test");
    return test != null
        && test.isJsonPrimitive()
        && !test.getAsString().isBlank()
        && !test.getAsString().contains("no test specified");
  }

  private static boolean isFilled(@Nullable JsonElement element) {
    return element != null && element.isJsonObject() && !element.getAsJsonObject().isEmpty();
  }

  private static Optional<JsonObject> object(String text) {
    try {
      JsonElement element = JsonParser.parseString(text);
      return element.isJsonObject() ? Optional.of(element.getAsJsonObject()) : Optional.empty();
    } catch (JsonParseException e) {
      return Optional.empty(); // npm will say so itself.
    }
  }
}
