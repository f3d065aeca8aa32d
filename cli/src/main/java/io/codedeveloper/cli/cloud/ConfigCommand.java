package io.codedeveloper.cli.cloud;

import io.codedeveloper.cli.ExitCode;
import io.codedeveloper.cli.OutputOptions;
import io.codedeveloper.cli.Surroundings;
import io.codedeveloper.cli.settings.EnvironmentChoice;
import io.codedeveloper.cli.settings.EnvironmentSettings;
import io.codedeveloper.cli.settings.Setting;
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
import picocli.CommandLine.Parameters;

/// Reads and changes the settings file.
@Command(
    name = "config",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Reads and changes the settings: how each environment is reached.")
public final class ConfigCommand {
  private static final String NAMES =
      "url, token, api_key, project, gcp_project, gcp_location, or default (the usual environment)";
  private static final String DEFAULT = "default";

  private final Surroundings with;
  private final SettingsFile file;

  public ConfigCommand(Surroundings with) {
    this.with = with;
    this.file = new SettingsFile(with.configuration());
  }

  @Command(
      name = "set",
      description = {
        "Changes one setting: " + NAMES + ".",
        "A token or key is never an argument, which everybody could see: it is asked for, or comes"
            + " as the first line of standard input."
      })
  int set(
      @Parameters(paramLabel = "NAME", description = "The setting.") String name,
      @Parameters(
              paramLabel = "VALUE",
              arity = "0..1",
              description = "What it shall be; never a token or key.")
          Optional<String> value,
      @Mixin EnvironmentChoice environment,
      @Mixin OutputOptions output) {
    var settings = file.read();
    var where = environment.in(settings);
    var changed =
        name.equals(DEFAULT)
            ? withDefault(settings, given(name, value))
            : with(settings, where, Setting.named(name), value);
    file.write(changed);
    if (output.json()) {
      with.console().json(shown(changed));
    } else if (name.equals(DEFAULT)) {
      with.console().line("the usual environment is now '%s'".formatted(changed.usual()));
    } else {
      with.console()
          .line("%s of environment '%s' is set in %s".formatted(name, where, file.path()));
    }
    return ExitCode.DONE;
  }

  private Settings with(
      Settings settings, String where, Setting setting, Optional<String> argument) {
    var value =
        setting.secret() ? secret(setting, where, argument) : given(setting.wireName(), argument);
    return settings.with(where, setting.set(settings.environment(where), value));
  }

  private static String given(String name, Optional<String> value) {
    return value.orElseThrow(() ->
        new UserErrorException(
            "the value is missing; write: project-manager cloud config set %s VALUE"
                .formatted(name)));
  }

  private String secret(Setting setting, String where, Optional<String> argument) {
    var name = setting.wireName();
    if (argument.isPresent()) {
      throw new UserErrorException(
          "a %s does not belong on the command line, where every process can read it and the shell keeps it; leave it out to be asked, or pipe it: project-manager cloud config set %s <FILE"
              .formatted(name, name));
    }
    return with.person()
        .secret("%s of environment '%s' (it is not shown): ".formatted(name, where))
        .filter(text -> !text.isBlank())
        .orElseThrow(() ->
            new UserErrorException(
                "no %s was given, neither typed nor on standard input; nothing is changed"
                    .formatted(name)));
  }

  @Command(
      name = "get",
      description = {"Prints one setting: " + NAMES + ".", "Without NAME all of the environment."})
  int get(
      @Parameters(paramLabel = "NAME", arity = "0..1", description = "The setting.")
          Optional<String> name,
      @Mixin EnvironmentChoice environment,
      @Mixin OutputOptions output) {
    var settings = file.read();
    var where = environment.in(settings);
    if (name.isEmpty()) {
      all(where, settings.environment(where), output);
      return ExitCode.DONE;
    }
    var value =
        name.get().equals(DEFAULT)
            ? settings.usual()
            : Setting.named(name.get())
                .shown(settings.environment(where))
                .orElseThrow(() -> unset(name.get(), where));
    if (output.json()) {
      with.console().json(Map.of(name.get(), value));
    } else {
      with.console().line(value);
    }
    return ExitCode.DONE;
  }

  private void all(String where, EnvironmentSettings one, OutputOptions output) {
    if (output.json()) {
      var words = new LinkedHashMap<String, Object>(shown(one));
      words.put("environment", where);
      words.put("file", file.path().toString());
      with.console().json(words);
      return;
    }
    fact("environment", where);
    for (var setting : Setting.values()) {
      fact(setting.wireName(), setting.shown(one).orElse("(not set)"));
    }
    fact("file", file.path().toString());
  }

  private void fact(String name, String value) {
    with.console().line(Line.of(Style.DIM, "%-13s".formatted(name)).and(value));
  }

  private static UserErrorException unset(String name, String where) {
    return new UserErrorException(
        "%s of environment '%s' is not set; set it with: project-manager cloud config set %s%s --env %s"
            .formatted(name, where, name, Setting.named(name).secret() ? "" : " VALUE", where));
  }

  @Command(name = "list", description = "Shows all environments. Tokens and keys are not shown.")
  int list(@Mixin OutputOptions output) {
    var settings = file.read();
    if (output.json()) {
      with.console().json(shown(settings));
      return ExitCode.DONE;
    }
    var table = new Table("", "ENVIRONMENT", "URL", "TOKEN", "KEY", "PROJECT");
    settings
        .environments()
        .forEach((name, one) ->
            table.row(
                Line.of(name.equals(settings.usual()) ? "*" : ""),
                Line.of(Style.BOLD, name),
                Line.of(one.url().orElse("")),
                Line.of(one.token().isPresent() ? "set" : ""),
                Line.of(one.apiKey().isPresent() ? "set" : ""),
                Line.of(one.project().orElse(""))));
    if (settings.environments().isEmpty()) {
      with.console().line("no environment is set in " + file.path());
    } else {
      table.printTo(with.console());
    }
    return ExitCode.DONE;
  }

  private static Settings withDefault(Settings settings, String name) {
    if (!settings.environments().containsKey(name)) {
      throw new UserErrorException(
          "there is no environment '%s'; there are: %s"
              .formatted(name, String.join(", ", settings.environments().keySet())));
    }
    return settings.withDefault(name);
  }

  private static Map<String, Object> shown(Settings settings) {
    var environments = new LinkedHashMap<String, Object>();
    settings.environments().forEach((name, one) -> environments.put(name, shown(one)));
    return Map.of("default", settings.usual(), "environments", environments);
  }

  private static Map<String, Object> shown(EnvironmentSettings one) {
    var values = new LinkedHashMap<String, Object>();
    for (var setting : Setting.values()) {
      setting.shown(one).ifPresent(value -> values.put(setting.wireName(), value));
    }
    return values;
  }
}
