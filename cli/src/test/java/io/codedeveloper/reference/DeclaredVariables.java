package io.codedeveloper.reference;

import io.codedeveloper.cli.Main;
import io.codedeveloper.cli.Surroundings;
import io.codedeveloper.cli.api.Connection;
import io.codedeveloper.cli.edit.EditCommand;
import io.codedeveloper.cli.local.RunOptions;
import io.codedeveloper.cli.up.UpCommand;
import io.codedeveloper.functions.FunctionsConfiguration;
import io.codedeveloper.job.JobConfiguration;
import io.codedeveloper.job.LaunchedJob;
import io.codedeveloper.platform.SecretSource;
import io.codedeveloper.platform.Variable;
import io.codedeveloper.platform.google.GoogleConfiguration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Every variable that is declared, in the order in which the page shows them.
final class DeclaredVariables {
  private DeclaredVariables() {}

  static List<Variable> all() {
    return Stream.of(
            Arrays.stream(SecretSource.Name.values()).map(SecretSource.Name::variable).toList(),
            FunctionsConfiguration.VARIABLES,
            GoogleConfiguration.VARIABLES,
            JobConfiguration.VARIABLES,
            LaunchedJob.VARIABLES,
            RunOptions.VARIABLES,
            UpCommand.VARIABLES,
            Connection.VARIABLES,
            EditCommand.VARIABLES,
            Surroundings.VARIABLES,
            Main.VARIABLES)
        .flatMap(List::stream)
        .toList();
  }
}
