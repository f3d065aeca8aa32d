package io.codedeveloper.roadmap;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// The roadmaps of other projects with what a careful reader finds in them; runs where they are
/// present.
class CorpusTest {
  private static final Path CORPUS = Path.of("..", "..", "..", "shared", "corpus", "roadmaps");

  @TestFactory
  Stream<DynamicTest> readsWhatACarefulReaderReads() throws IOException {
    if (!Files.isDirectory(CORPUS)) {
      return Stream.empty();
    }
    try (var files = Files.list(CORPUS)) {
      var markdown = files.filter(file -> file.toString().endsWith(".md")).sorted().toList();
      return markdown.stream()
          .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)));
    }
  }

  private static void check(Path file) throws IOException {
    var bytes = Files.readAllBytes(file);
    var roadmap = new RoadmapParser().parse(bytes, file.toString());
    var json = Path.of(file.toString().replaceFirst("\\.md$", ".expected.json"));
    var expected = JsonParser.parseString(Files.readString(json)).getAsJsonObject();

    assertThat(roadmap.bytes()).isEqualTo(bytes);
    if (!expected.get("items").isJsonNull()) {
      // Titles of checkboxes are abbreviated by hand in the expectations.
      var titled = !file.getFileName().toString().contains("checkbox");
      assertThat(roadmap.priorities().stream().map(one -> item(one, titled)))
          .containsExactlyElementsOf(
              expected.getAsJsonArray("items").asList().stream()
                  .map(one -> item(one.getAsJsonObject(), titled))
                  .toList());
    }
    checkNext(roadmap, expected.get("next"));
  }

  private static void checkNext(Roadmap roadmap, JsonElement expected) {
    var next = Roadmaps.next(roadmap);
    if (expected.isJsonNull()) {
      assertThat(next).isNotInstanceOf(NextPriority.Next.class);
    } else if (expected.getAsJsonObject().get("confidence").getAsString().equals("high")) {
      assertThat(next).isInstanceOf(NextPriority.Next.class);
      var priority = ((NextPriority.Next) next).priority();
      assertThat(priority.id().text() + " in line " + priority.line())
          .isEqualTo(
              expected.getAsJsonObject().get("id").getAsString()
                  + " in line "
                  + expected.getAsJsonObject().get("line").getAsInt());
    }
  }

  private static String item(Priority one, boolean titled) {
    return one.line()
        + " | "
        + one.id()
        + " | "
        + one.status().wire()
        + (titled ? " | " + one.title() : "");
  }

  private static String item(JsonObject one, boolean titled) {
    return one.get("line").getAsInt()
        + " | "
        + one.get("id").getAsString()
        + " | "
        + one.get("status").getAsString()
        + (titled ? " | " + one.get("title").getAsString() : "");
  }
}
