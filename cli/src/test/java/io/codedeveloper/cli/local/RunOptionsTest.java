package io.codedeveloper.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.budget.Usd;
import io.codedeveloper.cli.Surroundings;
import io.codedeveloper.cli.terminal.Console;
import io.codedeveloper.cli.terminal.Look;
import io.codedeveloper.daemon.ProjectSettings;
import io.codedeveloper.daemon.Projects;
import io.codedeveloper.job.ProjectNames;
import io.codedeveloper.platform.RandomIdSource;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// What a command without an option makes of what another command said.
final class RunOptionsTest {
  private static final String REPOSITORY = "https://example.org/you/yours";
  private static final PrintStream NOWHERE = new PrintStream(PrintStream.nullOutputStream());

  @TempDir Path home;

  private ProjectSettings settings(
      Map<String, String> variables, Optional<String> schedule, String... arguments) {
    var options = new RunOptions();
    new CommandLine(options).parseArgs(arguments);
    var console = new Console(NOWHERE, NOWHERE, Look.PIPE);
    var with = new Surroundings(console, variables, home, Clock.systemUTC(), new RandomIdSource());
    try (var here = Installation.open(with, home, Installation.secrets(with, home))) {
      var settings = options.settings(here, REPOSITORY, schedule);
      new Projects(here.ports().documents()).create(ProjectNames.of(REPOSITORY), settings);
      return settings;
    }
  }

  @Test
  void budgetThatNobodyNamesStaysWhatItWasLimitedTo() {
    settings(Map.of(), Optional.of("30s"), "--budget-per-day", "2");
    var again = settings(Map.of(), Optional.empty());
    assertThat(again.budgets().perDay()).isEqualTo(Usd.of("2"));
    assertThat(again.budgets().perMonth()).isEqualTo(Usd.of("200"));
    assertThat(again.schedule()).isEqualTo("30s");
  }

  @Test
  void variableSaysMoreThanBeforeAndOptionMoreThanVariable() {
    settings(Map.of(), Optional.empty(), "--budget-per-day", "2");
    var variables = Map.of("CODE_DEVELOPER_BUDGET_PER_DAY", "3");
    assertThat(settings(variables, Optional.empty()).budgets().perDay()).isEqualTo(Usd.of("3"));
    assertThat(settings(variables, Optional.empty(), "--budget-per-day", "4").budgets().perDay())
        .isEqualTo(Usd.of("4"));
  }
}
