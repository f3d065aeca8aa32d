package io.codedeveloper.cli.ops;

import static io.codedeveloper.cli.ops.DataScene.FILES;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.cli.CommandRun;
import io.codedeveloper.cli.ExitCode;
import io.codedeveloper.cli.google.GoogleStandIn;
import io.codedeveloper.cli.google.StorageApi;
import io.codedeveloper.cli.person.Person;
import io.codedeveloper.cli.person.ScriptedPerson;
import io.codedeveloper.file.FilePath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How a file comes back, with the real `gcloud` and the functions as served.
final class FileRestoreIT {
  @TempDir Path home;
  private DataScene scene;
  private StorageApi storage;

  /// Before anything that a test that is skipped would have to close.
  @BeforeAll
  static void assumeGcloud() {
    GoogleStandIn.assumeGcloud();
  }

  @BeforeEach
  void serve() throws IOException {
    scene = DataScene.in(home);
    storage = scene.storage();
  }

  @AfterEach
  void close() {
    scene.close();
  }

  private CommandRun ops(Person person, String... words) throws IOException {
    return scene.ops(person, words);
  }

  @Test
  void deletedFileComesBackByItsLastVersionAndBytesThatAreNoTextDoNot() throws IOException {
    storage.version(FILES, "projects/p1/project_files/a.bin", 1_772_000_000_000_001L, "\uFFFD");
    storage.deleted("projects/p1/project_files/a.bin");

    var list = ops(Person.nobody(), "restore", "--file", "a.bin", "--project", "p1");
    assertThat(list.out())
        .contains("1 version of a.bin, which was deleted")
        .contains("next: project-manager ops restore --file a.bin --generation 1772000000000001");

    var run =
        ops(
            Person.nobody(),
            "restore",
            "--file",
            "a.bin",
            "--project",
            "p1",
            "--generation",
            "1772000000000001");
    assertThat(run.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(run.err()).contains("is not UTF-8 text");
  }

  @Test
  void earlierTextOfAFileComesBackAsAnEdit() throws IOException {
    var file = new FilePath("docs/a.txt");
    scene.daemon().served().inRepository(file, "spoilt".getBytes(UTF_8));
    var name = "projects/p1/project_files/docs/a.txt";
    storage.version(FILES, name, 1_772_000_000_000_001L, "good\n\n");
    storage.version(FILES, name, 1_772_100_000_000_002L, "spoilt");

    var list = ops(Person.nobody(), "restore", "--file", "docs/a.txt");
    assertThat(list.exitCode()).as(list.out() + list.err()).isEqualTo(ExitCode.DONE);
    assertThat(list.out())
        .contains("2 versions of docs/a.txt")
        .contains(
            "next: project-manager ops restore --file docs/a.txt --generation 1772000000000001");

    var run =
        ops(
            new ScriptedPerson().answers("docs/a.txt"),
            "restore",
            "--file",
            "docs/a.txt",
            "--generation",
            "1772000000000001",
            "--project",
            "p1");
    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(ExitCode.DONE);
    assertThat(scene.daemon().served().text(file)).isEqualTo("good\n\n");
  }

  @Test
  void editThatIsSavedWhileSomebodyThinksStays() throws IOException {
    var file = new FilePath("docs/a.txt");
    scene.daemon().served().inRepository(file, "spoilt".getBytes(UTF_8));
    var name = "projects/p1/project_files/docs/a.txt";
    storage.version(FILES, name, 1_772_000_000_000_001L, "good");
    var words = new String[] {"restore", "--project", "p1", "--file", "docs/a.txt", "--generation"};
    var person =
        new ScriptedPerson()
            .thinks(() -> scene.daemon().served().saved(file, "mended by hand"))
            .answers("docs/a.txt");

    var run = ops(person, with(words, "1772000000000001"));

    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(run.out()).contains("somebody saved docs/a.txt meanwhile");
    assertThat(scene.daemon().served().text(file)).isEqualTo("mended by hand");
  }

  @Test
  void nameOfAFileIsNoPattern() throws IOException {
    storage.version(FILES, "projects/p1/project_files/ai/page.md", 1_772_000_000_000_001L, "x");

    var list = ops(Person.nobody(), "restore", "--file", "a[i]/page.md", "--project", "p1");

    assertThat(list.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(list.out()).contains("has characters that gcloud takes for a pattern");
  }

  @Test
  void nameOfAFileIsQuoted() throws IOException {
    storage.version(FILES, "projects/p1/project_files/a b.md", 1_772_000_000_000_001L, "x");
    storage.deleted("projects/p1/project_files/a b.md");

    var list = ops(Person.nobody(), "restore", "--file", "a b.md", "--project", "p1");

    assertThat(list.out())
        .contains("project-manager ops restore --file 'a b.md' --generation 1772000000000001");
  }

  private static String[] with(String[] words, String last) {
    var all = Arrays.copyOf(words, words.length + 1);
    all[words.length] = last;
    return all;
  }
}
