package io.codedeveloper.cli.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class RefusedRequestsTest {
  @Test
  void functionsAreThoseOfTerraform() throws IOException {
    var declared = Files.readString(Path.of("..", "terraform", "functions.json"));
    assertThat(RefusedRequests.SERVICES)
        .isEqualTo(JsonParser.parseString(declared).getAsJsonObject().keySet());
  }
}
