package io.codedeveloper.cli;

import io.codedeveloper.cli.terminal.Console;
import io.codedeveloper.cli.terminal.Look;
import io.codedeveloper.reliability.matrix.FaultMatrix;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// The page of the command line: what each command takes is written from its declaration, the rest
/// by people.
public record CommandPage(String text) {
  private static final String FILE = "docs/reference/cli.md";
  private static final String BEGIN =
      "<!-- ./dev docs writes what follows from the declarations of the commands -->\n";
  private static final String END = "<!-- end of the commands -->\n";
  private static final Set<String> EVERYWHERE = Set.of("--help", "--version", "--json");

  /// What names a daemon stands once for all commands, not in the table of each.
  private static final List<String> DAEMON = List.of("--data", "--env", "--url", "--project");

  /// Writes the page anew.
  public static void main(String[] arguments) throws IOException {
    Files.writeString(file(), present().withCommands().text());
  }

  /// The page as it is in the checkout.
  static CommandPage present() throws IOException {
    return new CommandPage(Files.readString(file()));
  }

  private static Path file() {
    return FaultMatrix.checkout().resolve(FILE);
  }

  /// The page with the commands as they are declared now.
  ///
  /// @throws IllegalStateException when the lines around them are gone
  CommandPage withCommands() {
    var begin = text.indexOf(BEGIN);
    var end = text.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IllegalStateException(
          "%s must have the lines\n%sand\n%s".formatted(FILE, BEGIN, END));
    }
    var console = new Console(System.out, System.err, Look.PIPE);
    var all = Commands.of(CommandRun.surroundings(console, Path.of(""), Map.of()));
    var sections =
        commands(all)
            .collect(
                Collectors.groupingBy(
                    CommandPage::code, LinkedHashMap::new, Collectors.toUnmodifiableList()))
            .values()
            .stream()
            .map(CommandPage::section)
            .collect(Collectors.joining("\n\n", "\n", "\n\n"));
    return new CommandPage(
        text.substring(0, begin + BEGIN.length()) + sections + text.substring(end));
  }

  /// Those that do something themselves, in the order of help.
  private static Stream<CommandSpec> commands(CommandLine line) {
    var spec = line.getCommandSpec();
    var below =
        line.getSubcommands().values().stream()
            .filter(one -> !(one.getCommandSpec().userObject() instanceof HelpCommand))
            .sorted(Comparator.comparing(CommandPage::place))
            .flatMap(CommandPage::commands);
    var acts = spec.userObject() instanceof Callable<?> || spec.userObject() instanceof Method;
    return acts ? Stream.concat(Stream.of(spec), below) : below;
  }

  /// The JDK tells methods in any order; all others keep theirs.
  private static String place(CommandLine line) {
    return line.getCommandSpec().userObject() instanceof Method method ? method.getName() : "";
  }

  /// What does the work: a command that stands in two groups is one.
  private static Object code(CommandSpec spec) {
    return spec.userObject() instanceof Method method ? method : spec.userObject().getClass();
  }

  /// @param names the command, under each of its names
  private static String section(List<CommandSpec> names) {
    var spec = names.getFirst();
    var parts = Stream.of(heading(names), description(spec), table(spec), daemon(spec));
    return parts.filter(part -> !part.isEmpty()).collect(Collectors.joining("\n\n"));
  }

  private static String heading(List<CommandSpec> names) {
    return names.stream()
        .map(spec -> spec.qualifiedName().replaceFirst("^project-manager ", ""))
        .map("`%s`"::formatted)
        .collect(Collectors.joining(", ", "### ", ""));
  }

  private static String description(CommandSpec spec) {
    return Arrays.stream(spec.usageMessage().description())
        .map(text -> escaped(Ansi.OFF.string(text)).replace("%%", "%").strip())
        .collect(Collectors.joining(" "));
  }

  private static String table(CommandSpec spec) {
    var rows = Stream.concat(parameters(spec), options(spec)).toList();
    return rows.isEmpty() ? "" : "| argument | meaning |\n|---|---|\n" + String.join("\n", rows);
  }

  private static Stream<String> parameters(CommandSpec spec) {
    return spec.positionalParameters().stream()
        .map(one -> row("`" + one.paramLabel() + "`", one, one.arity().min() > 0));
  }

  private static Stream<String> options(CommandSpec spec) {
    return spec.options().stream()
        .filter(one -> !EVERYWHERE.contains(one.longestName()))
        .filter(one -> !namesDaemon(spec) || !DAEMON.contains(one.longestName()))
        .map(one -> row(names(one), one, one.required()));
  }

  /// An option of the same name means something else in a command that asks no daemon.
  private static boolean namesDaemon(CommandSpec spec) {
    return spec.optionsMap().containsKey("--url");
  }

  private static String names(OptionSpec option) {
    var label = option.arity().max() == 0 ? "" : " " + option.paramLabel();
    return Arrays.stream(option.names())
        .map(name -> "`" + name + label + "`")
        .collect(Collectors.joining(", "));
  }

  private static String row(String name, ArgSpec argument, boolean required) {
    var meaning = escaped(String.join(" ", argument.description())).replace("|", "\\|");
    return "| %s | %s%s |".formatted(name, meaning, required ? " Required." : "");
  }

  private static String daemon(CommandSpec spec) {
    var names =
        DAEMON.stream()
            .filter(spec.optionsMap()::containsKey)
            .map(name -> "`" + name + "`")
            .collect(Collectors.joining(", "));
    return namesDaemon(spec) ? "Which daemon: " + names + "." : "";
  }

  private static String escaped(String text) {
    return text.replace("<", "&lt;");
  }
}
