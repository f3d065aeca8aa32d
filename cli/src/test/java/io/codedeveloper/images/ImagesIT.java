package io.codedeveloper.images;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.platform.contract.Eventually;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The images that a build with `-Dimages` makes, run with bubblewrap in the place of a container
/// engine: their files are all that a process sees.
@EnabledIfSystemProperty(named = "images", matches = ".*")
final class ImagesIT {
  private static final Path FUNCTIONS = Path.of("..", "functions", "target", "image");
  private static final Path JOB = Path.of("..", "daemon-job", "target", "image");
  private static final String JAR = "app/classpath/functions-0.1.0-SNAPSHOT.jar";

  /// What the JVM of the image is told as a rule, and what it is told for the function `health`.
  private static final String ALL = "@/app/jvm-arguments";

  private static final String HEALTH = "@/app/health-arguments";

  /// In seconds.
  private static final int LONGEST_END = 60;

  @TempDir Path folder;

  private OciImage functions() {
    return OciImage.unpack(FUNCTIONS.resolve("image.tar"), folder);
  }

  @Test
  void argumentsOfTheImageAreThoseForAllFunctions() {
    assertThat(functions().command()).endsWith(ALL);
  }

  @ParameterizedTest
  @ValueSource(strings = {ALL, HEALTH})
  void functionAnswersWithClassesOfTheArchive(String arguments) throws Exception {
    var seen = health(functions(), List.of("-Xlog:class+load"), arguments);
    assertThat(seen.body()).contains("healthy");
    assertThat(seen.printed())
        .contains("io.codedeveloper.functions.http.Pipeline source: shared objects file");
  }

  /// A base or a tool may bring another JVM than the one that made the archive.
  @ParameterizedTest
  @ValueSource(strings = {ALL, HEALTH})
  void archiveOfAnotherJvmIsLeftAlone(String arguments) throws Exception {
    var image = functions();
    for (var archive : List.of("app/functions.jsa", "app/health.jsa")) {
      giveToAnotherJvm(image.root().resolve(archive));
    }
    var seen = health(image, List.of("-Xlog:class+load"), arguments);
    assertThat(seen.body()).contains("healthy");
    assertThat(seen.printed())
        .contains("created by a different version or build of HotSpot")
        .doesNotContain("source: shared objects file");
  }

  /// A layer over the image, as a user makes one.
  @ParameterizedTest
  @ValueSource(strings = {ALL, HEALTH})
  void changedJarRunsItsOwnCode(String arguments) throws Exception {
    var image = functions();
    changeAnswer(image.root().resolve(JAR));
    assertThat(health(image, List.of(), arguments).body())
        .contains("renewed")
        .doesNotContain("healthy");
  }

  /// Jib gives every file one time: then it is the size that tells.
  @ParameterizedTest
  @ValueSource(strings = {ALL, HEALTH})
  void changedJarOfTheSameTimeRunsItsOwnCode(String arguments) throws Exception {
    var image = functions();
    var jar = image.root().resolve(JAR);
    var time = Files.getLastModifiedTime(jar);
    var size = Files.size(jar);
    changeAnswer(jar);
    Files.setLastModifiedTime(jar, FileTime.from(time.toInstant()));
    assertThat(Files.size(jar)).isNotEqualTo(size);
    assertThat(health(image, List.of(), arguments).body())
        .contains("renewed")
        .doesNotContain("healthy");
  }

  /// Of each library that a function is deployed with in its zip.
  @Test
  void classPathOfAllFunctionsHasGooglesClients() throws IOException {
    var classPath = Files.readString(functions().root().resolve("app/jvm-arguments"));
    assertThat(classPath)
        .contains("google-cloud-firestore-", "google-cloud-secretmanager-", "google-cloud-pubsub-")
        .contains("google-cloud-storage-", "google-cloud-scheduler-", "google-cloud-run-")
        .contains("google-cloud-tasks-", "google-cloud-logging-", "snakeyaml-engine-");
  }

  @Test
  void functionOfTheImageTellsAllThatIsWrongInOneEntryAndEndsWithOne() throws Exception {
    var process =
        start(
            functions(),
            List.of(),
            ALL,
            Map.of(
                "FUNCTION_TARGET",
                "io.codedeveloper.functions.Dispatcher",
                "PLATFORM",
                "google",
                "REQUESTS_PER_MINUTE",
                "many"));
    try {
      assertThat(process.waitFor(LONGEST_END, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as(log()).isEqualTo(1);
      assertThat(log().lines().filter(line -> line.startsWith("{\"severity\":\"ERROR\"")))
          .singleElement(InstanceOfAssertFactories.STRING)
          .contains("REQUESTS_PER_MINUTE is 'many'", "GCS_BUCKET is not set");
    } finally {
      process.destroyForcibly().onExit().join();
    }
  }

  /// Changes the name of the JVM that stands at the beginning of an archive.
  private static void giveToAnotherJvm(Path archive) throws IOException {
    var bytes = Files.readString(archive, StandardCharsets.ISO_8859_1);
    var name = "Server VM (";
    assertThat(bytes).contains(name);
    Files.writeString(
        archive,
        bytes.replaceFirst(Pattern.quote(name), "Sender VM ("),
        StandardCharsets.ISO_8859_1);
  }

  private static void changeAnswer(Path jar) throws IOException {
    try (var files = FileSystems.newFileSystem(jar)) {
      var type = files.getPath("io/codedeveloper/functions/api/HealthApi.class");
      var bytes = Files.readString(type, StandardCharsets.ISO_8859_1);
      assertThat(bytes).contains("healthy");
      Files.writeString(
          type, bytes.replace("\u0007healthy", "\u0007renewed"), StandardCharsets.ISO_8859_1);
      Files.writeString(files.getPath("note.txt"), "another jar");
    }
  }

  private record Seen(String body, String printed) {}

  /// Starts the function `health` of an image, asks it once, and ends it.
  ///
  /// @param arguments in the place of the image's own
  private Seen health(OciImage image, List<String> flags, String arguments) throws Exception {
    int port;
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    var process =
        start(
            image,
            flags,
            arguments,
            Map.of(
                "FUNCTION_TARGET",
                "io.codedeveloper.functions.Health",
                "PORT",
                String.valueOf(port)));
    try (var client = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health"));
      var answers = new ArrayList<String>();
      Eventually.until(
          "it answers", () -> !process.isAlive() || asked(client, request.build(), answers));
      assertThat(answers).as(log()).hasSize(1);
      return new Seen(answers.getFirst(), log());
    } finally {
      process.destroyForcibly().onExit().join();
    }
  }

  private Process start(
      OciImage image, List<String> flags, String arguments, Map<String, String> variables)
      throws IOException {
    var command = new ArrayList<>(image.command());
    command.set(command.size() - 1, arguments);
    command.addAll(command.indexOf("/opt/java/bin/java") + 1, flags);
    var builder = new ProcessBuilder(command);
    builder.environment().putAll(variables);
    return builder.redirectErrorStream(true).redirectOutput(file().toFile()).start();
  }

  private Path file() {
    return folder.resolve("log");
  }

  /// What the process printed.
  private String log() throws IOException {
    return Files.readString(file());
  }

  private static boolean asked(HttpClient client, HttpRequest request, List<String> answers) {
    try {
      return answers.add(client.send(request, BodyHandlers.ofString()).body());
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", stopped);
    }
  }

  @Test
  void jobOfTheImageSaysWhatItMisses() throws Exception {
    var image = OciImage.unpack(JOB.resolve("image.tar"), folder);
    var builder = new ProcessBuilder(image.command());
    builder.environment().clear();
    var process = builder.redirectErrorStream(true).start();
    process.getOutputStream().close();
    var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(LONGEST_END, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(printed).isEqualTo(1);
    assertThat(printed).isNotBlank().doesNotContain("Exception");
  }

  private List<OciImage> both() {
    return List.of(functions(), OciImage.unpack(JOB.resolve("image.tar"), folder.resolve("job")));
  }

  /// What a repository is built with comes in a layer over the job's image.
  @Test
  void noBuildToolIsInAnImage() throws IOException {
    for (var image : both()) {
      assertThat(Files.readString(image.root().resolve("opt/java/release")))
          .contains("java.base")
          .doesNotContain("jdk.compiler", "jdk.jartool", "jdk.jlink");
      try (var files = Files.walk(image.root())) {
        assertThat(files.filter(Files::isRegularFile).map(file -> file.getFileName().toString()))
            .contains("java")
            .doesNotContain("javac", "jar", "jlink", "mvn", "gradle", "gcc", "make", "git");
      }
    }
  }

  @Test
  void imagesHaveAUserAndLabels() {
    for (var image : both()) {
      assertThat(image.configuration().get("User").getAsString()).isEqualTo("65532:65532");
      assertThat(image.configuration().getAsJsonObject("Labels").keySet())
          .contains(
              "org.opencontainers.image.title",
              "org.opencontainers.image.version",
              "org.opencontainers.image.licenses",
              "org.opencontainers.image.base.name");
    }
  }

  @Test
  void jobIsBuiltTheSameTwice() throws IOException {
    assertThat(Files.readString(JOB.resolve("digest-again")))
        .isEqualTo(Files.readString(JOB.resolve("digest")));
  }
}
