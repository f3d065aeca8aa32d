package io.codedeveloper.job.agent.tool;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import io.codedeveloper.job.agent.ScriptedSandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ToolCallsTest {
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
  void toolsThatOnlyLookChangeNothing() {
    assertThat(List.of("edit_file", "write_file", "run_command")).allMatch(toolbox::mayChange);
    assertThat(List.of("list_files", "read_file", "search", "ask_user", "finish", "unknown"))
        .noneMatch(toolbox::mayChange);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/etc/passwd",
        "../secret",
        "a/../../secret",
        "~/x",
        "C:/x",
        "a\\\\b",
        ".git/config",
        "a/.GIT/hooks/x",
        ".git./x",
        ".git /x",
        "git~1/config",
        "link/passwd",
        "linked.txt",
        "a\\u200bb",
        "file:///etc/passwd"
      })
  void noPathLeavesTheWorkTreeOrReachesGit(String path) throws IOException {
    file("a/x", "x");
    Files.writeString(outer.resolve("secret"), "s");
    Files.createSymbolicLink(root.resolve("link"), Path.of("/etc"));
    Files.createSymbolicLink(root.resolve("linked.txt"), outer.resolve("secret"));

    refused("read_file", "{'path':'" + path + "'}");
    refused("write_file", "{'path':'" + path + "','content':'x'}");
    refused("search", "{'pattern':'x','path':'" + path + "'}");
    refused("list_files", "{'path':'" + path + "'}");
    assertThat(outer.resolve("secret")).hasContent("s");
  }

  @Test
  void anOverlongPathIsRefused() {
    assertThat(refused("read_file", "{'path':'" + "x/".repeat(600) + "'}")).contains("longer than");
  }

  @Test
  void aQuestionAndAFinishArePassedOn() {
    assertThat(call("ask_user", "{'question':' Which? ','choices':['a','b']}"))
        .isEqualTo(new ToolOutcome.Question("Which?", List.of("a", "b")));
    assertThat(call("finish", "{'summary':' Done. '}")).isEqualTo(new ToolOutcome.Finish("Done."));
    assertThat(refused("finish", "{'summary':' '}")).contains("empty");
    assertThat(refused("ask_user", "{'question':''}")).contains("1 to 4000");
    assertThat(
            refused(
                "ask_user",
                "{'question':'q','choices':['1','2','3','4','5','6','7','8','9','10','11']}"))
        .contains("at most 10");
  }

  @Test
  void wrongArgumentsNameTheField() {
    assertThat(call("read_file", "{}"))
        .isEqualTo(
            new ToolOutcome.Malformed("the arguments of read_file are wrong: path: is required"));
    assertThat(call("read_file", "[]")).asString().contains("must be an object, is array");
    assertThat(call("read_file", "{'path':null}"))
        .asString()
        .contains("path: must be of type string, is null");
    assertThat(call("read_file", "{'path':'a','x':1}")).asString().contains("x: is not known here");
    assertThat(call("search", "{'pattern':'a','regex':'yes'}"))
        .asString()
        .contains("regex: must be of type boolean, is string");
    assertThat(call("search", "{'pattern':{'a':1}}")).asString().contains("is object");
    assertThat(call("list_files", "{'depth':1.5}")).asString().contains("is number");
    assertThat(call("ask_user", "{'question':'q','choices':['a',true]}"))
        .asString()
        .contains("choices[1]: must be of type string, is boolean");
    assertThat(call("bash", "{}")).asString().contains("there is no tool \"bash\"");
  }
}
