package io.codedeveloper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.cli.terminal.Console;
import io.codedeveloper.cli.terminal.Look;
import io.codedeveloper.docs.MarkdownPage;
import io.codedeveloper.docs.ShellLine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;

/// Every `project-manager …` of the pages is one that the command line takes.
final class DocumentedCommandsTest {
  /// `[--env NAME]` and `start|stop` say what may be written, and are not what is typed.
  private static final String FORM = ".*[\\[\\]|…].*";

  @Test
  void everyCommandOfABlockIsTaken() {
    var typed = new ArrayList<String>();
    for (var page : MarkdownPage.all()) {
      page.blocks().stream()
          .filter(block -> block.isShell() || block.language().isEmpty())
          .flatMap(block -> block.lines().stream())
          .filter(line -> line.contains("project-manager") || line.contains("./dev "))
          .forEach(line -> typed.add(page.path() + ": " + line.strip()));
    }
    assertThat(typed).hasSizeGreaterThan(20);
    assertThat(typed.stream().flatMap(line -> refusals(line, false))).isEmpty();
  }

  @Test
  void everyCommandBetweenTheWordsIsTaken() {
    var named = new ArrayList<String>();
    for (var page : MarkdownPage.all()) {
      page.inlineCode().stream()
          .filter(code -> code.matches("(\\./dev )?project-manager .*|\\./dev (run|demo) .*"))
          .filter(code -> !code.matches(FORM))
          .forEach(code -> named.add(page.path() + ": " + code));
    }
    assertThat(named).hasSizeGreaterThan(10);
    assertThat(named.stream().flatMap(code -> refusals(code, true))).isEmpty();
  }

  /// @param named true where a page names a command without all that it needs
  private static Stream<String> refusals(String typed, boolean named) {
    return new ShellLine(typed.substring(typed.indexOf(": ") + 2))
        .commands().stream()
            .flatMap(words -> arguments(words).stream())
            .flatMap(arguments -> refusal(arguments, named).stream())
            .map(why -> typed + " (" + why + ")");
  }

  /// What `project-manager` gets.
  private static Optional<List<String>> arguments(List<String> words) {
    if (words.getFirst().equals("project-manager")) {
      return Optional.of(words.subList(1, words.size()));
    }
    if (!words.getFirst().equals("./dev") || words.size() < 2) {
      return Optional.empty();
    }
    var rest = words.subList(2, words.size());
    return switch (words.get(1)) {
      case "project-manager" -> Optional.of(rest);
      case "run" -> Optional.of(after("local", rest));
      case "demo" -> Optional.of(after("local", after("demo", rest)));
      default -> Optional.empty();
    };
  }

  private static List<String> after(String first, List<String> rest) {
    return Stream.concat(Stream.of(first), rest.stream()).toList();
  }

  private static Optional<String> refusal(List<String> arguments, boolean named) {
    var console = new Console(System.out, System.err, Look.PIPE);
    var all = Commands.of(CommandRun.surroundings(console, Path.of(""), Map.of()));
    try {
      all.parseArgs(arguments.stream().map(DocumentedCommandsTest::example).toArray(String[]::new));
      return Optional.empty();
    } catch (ParameterException refused) {
      return named && refused instanceof MissingParameterException
          ? Optional.empty()
          : Optional.of(String.valueOf(refused.getMessage()));
    }
  }

  /// Something in place of a word that stands for a number.
  private static String example(String word) {
    return word.matches("N|NUMBER|PORT|[$]PORT") ? "1" : word;
  }
}
