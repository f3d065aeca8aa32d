package io.codedeveloper.functions.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import io.codedeveloper.functions.deployment.DeployedFunction.Client;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The zips that are deployed, opened and started.
final class DeploymentIT {
  private static final Path PAGE = Path.of("..", "docs", "reference", "deployment.md");

  /// What belongs to the job or to one machine, and what the buildpack would take for sources.
  private static final List<String> FOREIGN =
      List.of(
          "org/eclipse/jgit/",
          "com/anthropic/",
          "org/sqlite/",
          "kotlin/",
          "io/codedeveloper/job/",
          "io/codedeveloper/platform/local/",
          "com/google/cloud/functions/",
          "META-INF/maven/",
          "pom.xml");

  @TempDir Path folder;

  private Path jar(DeployedFunction function) throws IOException {
    var jar = folder.resolve(function + ".jar");
    try (var zip = new ZipFile(function.zip().toFile())) {
      Files.copy(zip.getInputStream(zip.getEntry(function + ".jar")), jar);
    }
    return jar;
  }

  @ParameterizedTest
  @EnumSource
  void zipHoldsOneJarAndNothingElse(DeployedFunction function) throws IOException {
    try (var zip = new ZipFile(function.zip().toFile())) {
      assertThat(zip.stream()).extracting(Object::toString).containsExactly(function + ".jar");
    }
  }

  @ParameterizedTest
  @EnumSource
  void jarHoldsTheFunctionAndTheClientsThatItNeeds(DeployedFunction function) throws IOException {
    try (var jar = new ZipFile(jar(function).toFile())) {
      assertThat(jar.getEntry(function.target().replace('.', '/') + ".class")).isNotNull();
      assertThat(Arrays.stream(Client.values()).filter(one -> jar.getEntry(one.entry()) != null))
          .containsExactlyInAnyOrderElementsOf(function.clients());
    }
  }

  @ParameterizedTest
  @EnumSource
  void jarHoldsNothingOfTheJobOrOfOneMachine(DeployedFunction function) throws IOException {
    try (var jar = new ZipFile(jar(function).toFile())) {
      assertThat(jar.stream().map(Object::toString))
          .noneMatch(name -> FOREIGN.stream().anyMatch(name::startsWith));
    }
  }

  @Test
  void everyZipBelongsToAFunction() throws IOException {
    try (var files = Files.list(Path.of("target", "deployment"))) {
      assertThat(files)
          .containsExactlyInAnyOrder(
              Arrays.stream(DeployedFunction.values())
                  .map(DeployedFunction::zip)
                  .toArray(Path[]::new));
    }
  }

  /// To a tenth: a changed version of a library need not change the page.
  @ParameterizedTest
  @EnumSource
  void sizeIsOnThePage(DeployedFunction function) throws IOException {
    var row = Pattern.compile("\\| `" + function + "` \\| `(.+)` \\| (.+) \\| ([0-9.]+) MB \\|");
    var stated = row.matcher(Files.readString(PAGE));
    assertThat(stated.find()).as("a row that begins like %s", row).isTrue();
    assertThat(stated.group(1)).isEqualTo(function.target());
    assertThat(stated.group(2)).isEqualTo(clients(function));
    var size = Files.size(function.zip()) / 1e6;
    assertThat(Double.parseDouble(stated.group(3))).isBetween(size * 0.9, size * 1.1);
  }

  private static String clients(DeployedFunction function) {
    var names = function.clients().stream().map(Client::toString).toList();
    return names.isEmpty() ? "none" : String.join(", ", names);
  }

  @Test
  void healthAnswersFromItsZip() throws Exception {
    var function = DeployedFunction.HEALTH;
    var variables = Map.of("ENVIRONMENT", "staging");
    try (var running = FunctionProcess.ofJar(jar(function), function.target(), variables)) {
      var answer = running.get("/health", List.of());
      assertThat(answer.statusCode()).as(running.log()).isEqualTo(200);
      assertThat(answer.body()).contains("healthy", "staging");
    }
  }

  @Test
  void descriptionAnswersFromItsZip() throws Exception {
    var function = DeployedFunction.DOCS;
    var variables = Map.of("ENVIRONMENT", "staging");
    try (var running = FunctionProcess.ofJar(jar(function), function.target(), variables)) {
      var answer = running.get("/openapi.json", List.of());
      assertThat(answer.statusCode()).as(running.log()).isEqualTo(200);
      assertThat(answer.body()).contains("/api/daemon/status");
    }
  }

  @Test
  void statusAnswersFromItsZip() throws Exception {
    var function = DeployedFunction.DAEMON_STATUS;
    try (var google = new StandIns();
        var running = FunctionProcess.ofJar(jar(function), function.target(), google.variables())) {
      var answer =
          running.get("/api/daemon/status", List.of("Authorization", "Bearer " + google.token()));
      assertThat(answer.statusCode()).as(running.log()).isEqualTo(200);
      assertThat(answer.body()).contains("\"status\":\"stopped\"", "\"project\":\"demo\"");
    }
  }

  /// The paths whose classes other zips lack: the description, and what only the log's client has.
  @Test
  void everyKindOfPathAnswersFromTheZipOfAll() throws Exception {
    var function = DeployedFunction.API;
    try (var google = new StandIns();
        var running = FunctionProcess.ofJar(jar(function), function.target(), google.variables())) {
      for (var path :
          List.of("/", "/health", "/openapi.json", "/docs", "/api/daemon/status", "/api/logs")) {
        var answer = running.get(path, List.of("Authorization", "Bearer " + google.token()));
        assertThat(answer.statusCode()).as(path + "\n" + running.log()).isEqualTo(200);
      }
    }
  }

  @Test
  void functionTellsAllThatIsWrongWithItsSettingsInOneEntryAndEndsWithOne() throws Exception {
    var function = DeployedFunction.DISPATCHER;
    var variables = Map.of("PLATFORM", "google", "REQUESTS_PER_MINUTE", "many");
    try (var ended = FunctionProcess.failing(jar(function), function.target(), variables)) {
      assertThat(ended.exitCode()).as(ended.log()).isEqualTo(1);
      var entry =
          ended
              .log()
              .lines()
              .filter(line -> line.startsWith("{\"severity\":\"ERROR\""))
              .map(JsonParser::parseString)
              .findFirst()
              .orElseThrow(() -> new AssertionError(ended.log()));
      assertThat(entry.getAsJsonObject().get("message").getAsString())
          .contains("REQUESTS_PER_MINUTE is 'many'")
          .contains("PUSH_AUDIENCE and PUSH_SERVICE_ACCOUNT are not set")
          .contains("GCP_PROJECT_ID is not set", "GCP_LOCATION is not set", "GCS_BUCKET is not set")
          .contains("CLOUD_TASKS_SERVICE_ACCOUNT is not set");
    }
  }

  /// One function of each jar.
  @ParameterizedTest
  @EnumSource(
      names = {
        "API",
        "API_HEALTH",
        "DAEMON_START",
        "DAEMON_STOP",
        "DISPATCHER",
        "FILES",
        "LOGS",
        "NOTIFICATIONS"
      })
  void functionStartsFromItsZip(DeployedFunction function) throws Exception {
    try (var google = new StandIns();
        var running = FunctionProcess.ofJar(jar(function), function.target(), google.variables())) {
      var answer = running.get("/none", List.of());
      assertThat(answer.statusCode()).as(running.log()).isLessThan(500);
    }
  }
}
