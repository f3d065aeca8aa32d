package io.codedeveloper.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import io.codedeveloper.auth.Secret;
import io.codedeveloper.platform.LogStore;
import io.codedeveloper.platform.SecretSource;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.platform.memory.InMemoryPlatform;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PrintedLogsTest {
  private final InMemoryPlatform world = new InMemoryPlatform();
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final LogStore logs =
      new PrintedLogs(
          new PrintStream(printed, true, StandardCharsets.UTF_8), world.platform().logs());

  private String printed() {
    return printed.toString(StandardCharsets.UTF_8);
  }

  @Test
  void entryOfManyLinesIsOneLineOfJson() {
    logs.append(
        new LogStore.Entry(
            world.clock.instant(),
            LogStore.Severity.ERROR,
            "demo",
            Optional.of("i1"),
            "first\n\"second\" \u2028 third"));

    assertThat(printed().lines()).hasSize(1);
    var line = JsonParser.parseString(printed()).getAsJsonObject();
    assertThat(line.get("severity").getAsString()).isEqualTo("ERROR");
    assertThat(line.get("message").getAsString()).isEqualTo("first\n\"second\" \u2028 third");
    assertThat(line.get("time").getAsString()).isEqualTo(world.clock.instant().toString());
    var labels = line.getAsJsonObject("logging.googleapis.com/labels");
    assertThat(labels.get("project").getAsString()).isEqualTo("demo");
    assertThat(labels.get("iteration").getAsString()).isEqualTo("i1");
  }

  @Test
  void faultIsToldWithoutSecretsAndWithoutThoseThatCannotBeRead() {
    SecretSource secrets =
        name ->
            switch (name) {
              case API_AUTH_SECRET -> Optional.of(Secret.of("a key that nobody shall see"));
              case GITHUB_TOKEN, ANTHROPIC_API_KEY -> throw new TransientException("away");
            };
    new LoggedFaults(logs, world.clock, secrets)
        .unavailable(new TransientException("refused: a key that nobody shall see"));

    assertThat(printed()).contains("refused: ***").doesNotContain("nobody");
  }
}
