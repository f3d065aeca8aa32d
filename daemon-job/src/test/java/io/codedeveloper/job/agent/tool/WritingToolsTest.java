package io.codedeveloper.job.agent.tool;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import io.codedeveloper.job.agent.ScriptedSandbox;
import io.codedeveloper.testing.FaultRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WritingToolsTest {
  @TempDir Path outer;
  private Path root;
  private Toolbox toolbox;

  @BeforeEach
  void make() throws IOException {
    root = Files.createDirectory(outer.resolve("tree"));
    var settings =
        new ToolSettings(
            ScriptedSandbox.printing(""),
            Map.of(),
            List.of(),
            List.of(),
            ProtectedPaths.standard("docs/ROADMAP.md"));
    toolbox = Toolbox.standard(root, settings, false);
  }

  private ToolOutcome call(String tool, String input) {
    return toolbox.call(tool, JsonParser.parseString(input.replace('\'', '"')), () -> false);
  }

  private String done(String tool, String input) {
    var outcome = call(tool, input);
    assertThat(outcome).isInstanceOf(ToolOutcome.Done.class);
    return ((ToolOutcome.Done) outcome).text();
  }

  private String refused(String tool, String input) {
    var outcome = call(tool, input);
    assertThat(outcome).isInstanceOf(ToolOutcome.Refused.class);
    return ((ToolOutcome.Refused) outcome).why();
  }

  private Path file(String name, String content) throws IOException {
    var file = root.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }

  @Test
  void anEditReplacesTheOnlyMatch() throws IOException {
    var file = file("a.txt", "\uFEFFone\ntwo\nthree");

    assertThat(done("edit_file", "{'path':'a.txt','old_text':'two','new_text':'2\\n2'}"))
        .isEqualTo("edited a.txt at line 2");
    assertThat(Files.readString(file)).isEqualTo("\uFEFFone\n2\n2\nthree");
  }

  @Test
  @FaultRow("G13")
  void windowsLinesStayWindowsLines() throws IOException {
    var file = file("a.txt", "one\r\ntwo\r\nthree\r\n");

    done("edit_file", "{'path':'a.txt','old_text':'one\\ntwo','new_text':'1\\n2'}");
    assertThat(Files.readString(file)).isEqualTo("1\r\n2\r\nthree\r\n");
    done("write_file", "{'path':'a.txt','content':'a\\nb\\n'}");
    assertThat(Files.readString(file)).isEqualTo("a\r\nb\r\n");
  }

  @Test
  @FaultRow("G13")
  void mixedLinesAreNotTouched() throws IOException {
    var file = file("a.txt", "one\r\ntwo\nthree\r\n");

    done("edit_file", "{'path':'a.txt','old_text':'two\\n','new_text':'2\\n'}");
    assertThat(Files.readString(file)).isEqualTo("one\r\n2\nthree\r\n");
  }

  @Test
  void theModeOfAFileIsKept() throws IOException {
    var file = file("run.sh", "echo 1\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-x--x"));

    done("edit_file", "{'path':'run.sh','old_text':'1','new_text':'2'}");
    done("write_file", "{'path':'run.sh','content':'echo 3\\n'}");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rwxr-x--x");
    assertThat(root.toFile().list()).containsExactly("run.sh");
  }

  @Test
  void moreThanOneMatchIsRefusedWithTheLines() throws IOException {
    file("a.txt", "x = 1\ny\nx = 1\n");

    assertThat(refused("edit_file", "{'path':'a.txt','old_text':'x = 1','new_text':'z'}"))
        .contains("2 times")
        .contains("lines 1, 3");
    assertThat(refused("edit_file", "{'path':'a.txt','old_text':'\\n','new_text':'z'}"))
        .contains("3 times");
  }

  @Test
  void overlappingMatchesAreNotUnique() throws IOException {
    file("a.txt", "aaa");

    assertThat(refused("edit_file", "{'path':'a.txt','old_text':'aa','new_text':'b'}"))
        .contains("2 times");
  }

  @Test
  void aNearMissIsPointedOut() throws IOException {
    file("a.txt", "top\n  if (x) {\n\treturn;\n  }\n");

    assertThat(
            refused(
                "edit_file",
                "{'path':'a.txt','old_text':'if (x) {\\n  return;\\n}','new_text':'z'}"))
        .contains("differs only in white space begins at line 2");
    assertThat(refused("edit_file", "{'path':'a.txt','old_text':'elsewhere','new_text':'z'}"))
        .contains("read the file again");
  }

  @Test
  void editsWithoutSenseAreRefused() throws IOException {
    file("a.txt", "x");
    Files.write(root.resolve("bin"), new byte[] {0});

    assertThat(refused("edit_file", "{'path':'a.txt','old_text':'','new_text':'z'}"))
        .contains("old_text is empty");
    assertThat(refused("edit_file", "{'path':'a.txt','old_text':'x','new_text':'x'}"))
        .contains("the same");
    assertThat(refused("edit_file", "{'path':'bin','old_text':'x','new_text':'y'}"))
        .contains("binary");
    assertThat(refused("edit_file", "{'path':'absent','old_text':'x','new_text':'y'}"))
        .contains("no file \"absent\"");
    assertThat(refused("edit_file", "{'path':'a.txt','old_text':'x','new_text':'\\u0000'}"))
        .contains("zero byte");
  }

  @Test
  void aNewFileIsMadeWithItsDirectories() {
    assertThat(done("write_file", "{'path':'src/new/A.java','content':'class A {}\\n'}"))
        .isEqualTo("created src/new/A.java");
    assertThat(root.resolve("src/new/A.java")).hasContent("class A {}");
    assertThat(done("write_file", "{'path':'src/new/A.java','content':''}"))
        .isEqualTo("replaced src/new/A.java");
    assertThat(root.resolve("src/new/A.java")).isEmptyFile();
  }

  @Test
  void binaryAndHugeContentIsNotWritten() throws IOException {
    Files.write(root.resolve("bin"), new byte[] {0});

    assertThat(refused("write_file", "{'path':'bin','content':'x'}"))
        .contains("binary and is not replaced");
    assertThat(refused("write_file", "{'path':'a','content':'\\u0000'}")).contains("zero byte");
    assertThat(
            refused(
                "write_file", "{'path':'a','content':'" + "x".repeat(WriteFile.LARGEST + 1) + "'}"))
        .contains("longer than");
    assertThat(refused("write_file", "{'path':'.','content':'x'}"))
        .contains("the work tree itself");
    assertThat(root.resolve("a")).doesNotExist();
  }

  @Test
  void aFileInTheWayOfADirectoryIsReported() throws IOException {
    file("a", "x");

    assertThat(refused("write_file", "{'path':'a/b','content':'x'}"))
        .contains("could not reach the file");
    assertThat(refused("read_file", "{'path':'a/b'}")).contains("no file");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "docs/ROADMAP.md",
        "docs/roadmap.md",
        "code-developer.yml",
        ".github/workflows/ci.yml",
        ".GitHub/Workflows/x/y.yml",
        "./docs//ROADMAP.md",
        ".github/workflows"
      })
  void protectedPathsAreReadButNotWritten(String path) {
    assertThat(refused("write_file", "{'path':'" + path + "','content':'x'}"))
        .contains("is protected")
        .contains("only people change it");
    assertThat(refused("edit_file", "{'path':'" + path + "','old_text':'a','new_text':'b'}"))
        .contains("is protected");
  }

  @Test
  void whatOnlyLooksProtectedIsNot() {
    done("write_file", "{'path':'.github/workflows.md','content':'x'}");
    done("write_file", "{'path':'ROADMAP.md','content':'x'}");
  }
}
