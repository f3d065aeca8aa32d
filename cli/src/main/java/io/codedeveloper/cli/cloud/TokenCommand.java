package io.codedeveloper.cli.cloud;

import io.codedeveloper.auth.Role;
import io.codedeveloper.auth.Secret;
import io.codedeveloper.cli.ExitCode;
import io.codedeveloper.cli.OutputOptions;
import io.codedeveloper.cli.Surroundings;
import io.codedeveloper.cli.local.Installation;
import io.codedeveloper.cli.settings.EnvironmentChoice;
import io.codedeveloper.cli.settings.SettingsFile;
import io.codedeveloper.functions.FunctionsConfiguration;
import io.codedeveloper.functions.Wiring;
import io.codedeveloper.platform.SecretSource;
import io.codedeveloper.platform.SecretSource.Name;
import io.codedeveloper.platform.UserErrorException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Makes a bearer token for the control API.
@Command(
    name = "token",
    description = {
      "Prints a bearer token for the control API, signed with API_AUTH_SECRET, or, where that is not"
          + " set, with the key that the settings file keeps for the environment.",
      "With --data, the key is the one that 'local up' keeps in that directory."
    })
public final class TokenCommand implements Callable<Integer> {
  private static final int USUAL_HOURS = 8;

  private final Surroundings with;

  @Option(names = "--data", paramLabel = "DIR", description = "The data directory of 'local up'.")
  private Optional<Path> data = Optional.empty();

  @Option(names = "--role", paramLabel = "ROLE", description = "viewer or operator (default).")
  private Role role = Role.OPERATOR;

  @Option(names = "--subject", paramLabel = "NAME", description = "Who it is for.")
  private Optional<String> subject = Optional.empty();

  @Option(
      names = "--hours",
      paramLabel = "N",
      description = "How long it is good for, 1 to 24 (default: 8).")
  private int hours = USUAL_HOURS;

  @Option(names = "--save", description = "Keep it in the settings file instead of printing it.")
  private boolean save;

  @Mixin private EnvironmentChoice environment = new EnvironmentChoice();
  @Mixin private OutputOptions output = new OutputOptions();

  public TokenCommand(Surroundings with) {
    this.with = with;
  }

  @Override
  public Integer call() {
    var configuration = FunctionsConfiguration.from(with.environment());
    var secrets = secrets();
    if (secrets.read(Name.API_AUTH_SECRET).isEmpty()) {
      throw new UserErrorException(noKey());
    }
    var tokens = Wiring.tokens(secrets, configuration, with.clock());
    var who = subject.or(() -> with.variable("USER")).orElse("user");
    var token = tokens.mint(who, role, Duration.ofHours(hours));
    if (save) {
      keep(token);
    } else if (output.json()) {
      with.console().json(Map.of("token", token, "subject", who, "role", role.wireName()));
    } else {
      with.console().line(token);
    }
    return ExitCode.DONE;
  }

  private String noKey() {
    return data.map(directory ->
            "%s holds no key that signs tokens; name the data directory that 'local up' printed"
                .formatted(Installation.secretsFile(with.resolve(directory))))
        .orElse(
            "there is no key to sign a token with; for 'local up' name its data directory with --data DIR, else set API_AUTH_SECRET to the key of the API, or keep it: project-manager cloud config set api_key");
  }

  private void keep(String token) {
    var file = new SettingsFile(with.configuration());
    var settings = file.read();
    var name = environment.in(settings);
    file.write(settings.with(name, settings.environment(name).withToken(Secret.of(token))));
    var message =
        "the token of environment '%s' is kept in %s for %d hours"
            .formatted(name, file.path(), hours);
    if (output.json()) {
      with.console().json(Map.of("environment", name, "file", file.path().toString()));
    } else {
      with.console().line(message);
    }
  }

  private SecretSource secrets() {
    return data.map(directory -> Installation.secrets(with, with.resolve(directory)))
        .orElse(name -> with.variable(name.name()).map(Secret::of).or(this::keptKey));
  }

  private Optional<Secret> keptKey() {
    var settings = new SettingsFile(with.configuration()).read();
    return settings.environment(environment.in(settings)).apiKey();
  }
}
