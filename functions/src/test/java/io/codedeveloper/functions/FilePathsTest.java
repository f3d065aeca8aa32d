package io.codedeveloper.functions;

import static io.codedeveloper.functions.ControlPlaneScenario.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.auth.Role;
import io.codedeveloper.file.FilePath;
import io.codedeveloper.file.Files;
import io.codedeveloper.file.RepositoryFile;
import io.codedeveloper.file.RepositoryMirror;
import io.codedeveloper.testing.FaultRow;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FilePathsTest {
  private static final String CONTENT = "{\"content\":\"x\"}";

  private final List<RepositoryFile> repository = new ArrayList<>();
  private final ControlPlaneScenario plane = new ControlPlaneScenario();
  private final Files files =
      new Files(plane.world.blobs, plane.world.clock, PROJECT, new FilePath("docs/ROADMAP.md"));

  @AfterEach
  void close() {
    plane.close();
  }

  @Test
  @FaultRow({"X11"})
  void roadmapIsReadAndEditedWithItsVersion() {
    files.mirror(new FilePath("docs/ROADMAP.md"), "# é\n".getBytes(StandardCharsets.UTF_8));
    var read = plane.get("/api/files/roadmap");
    assertThat(read.status()).isEqualTo(200);
    assertThat(read.text()).isEqualTo("# é\n");
    assertThat(read.getContentType()).contains("text/markdown; charset=utf-8");
    var version = Map.of("If-Match", read.header("ETag").orElseThrow());
    var written = plane.call("PUT", "/api/files/roadmap", "{\"content\":\"# new\"}", version);
    assertThat(written.status()).isEqualTo(200);
    assertThat(plane.call("PUT", "/api/files/roadmap", "{\"content\":\"x\"}", version).status())
        .isEqualTo(412);
    var again = plane.get("/api/files/docs/ROADMAP.md");
    assertThat(again.text()).isEqualTo("# new");
    assertThat(again.header("ETag")).isEqualTo(written.header("ETag"));
    assertThat(files.pendingEdits().getFirst().editor()).isEqualTo("ann");
  }

  @Test
  void editWithoutAVersionNamesTheOneThatItReplaced() {
    files.mirror(new FilePath("a.txt"), "of the repository".getBytes(StandardCharsets.UTF_8));
    var first = plane.get("/api/files/a.txt").header("ETag").orElseThrow();
    var replaced = replaced("/api/files/a.txt", "one");
    assertThat(replaced).isEqualTo(first);
    var second = plane.get("/api/files/a.txt").header("ETag").orElseThrow();
    assertThat(replaced("/api/files/a.txt", "two")).isEqualTo(second);
    assertThat(
            plane.world.blobs.list("projects/demo/replaced/a.txt/", 10, Optional.empty()).items())
        .hasSize(1);
    assertThat(plane.put("/api/files/new.txt", "{\"content\":\"\"}").text())
        .contains("\"replaced\":null");
  }

  private String replaced(String path, String content) {
    var data = plane.put(path, "{\"content\":\"" + content + "\"}").json().getAsJsonObject("data");
    return data.get("replaced").getAsString();
  }

  @Test
  void anyBytesAreKeptAsTheyAre() {
    var bytes = new byte[10_000_000];
    new Random(1).nextBytes(bytes);
    var headers =
        Map.of(
            "Authorization",
            List.of("Bearer " + plane.token(Role.OPERATOR)),
            "Content-Type",
            List.of("application/octet-stream"));
    var path = "/api/files/assets/logo.png";
    var written = plane.send(new TestRequest("PUT", path, bytes, headers, bytes.length));
    assertThat(written.status()).isEqualTo(200);
    assertThat(files.read(new FilePath("assets/logo.png")).orElseThrow().content())
        .isEqualTo(bytes);
    assertThat(plane.get(path).getContentType()).contains("application/octet-stream");
  }

  @Test
  void unchangedFileIsNotSentAgain() {
    plane.put("/api/files/a.txt", "{\"content\":\"x\"}");
    var tag = "W/" + plane.get("/api/files/a.txt").header("ETag").orElseThrow();
    var answer = plane.call("GET", "/api/files/a.txt", "", Map.of("If-None-Match", tag));
    assertThat(answer.status()).isEqualTo(304);
    assertThat(answer.text()).isEmpty();
  }

  @Test
  void missingFileIsNotFound() {
    var answer = plane.get("/api/files/none.txt");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.detail()).contains("none.txt", "no iteration has read the repository yet");
    assertThat(plane.get("/api/files/roadmap").detail())
        .contains("docs/ROADMAP.md", "once an iteration has read the repository");
    assertThat(
            plane
                .call("PUT", "/api/files/none.txt", "{\"content\":\"\"}", Map.of("If-Match", "*"))
                .detail())
        .contains("nothing");
  }

  @Test
  void whatTheRepositoryHasAndIsNotCopiedSaysWhy() {
    has("large.bin", 10_000_001, true);
    has("link", 4, false);
    assertThat(plane.get("/api/files/large.bin").detail())
        .contains("the repository has 'large.bin'", "larger than 10,000,000 bytes", "a PUT");
    assertThat(plane.get("/api/files/link").detail())
        .contains("a symbolic link", "by its own path")
        .doesNotContain("PUT");
    assertThat(plane.get("/api/files/none.txt").detail())
        .contains("the last iteration that looked saw none", "50,000 files", "merged with what");
  }

  @Test
  void roadmapThatNobodyMayReadHereSaysWhy() {
    has("docs/ROADMAP.md", 100, true);
    assertThat(plane.get("/api/files/roadmap").detail()).contains("looks like a secret");
    var start = plane.post("/api/daemon/start", "{\"priority\":\"US-1\"}");
    assertThat(start.status()).isEqualTo(400);
    assertThat(start.detail()).contains("US-1", "docs/ROADMAP.md", "looks like a secret");
  }

  private void has(String path, long size, boolean regular) {
    repository.add(new RepositoryFile(path, "0".repeat(40), size, regular));
    new RepositoryMirror(plane.world.blobs, PROJECT, files, new FilePath("docs/ROADMAP.md"))
        .update("c" + repository.size(), () -> repository, file -> Optional.empty(), () -> false);
  }

  @Test
  void conflictIsToldByTheNumberOfItsMarks() {
    plane.put("/api/files/notes.md", "{\"content\":\"mine\\n\"}");
    assertThat(plane.get("/api/files/notes.md").header("Conflict-Marks")).isEmpty();
    var both = "<<<<<<< ours\nmine\n======= theirs\ntheirs\n>>>>>>> theirs\n";
    var theirs = "theirs\n";
    files.putBoth(
        files.pendingEdits().getFirst(),
        both.getBytes(StandardCharsets.UTF_8),
        theirs.getBytes(StandardCharsets.UTF_8));
    assertThat(plane.get("/api/files/notes.md").header("Conflict-Marks")).contains("3");
  }

  @Test
  void newFileIsMadeOnlyWhereThereIsNone() {
    var onlyNew = Map.of("If-None-Match", "*");
    has("large.bin", 10_000_001, true);
    assertThat(plane.call("PUT", "/api/files/large.bin", CONTENT, onlyNew).status()).isEqualTo(412);
    assertThat(plane.call("PUT", "/api/files/new.txt", CONTENT, onlyNew).status()).isEqualTo(200);
    var again = plane.call("PUT", "/api/files/new.txt", CONTENT, onlyNew);
    assertThat(again.status()).isEqualTo(412);
    assertThat(again.detail()).contains("there is a file 'new.txt' already");
    var both = Map.of("If-None-Match", "*", "If-Match", "*");
    assertThat(plane.call("PUT", "/api/files/new.txt", CONTENT, both).status()).isEqualTo(400);
    var other = Map.of("If-None-Match", "\"e1\"");
    assertThat(plane.call("PUT", "/api/files/new.txt", CONTENT, other).status()).isEqualTo(400);
  }

  @Test
  void nameIsDecodedOnce() {
    plane.put("/api/files/caf%C3%A9/a+b%20c.md", "{\"content\":\"x\"}");
    assertThat(files.read(new FilePath("café/a+b c.md"))).isPresent();
  }

  @Test
  void binaryFileIsSentAsOne() {
    files.mirror(new FilePath("a.bin"), new byte[] {(byte) 0xff, 0});
    files.mirror(new FilePath("b.bin"), new byte[] {'a', 0});
    assertThat(plane.get("/api/files/a.bin").getContentType()).contains("application/octet-stream");
    assertThat(plane.get("/api/files/b.bin").getContentType()).contains("application/octet-stream");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/files/.git/config",
        "/api/files/%2e%2e/x",
        "/api/files/a%2F..%2F..%2Fx",
        "/api/files/a%00b",
        "/api/files/%252e%252e/x",
        "/api/files//etc/passwd"
      })
  void dangerousPathIsRefused(String path) {
    assertThat(plane.get(path).status()).isEqualTo(422);
    assertThat(plane.put(path, "{\"content\":\"x\"}").status()).isEqualTo(422);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/files/", "/api/files", "/api/files/%zz", "/api/files/%"})
  void pathThatNamesNoFileIsNotFound(String path) {
    assertThat(plane.get(path).status()).isIn(400, 404);
  }

  @Test
  void contentIsRequired() {
    assertThat(plane.put("/api/files/a", "{}").detail()).contains("'content' is missing");
  }
}
