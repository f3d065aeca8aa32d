package io.codedeveloper.cli.up;

import io.codedeveloper.cli.ExitCode;
import io.codedeveloper.cli.OutputOptions;
import io.codedeveloper.cli.Surroundings;
import io.codedeveloper.cli.local.Installation;
import io.codedeveloper.cli.local.RunOptions;
import io.codedeveloper.daemon.Ticks;
import io.codedeveloper.functions.FunctionsConfiguration;
import io.codedeveloper.functions.delivery.WebChannels;
import io.codedeveloper.functions.token.SigningKeys;
import io.codedeveloper.job.StandardWorkshop;
import io.codedeveloper.platform.SecretSource.Name;
import io.codedeveloper.platform.UserErrorException;
import io.codedeveloper.platform.Variable;
import io.codedeveloper.platform.VariableReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Hosts the whole system on this machine until Ctrl-C.
@Command(
    name = "up",
    description = {
      "Hosts the whole system on this machine until Ctrl-C: the API, the ticks, and the jobs.",
      "ANTHROPIC_API_KEY and, for GitHub, GITHUB_TOKEN come from the environment or"
          + " DIR/secrets.json; the key that signs tokens is made there when there is none."
    })
public final class UpCommand implements Callable<Integer> {
  /// What stands in for options.
  public static final List<Variable> VARIABLES = List.of(FunctionsConfiguration.PORT);

  private final Surroundings with;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--repository",
      paramLabel = "URL_OR_PATH",
      description = "The repository, over https or a path.")
  private Optional<String> repository = Optional.empty();

  @Option(
      names = "--demo",
      description = "The demo's repository and recorded model: needs no account, key or network.")
  private boolean demo;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Where the daemon keeps its memory (default: ~/.local/share/code-developer/local, with"
              + " --demo …/demo).")
  private Optional<Path> data = Optional.empty();

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "The API's port on loopback (default: 8080); 0 for any that is free.")
  private Optional<Integer> port = Optional.empty();

  @Option(
      names = "--tick",
      paramLabel = "INTERVAL",
      description = "How often work is looked for: 30s (default), 5m, 1h, or five fields of cron.")
  private String tick = "30s";

  @Mixin private RunOptions options = new RunOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  public UpCommand(Surroundings with) {
    this.with = with;
  }

  @Override
  public Integer call() {
    checkOptions();
    var directory =
        data.map(with::resolve).orElseGet(() -> with.data().resolve(demo ? "demo" : "local"));
    var listen = checkVariables(directory);
    try (var shutdown = Shutdown.held();
        var outside = outside(directory)) {
      new Host(with, directory, outside)
          .run(
              here -> options.settings(here, outside.repository(), Optional.of(tick)),
              listen,
              ready -> {
                if (output.json()) {
                  ready.json(with.console());
                } else {
                  ready.show(with.console());
                }
                shutdown.await();
                if (!output.json()) {
                  with.console().line("ending …");
                }
              });
    }
    return ExitCode.DONE;
  }

  private Outside outside(Path directory) {
    return demo
        ? Outside.demo(with, directory, options)
        : Outside.own(with, directory, options, repository.orElseThrow());
  }

  private void checkOptions() {
    if (demo == repository.isPresent()) {
      throw wrong("name the repository with --repository, or say --demo, and not both");
    }
    if (port.filter(it -> it < 0 || it > FunctionsConfiguration.HIGHEST_PORT).isPresent()) {
      throw wrong(
          "--port is %d; it must be 0 to %d"
              .formatted(port.get(), FunctionsConfiguration.HIGHEST_PORT));
    }
    try {
      Ticks.cadence(tick);
    } catch (UserErrorException noSchedule) {
      throw wrong("--tick " + noSchedule.getMessage());
    }
  }

  /// Finds out, before anything begins, what is wrong with the settings.
  ///
  /// @return the port to listen on
  private int checkVariables(Path directory) {
    var reader = new VariableReader(with.environment());
    options.configuration(reader, with, directory);
    reader.including(() -> FunctionsConfiguration.from(with.environment()));
    var secrets = Installation.secrets(with, directory);
    reader.including(() -> WebChannels.check(secrets, with.environment()));
    reader.including(() ->
        secrets.read(Name.API_AUTH_SECRET).map(known -> SigningKeys.of(secrets, with.clock())));
    if (!demo) {
      reader.including(() -> StandardWorkshop.modelKey(secrets));
    }
    var listen =
        port.or(() ->
            reader.number(FunctionsConfiguration.PORT, 0, FunctionsConfiguration.HIGHEST_PORT));
    reader.check();
    return listen.orElse(FunctionsConfiguration.USUAL_PORT);
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
