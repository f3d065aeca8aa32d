package io.codedeveloper.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.codedeveloper.auth.Redactor;
import io.codedeveloper.auth.Secret;
import io.codedeveloper.file.FilePath;
import io.codedeveloper.platform.UserErrorException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/// Policies that hold for the whole corpus, where it lies beside the repository.
final class CorpusTest {
  private static JsonObject corpus(String file) throws IOException {
    var path = Path.of("..", "..", "shared", "corpus").resolve(file);
    Assumptions.assumeTrue(Files.exists(path), "no corpus beside the repository");
    return JsonParser.parseString(Files.readString(path)).getAsJsonObject();
  }

  @Test
  void everyPathIsJudgedAsExpected() throws IOException {
    for (var element : corpus("http/path_policy.json").getAsJsonArray("tests")) {
      var test = element.getAsJsonObject();
      var path = test.get("path").getAsString();
      assertThat(accepted(path)).as(path).isEqualTo(test.get("ok").getAsInt() == 1);
    }
  }

  private static boolean accepted(String path) {
    try {
      return new FilePath(path).value().equals(path);
    } catch (UserErrorException refused) {
      return false;
    }
  }

  @Test
  void noFormOfASecretGetsThrough() throws IOException {
    for (var element : corpus("secrets/masking_encodings.json").getAsJsonArray("tests")) {
      var test = element.getAsJsonObject();
      var redactor = new Redactor(List.of(Secret.of(decoded(test, "secret_b64"))));
      for (var form : test.getAsJsonArray("forms")) {
        var shown = form.getAsJsonObject();
        if (shown.get("must").getAsBoolean()) {
          var text = decoded(shown, "text_b64");
          assertThat(redactor.redact(text))
              .as(shown.get("form").getAsString())
              .contains(Redactor.MASK);
        }
      }
    }
  }

  private static String decoded(JsonObject object, String name) {
    return new String(
        Base64.getDecoder().decode(object.get(name).getAsString()), StandardCharsets.UTF_8);
  }
}
