package io.codedeveloper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a real zsh does when TAB is pressed, set up as `completion` says.
final class ZshCompletionIT {
  /// Presses TAB after each of the lines that are its arguments, and prints for each the words that
  /// fit (`offers: WORD`), what is on the line then (`line: LINE`), and END.
  ///
  /// The shell inside tells it through a pipe of its own, since its terminal shows more than that.
  private static final String TYPING =
      """
      zmodload zsh/zpty
      mkfifo $TOLD
      exec {told}<>$TOLD
      zpty shell zsh -i
      zpty -w shell 'source $ZDOTDIR/telling'
      for typed; do
        zpty -w -n shell $typed$'\\t'
        while IFS= read -r -t 300 -u $told line; do
          print -r -- $line
          [[ $line == END ]] && continue 2
        done
        print -r -- "no answer to: $typed"
        break
      done
      zpty -d shell
      """;

  private static final String TELLING =
      """
      exec {to}>$TOLD
      unsetopt auto_list auto_menu beep
      compadd() {
        if [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\\ * ]]; then
          builtin compadd "$@"
          return
        fi
        local -a offered
        builtin compadd -A offered "$@"
        (( $#offered )) && print -r -l -u $to -- "offers: "$^offered
        builtin compadd "$@"
      }
      press-tab() {
        zle complete-word
        print -r -u $to -- "line: $BUFFER"
        print -u $to END
        BUFFER=
      }
      zle -N press-tab
      bindkey '^I' press-tab
      """;

  @TempDir Path home;

  /// @param offers the words that fit
  /// @param line what is on the line then
  private record Tab(List<String> offers, String line) {}

  @BeforeAll
  static void assumeZsh() throws IOException {
    var path = System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator);
    if (Stream.of(path).noneMatch(folder -> Files.isExecutable(Path.of(folder, "zsh")))) {
      var message = "zsh is not installed; install it with: apt install zsh";
      System.err.println("SKIPPED, NOT TESTED: " + message);
      Assumptions.abort(message);
    }
  }

  @BeforeEach
  void setUp() throws IOException {
    var script = home.resolve("completion");
    Files.writeString(script, CommandRun.in(home, "completion", "zsh").out());
    var program = Files.createDirectory(home.resolve("bin")).resolve("project-manager");
    Files.writeString(program, "#!/bin/sh\ncat '%s'\n".formatted(script));
    assertThat(program.toFile().setExecutable(true)).isTrue();
    Files.writeString(
        home.resolve(".zshrc"),
        """
        alias pm=project-manager
        source <(project-manager completion zsh)
        """);
    Files.writeString(home.resolve("telling"), TELLING);
    Files.createFile(home.resolve("ROADMAP.md"));
  }

  private List<Tab> tabs(String... lines) throws IOException {
    var command = new ArrayList<>(List.of("zsh", "-f", "-c", TYPING, "typing"));
    command.addAll(List.of(lines));
    var builder = new ProcessBuilder(command).directory(home.toFile()).redirectErrorStream(true);
    var variables = builder.environment();
    var path = home.resolve("bin") + ":" + variables.get("PATH");
    variables.clear();
    variables.put("PATH", path);
    variables.put("HOME", home.toString());
    variables.put("ZDOTDIR", home.toString());
    variables.put("TERM", "dumb");
    variables.put("TOLD", home.resolve("told").toString());
    var process = builder.start();
    process.getOutputStream().close();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    var tabs = new ArrayList<Tab>();
    var offers = new ArrayList<String>();
    for (var line : output.lines().toList()) {
      if (line.startsWith("line: ")) {
        tabs.add(new Tab(List.copyOf(offers), line.substring(6)));
        offers.clear();
      } else if (line.startsWith("offers: ")) {
        offers.add(line.substring(8));
      }
    }
    assertThat(tabs).as(output).hasSameSizeAs(lines);
    return tabs;
  }

  @Test
  void commandsOptionsAndTheirValuesAreCompleted() throws IOException {
    assertThat(
            tabs(
                "project-manager clo",
                "project-manager cloud st",
                "project-manager cloud logs --fol",
                "project-manager cloud logs --level ",
                "project-manager cloud logs --level w",
                "project-manager completion z",
                "project-manager --env work cloud stat"))
        .containsExactly(
            new Tab(List.of("cloud"), "project-manager cloud "),
            new Tab(List.of("status", "start", "stop"), "project-manager cloud st"),
            new Tab(List.of("--follow"), "project-manager cloud logs --follow "),
            new Tab(
                List.of("debug", "info", "warning", "error"),
                "project-manager cloud logs --level "),
            new Tab(List.of("warning"), "project-manager cloud logs --level warning "),
            new Tab(List.of("zsh"), "project-manager completion zsh "),
            new Tab(List.of("status"), "project-manager --env work cloud status "));
  }

  @Test
  void filesAreCompletedWhereNothingElseFits() throws IOException {
    assertThat(tabs("project-manager roadmap parse ROAD"))
        .extracting(Tab::line)
        .containsExactly("project-manager roadmap parse ROADMAP.md ");
  }

  /// Also aliases of other programs, which completed before.
  @Test
  void aliasesCompleteAsWhatTheyStandFor() throws IOException {
    assertThat(tabs("pm clo", "pm cloud logs --lev"))
        .extracting(Tab::line)
        .containsExactly("pm cloud ", "pm cloud logs --level ");
  }
}
