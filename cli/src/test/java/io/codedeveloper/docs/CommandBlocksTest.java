package io.codedeveloper.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.docs.MarkdownPage.Block;
import io.codedeveloper.reliability.matrix.FaultMatrix;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// What pages tell people to type; what concerns `project-manager` is in `DocumentedCommandsTest`.
final class CommandBlocksTest {
  /// What every machine has, or a page tells to install.
  private static final Set<String> ORDINARY =
      Set.of(
          "project-manager",
          "export",
          "cd",
          "mvn",
          "git",
          "apt",
          "apt-get",
          "sqlite3",
          "cp",
          "tar",
          "printf",
          "tr",
          "openssl",
          "source",
          "brew",
          "sdk",
          "claude",
          "cat",
          "jq",
          "kill",
          "ls",
          "unzip");

  private static final Set<String> OF_THE_SHELL = Set.of("for", "do", "done", "then", "while");

  @Test
  void everyCommandIsKnownOrMarkedAsOneThatNeedsGoogleCloud() {
    var unknown = new ArrayList<String>();
    for (var page : MarkdownPage.all()) {
      for (var block : page.blocks()) {
        unknown(block).forEach(command -> unknown.add(page.path() + ": " + command));
      }
    }
    assertThat(unknown)
        .as("mark the block with ```sh google-cloud, or name the program here")
        .isEmpty();
  }

  /// One without would be looked at by no test here: what it holds might be commands.
  @Test
  void everyBlockNamesItsLanguage() {
    var unnamed = new ArrayList<String>();
    for (var page : MarkdownPage.all()) {
      page.blocks().stream()
          .filter(block -> block.language().isEmpty())
          .forEach(block -> unnamed.add(page.path() + ": " + block.lines().getFirst()));
    }
    assertThat(unnamed).as("write ```sh where somebody types it, ```text elsewhere").isEmpty();
  }

  private static List<String> unknown(Block block) {
    return commands(block)
        .filter(words -> !isKnown(words.getFirst(), block.needsGoogleCloud()))
        .map(words -> String.join(" ", words))
        .toList();
  }

  private static boolean isKnown(String program, boolean googleCloud) {
    return ORDINARY.contains(program)
        || program.equals("./dev")
        || program.startsWith("bench/")
        || googleCloud;
  }

  @Test
  void whatIsTypedToTheScriptIsInItsHelp() throws IOException {
    var help = help();
    for (var page : MarkdownPage.all()) {
      for (var words : toTheScript(page)) {
        var command = words.size() > 1 ? words.get(1) : "help";
        assertThat(help).as("%s: %s", page.path(), words).containsKey(command);
        var options = words.stream().filter(word -> word.startsWith("--")).toList();
        if (!Set.of("project-manager", "run", "demo").contains(command)) {
          assertThat(options)
              .as("%s: %s", page.path(), words)
              .allMatch(option -> help.get(command).contains(option.replaceFirst("=.*", "")));
        }
      }
    }
  }

  private static List<List<String>> toTheScript(MarkdownPage page) {
    var typed = new ArrayList<List<String>>();
    page.blocks().forEach(block -> commands(block).forEach(typed::add));
    page.inlineCode().stream()
        .filter(code -> code.startsWith("./dev "))
        .flatMap(code -> new ShellLine(code).commands().stream())
        .forEach(typed::add);
    return typed.stream().filter(words -> words.getFirst().equals("./dev")).toList();
  }

  /// The help of each command of the script.
  private static Map<String, String> help() throws IOException {
    var script = Files.readString(FaultMatrix.checkout().resolve("dev"));
    var text = script.substring(script.indexOf("<<'TEXT'"), script.indexOf("\nTEXT\n"));
    var entries = new HashMap<String, String>();
    Arrays.stream(text.split("\\n(?=\\./dev )"))
        .filter(entry -> entry.startsWith("./dev "))
        .forEach(entry -> entries.put(entry.split("\\s+")[1], entry));
    return entries;
  }

  @Test
  void yamlOfThePagesIsYaml() {
    for (var page : MarkdownPage.all()) {
      page.blocks().stream()
          .filter(block -> block.language().equals("yaml"))
          .forEach(block ->
              assertThat(
                      new Load(LoadSettings.builder().setLabel(page.path().toString()).build())
                          .loadFromString(String.join("\n", block.lines())))
                  .isNotNull());
    }
  }

  private static Stream<List<String>> commands(Block block) {
    return block.isShell()
        ? block.lines().stream()
            .flatMap(line -> new ShellLine(line).commands().stream())
            .filter(words -> !OF_THE_SHELL.contains(words.getFirst()))
        : Stream.of();
  }
}
