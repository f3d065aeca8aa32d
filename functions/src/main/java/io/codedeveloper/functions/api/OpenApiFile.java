package io.codedeveloper.functions.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// The description of the API, read from `openapi.yaml` beside the functions.
public final class OpenApiFile {
  private static final String NAME = "/io/codedeveloper/functions/openapi.yaml";

  private OpenApiFile() {}

  /// The whole description: maps, lists, texts, numbers, true and false.
  public static Map<String, Object> read() {
    try (var file =
        Objects.requireNonNull(OpenApiFile.class.getResourceAsStream(NAME), "no " + NAME)) {
      var text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      return texts(new Load(LoadSettings.builder().build()).loadFromString(text));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Map<String, Object> texts(Object document) {
    var copy = new LinkedHashMap<String, Object>();
    ((Map<?, ?>) document).forEach((name, value) -> copy.put((String) name, value));
    return copy;
  }
}
