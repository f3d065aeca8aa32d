package io.codedeveloper.functions;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/// Test data that may lie beside a clone, in `shared/corpus`; nothing needs it.
public final class Corpus {
  private Corpus() {}

  /// A file of the corpus; a test that asks for one that is not there is left out.
  public static JsonObject read(String file) throws IOException {
    var found = find(file);
    Assumptions.assumeTrue(found.isPresent(), "no corpus beside the repository");
    return JsonParser.parseString(Files.readString(found.orElseThrow())).getAsJsonObject();
  }

  private static Optional<Path> find(String name) {
    for (var above = Path.of("").toAbsolutePath(); above != null; above = above.getParent()) {
      var found = above.resolve("shared/corpus").resolve(name);
      if (Files.exists(found)) {
        return Optional.of(found);
      }
    }
    return Optional.empty();
  }

  /// A text as it is, or as parts that are repeated; empty for null.
  public static Optional<String> text(JsonElement element) {
    if (element.isJsonNull()) {
      return Optional.empty();
    }
    if (element.isJsonPrimitive()) {
      return Optional.of(element.getAsString());
    }
    var text = new StringBuilder();
    for (var part : element.getAsJsonObject().getAsJsonArray("parts")) {
      var repeated = part.getAsJsonArray();
      text.append(repeated.get(0).getAsString().repeat(repeated.get(1).getAsInt()));
    }
    return Optional.of(text.toString());
  }
}
