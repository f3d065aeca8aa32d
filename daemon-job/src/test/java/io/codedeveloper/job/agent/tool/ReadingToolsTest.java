package io.codedeveloper.job.agent.tool;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import io.codedeveloper.job.agent.ScriptedSandbox;
import io.codedeveloper.testing.FaultRow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadingToolsTest {
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
  void aListIsSortedBoundedInDepthAndDoesNotEnterMadeDirectories() throws IOException {
    file("b.txt", "12345");
    file("src/main/java/Deep.java", "x");
    file("target/classes/X.class", "x");
    file("made-here/x", "x");
    file(".git/config", "x");
    file(".gitignore", "/made-here/\n*.class\n");
    Files.createSymbolicLink(root.resolve("link"), Path.of("/etc"));

    assertThat(done("list_files", "{}"))
        .isEqualTo(
            """
            .gitignore (20 bytes)
            b.txt (5 bytes)
            link (symbolic link, not followed)
            made-here/ (not listed)
            src/
            src/main/
            target/ (not listed)\
            """);
    assertThat(done("list_files", "{'path':'src','depth':9}"))
        .contains("src/main/java/Deep.java (1 bytes)");
    assertThat(done("list_files", "{'depth':-3}")).contains("src/").doesNotContain("src/main");
  }

  @Test
  void aLongListIsCutAndSaysSo() throws IOException {
    for (var number = 0; number < 600; number++) {
      file("f" + number, "");
    }

    assertThat(done("list_files", "{}").lines())
        .hasSize(501)
        .last()
        .asString()
        .contains("only the first 500");
  }

  @Test
  void anEmptyOrMissingDirectoryIsSaidToBe() {
    assertThat(done("list_files", "{}")).isEqualTo("(empty)");
    assertThat(refused("list_files", "{'path':'no/such'}")).contains("no directory \"no/such\"");
  }

  @Test
  void aPipeIsNamedAndNeverOpened() throws Exception {
    var made = new ProcessBuilder("mkfifo", root.resolve("pipe").toString()).start().waitFor();
    assertThat(made).isZero();

    assertThat(done("list_files", "{}")).isEqualTo("pipe (special file, never opened)");
    assertThat(refused("read_file", "{'path':'pipe'}")).contains("neither a file nor a directory");
    assertThat(refused("write_file", "{'path':'pipe','content':'x'}")).contains("neither");
    assertThat(done("search", "{'pattern':'x'}")).isEqualTo("no match");
  }

  @Test
  void linesAreNumberedAndRangesAreShown() throws IOException {
    file("a.txt", "one\r\ntwo\nthree\nfour");

    assertThat(done("read_file", "{'path':'a.txt'}"))
        .isEqualTo("1\tone\n2\ttwo\n3\tthree\n4\tfour\n");
    assertThat(done("read_file", "{'path':'./a.txt','start_line':2,'line_count':2}"))
        .isEqualTo("2\ttwo\n3\tthree\n[lines 4 to 4 not shown]\n");
    assertThat(refused("read_file", "{'path':'a.txt','start_line':5}")).contains("only 4 lines");
  }

  @Test
  @FaultRow("G13")
  void whatIsBinaryEmptyOrTooLargeIsSaidToBe() throws IOException {
    Files.write(root.resolve("zero"), new byte[] {'a', 0, 'b'});
    Files.write(root.resolve("latin1"), "caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));
    file("empty", "");
    file("large", "x".repeat((int) TextFile.LARGEST + 1));

    assertThat(done("read_file", "{'path':'zero'}")).contains("binary");
    assertThat(done("read_file", "{'path':'latin1'}")).contains("binary");
    assertThat(done("read_file", "{'path':'empty'}")).contains("empty");
    assertThat(refused("read_file", "{'path':'large'}")).contains("too many to open");
  }

  @Test
  void aLongFileAndALongLineAreCut() throws IOException {
    file("long", ("y".repeat(9_000) + "\n").repeat(60));

    var text = done("read_file", "{'path':'long'}");
    assertThat(text)
        .hasSizeLessThan(Output.LONGEST)
        .contains("[line cut]")
        .contains("to 60 not shown]");
  }

  @Test
  void aSearchFindsLinesByTextOrExpression() throws IOException {
    file("src/A.java", "class A {}\nint x = 1; // a.b\n");
    file("src/b.txt", "CLASS a+b\n");
    file("target/T.java", "class T\n");
    Files.write(root.resolve("bin"), new byte[] {'c', 'l', 'a', 's', 's', 0});

    assertThat(done("search", "{'pattern':'class'}")).isEqualTo("src/A.java:1: class A {}");
    assertThat(done("search", "{'pattern':'a+b'}")).isEqualTo("src/b.txt:1: CLASS a+b");
    assertThat(done("search", "{'pattern':'a.b','regex':true}"))
        .contains("A.java:2")
        .contains("b.txt:1");
    assertThat(done("search", "{'pattern':'class','ignore_case':true,'suffix':'.txt'}"))
        .isEqualTo("src/b.txt:1: CLASS a+b");
    assertThat(done("search", "{'pattern':'class','path':'src/A.java'}"))
        .isEqualTo("src/A.java:1: class A {}");
    assertThat(done("search", "{'pattern':'absent'}")).isEqualTo("no match");
    assertThat(refused("search", "{'pattern':'('  ,'regex':true}")).contains("not understood");
    assertThat(refused("search", "{'pattern':''}")).contains("1 to 1000");
    assertThat(refused("search", "{'pattern':'x','path':'absent'}")).contains("no file");
  }

  @Test
  void anExpressionThatExplodesElsewhereIsHarmlessHere() throws IOException {
    file("a", "a".repeat(100_000) + "\n");

    assertThat(done("search", "{'pattern':'(a*)*b','regex':true}")).isEqualTo("no match");
  }

  @Test
  void manyMatchesAreCut() throws IOException {
    file("a", "x\n".repeat(1_000));
    file("b", "y".repeat(1_000));

    assertThat(done("search", "{'pattern':'x'}").lines())
        .hasSize(201)
        .last()
        .asString()
        .contains("only the first 200");
    assertThat(done("search", "{'pattern':'yy'}")).endsWith("…").hasSizeLessThan(400);
  }
}
