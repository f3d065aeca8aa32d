package io.codedeveloper.cli.cloud;

import io.codedeveloper.auth.Secret;
import io.codedeveloper.cli.ExitCode;
import io.codedeveloper.cli.OutputOptions;
import io.codedeveloper.cli.Surroundings;
import io.codedeveloper.cli.settings.EnvironmentSettings;
import io.codedeveloper.cli.settings.Settings;
import io.codedeveloper.cli.settings.SettingsFile;
import io.codedeveloper.cli.terminal.Line;
import io.codedeveloper.cli.terminal.Style;
import io.codedeveloper.cli.terminal.Table;
import io.codedeveloper.platform.UserErrorException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Reads and changes the settings file.
@Command(
    name = "config",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Reads and changes the settings: how each environment is reached.")
public final class ConfigCommand {
  private static final String NAMES = "url, token, project, or default (the usual environment)";

  private final Surroundings with;
  private final SettingsFile file;

  public ConfigCommand(Surroundings with) {
    this.with = with;
    this.file = new SettingsFile(with.configuration());
  }

  @Command(name = "set", description = "Changes one setting: " + NAMES + ".")
  int set(
      @Parameters(paramLabel = "NAME") String name,
      @Parameters(paramLabel = "VALUE") String value,
      @Option(names = "--env", paramLabel = "NAME", description = "The environment.")
          Optional<String> environment,
      @Mixin OutputOptions output) {
    var settings = file.read();
    var where = environment.orElseGet(settings::usual);
    var one = settings.environment(where);
    var changed =
        switch (name) {
          case "url" -> settings.with(where, one.withUrl(value));
          case "token" -> settings.with(where, one.withToken(secret(value)));
          case "project" -> settings.with(where, one.withProject(value));
          case "default" -> withDefault(settings, value);
          default -> throw unknown(name);
        };
    file.write(changed);
    if (output.json()) {
      with.console().json(shown(changed));
    } else {
      with.console()
          .line(
              name.equals("default")
                  ? "the usual environment is now '%s'".formatted(value)
                  : "%s of environment '%s' is set in %s".formatted(name, where, file.path()));
    }
    return ExitCode.DONE;
  }

  @Command(name = "get", description = "Prints one setting: " + NAMES + ".")
  int get(
      @Parameters(paramLabel = "NAME") String name,
      @Option(names = "--env", paramLabel = "NAME", description = "The environment.")
          Optional<String> environment,
      @Mixin OutputOptions output) {
    var settings = file.read();
    var where = environment.orElseGet(settings::usual);
    var one = settings.environment(where);
    var value =
        switch (name) {
          case "url" -> one.url();
          case "token" -> one.token().map(Secret::toString);
          case "project" -> one.project();
          case "default" -> Optional.of(settings.usual());
          default -> throw unknown(name);
        };
    if (value.isEmpty()) {
      throw new UserErrorException(
          "%s of environment '%s' is not set; set it with: project-manager cloud config set %s VALUE --env %s"
              .formatted(name, where, name, where));
    }
    if (output.json()) {
      with.console().json(Map.of(name, value.get()));
    } else {
      with.console().line(value.get());
    }
    return ExitCode.DONE;
  }

  @Command(name = "list", description = "Shows all environments. Tokens are not shown.")
  int list(@Mixin OutputOptions output) {
    var settings = file.read();
    if (output.json()) {
      with.console().json(shown(settings));
      return ExitCode.DONE;
    }
    var table = new Table("", "ENVIRONMENT", "URL", "TOKEN", "PROJECT");
    settings
        .environments()
        .forEach((name, one) ->
            table.row(
                Line.of(name.equals(settings.usual()) ? "*" : ""),
                Line.of(Style.BOLD, name),
                Line.of(one.url().orElse("")),
                Line.of(one.token().isPresent() ? "set" : ""),
                Line.of(one.project().orElse(""))));
    if (settings.environments().isEmpty()) {
      with.console().line("no environment is set in " + file.path());
    } else {
      table.printTo(with.console());
    }
    return ExitCode.DONE;
  }

  private static Secret secret(String value) {
    if (value.isBlank()) {
      throw new UserErrorException(
          "the token is empty; make one with: project-manager cloud token");
    }
    return Secret.of(value);
  }

  private static Settings withDefault(Settings settings, String name) {
    if (!settings.environments().containsKey(name)) {
      throw new UserErrorException(
          "there is no environment '%s'; there are: %s"
              .formatted(name, String.join(", ", settings.environments().keySet())));
    }
    return settings.withDefault(name);
  }

  private static UserErrorException unknown(String name) {
    return new UserErrorException("there is no setting '%s'; there are %s".formatted(name, NAMES));
  }

  private static Map<String, Object> shown(Settings settings) {
    var environments = new LinkedHashMap<String, Object>();
    settings.environments().forEach((name, one) -> environments.put(name, shown(one)));
    return Map.of("default", settings.usual(), "environments", environments);
  }

  private static Map<String, Object> shown(EnvironmentSettings one) {
    var values = new LinkedHashMap<String, Object>();
    one.url().ifPresent(url -> values.put("url", url));
    one.token().ifPresent(token -> values.put("token", token.toString()));
    one.project().ifPresent(project -> values.put("project", project));
    return values;
  }
}
