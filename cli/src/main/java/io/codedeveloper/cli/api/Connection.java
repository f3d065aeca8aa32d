package io.codedeveloper.cli.api;

import io.codedeveloper.auth.Secret;
import io.codedeveloper.cli.Surroundings;
import io.codedeveloper.cli.settings.EnvironmentChoice;
import io.codedeveloper.cli.settings.EnvironmentSettings;
import io.codedeveloper.cli.settings.SettingsFile;
import io.codedeveloper.platform.UserErrorException;
import io.codedeveloper.platform.Variable;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Which control API a command means: options, then variables, then the settings file.
public final class Connection {
  private static final Variable ADDRESS =
      Variable.of("CODE_DEVELOPER_URL", "where the API is", Variable.Reader.CLOUD)
          .usuallyAsDescribed("the settings file");

  /// The token for the API.
  public static final Variable TOKEN =
      Variable.secret("CODE_DEVELOPER_TOKEN", "the token for the API", Variable.Reader.CLOUD)
          .usuallyAsDescribed("the settings file");

  /// Which API is meant.
  public static final List<Variable> VARIABLES = List.of(ADDRESS, TOKEN);

  @Mixin private EnvironmentChoice environment = new EnvironmentChoice();

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "The control API, http://127.0.0.1:8080 for instance.")
  private Optional<String> url = Optional.empty();

  @Option(
      names = "--project",
      paramLabel = "ID",
      description = "The project; not needed where there is only one.")
  private Optional<String> project = Optional.empty();

  /// Opens the API that is meant.
  ///
  /// @throws UserErrorException when nothing says where it is
  public ControlClient open(Surroundings with) {
    return open(with, Optional.empty());
  }

  /// Opens the API that is meant, for one of its projects.
  ///
  /// @param wanted the project; empty: the one that is meant
  /// @throws UserErrorException when nothing says where it is
  public ControlClient open(Surroundings with, Optional<String> wanted) {
    var settings = settings(with);
    var address = named(with).or(settings::url).orElseThrow(() -> nowhere(with));
    var transport = new HttpTransport(address, tokens(with, settings, address), with.ids());
    var inProject = wanted.or(() -> project).or(settings::project);
    return new ControlClient(transport, inProject, with.clock());
  }

  /// Opens the API that is meant, with tokens that are signed with this key.
  ///
  /// @throws UserErrorException when nothing says where it is
  public ControlClient openSigning(Surroundings with, Secret key) {
    return open(with, new BearerTokens(with, Optional.empty(), Optional.of(key)));
  }

  /// Opens the API that is meant, with this token and no other.
  ///
  /// @throws UserErrorException when nothing says where it is
  public ControlClient openBearing(Surroundings with, Secret token) {
    return open(with, new BearerTokens(with, Optional.of(token), Optional.empty()));
  }

  private ControlClient open(Surroundings with, BearerTokens tokens) {
    var address = named(with).or(settings(with)::url).orElseThrow(() -> nowhere(with));
    return new ControlClient(new HttpTransport(address, tokens, with.ids()), project, with.clock());
  }

  /// Keeps in the settings what tokens are signed with, where the API that is meant is theirs. A
  /// token that was kept goes: it is of the key before.
  ///
  /// @return where it is kept; empty where it is not
  public Optional<Path> keepKey(Surroundings with, Secret key) {
    var file = new SettingsFile(with.configuration());
    var all = file.read();
    var name = environment.in(all);
    var known = all.environment(name);
    if (known.url().isEmpty()
        || named(with).filter(address -> !known.url().equals(Optional.of(address))).isPresent()) {
      return Optional.empty();
    }
    file.write(all.with(name, known.withApiKey(key).withoutToken()));
    return Optional.of(file.path());
  }

  /// What an option or a variable says instead of the settings.
  private Optional<String> named(Surroundings with) {
    return url.or(() -> environment.name().isPresent() ? Optional.empty() : with.variable(ADDRESS))
        .map(EnvironmentSettings::checkedUrl);
  }

  /// What the settings say, where the API that is meant is theirs; otherwise nothing: they are
  /// about another installation.
  public EnvironmentSettings ownSettings(Surroundings with) {
    var settings = settings(with);
    return named(with).filter(address -> !settings.url().equals(Optional.of(address))).isEmpty()
        ? settings
        : EnvironmentSettings.NONE;
  }

  /// The options that lead another command to the same place, with a leading blank.
  public String options() {
    return optionsOfServer() + project.map(id -> " --project " + id).orElse("");
  }

  /// As [#options], for a command that says the project itself.
  public String optionsOfServer() {
    return environment.name().map(name -> " --env " + name).orElse("")
        + url.map(address -> " --url " + address).orElse("");
  }

  /// The environment that the command line names.
  public Optional<String> environment() {
    return environment.name();
  }

  public Optional<String> project() {
    return project;
  }

  /// True when the command line itself says which server is meant.
  public boolean namesServer() {
    return url.isPresent() || environment.name().isPresent();
  }

  /// The settings' token and key are for the settings' URL only.
  private static BearerTokens tokens(
      Surroundings with, EnvironmentSettings settings, String address) {
    var own = settings.url().equals(Optional.of(address)) ? settings : EnvironmentSettings.NONE;
    var given = with.variable(TOKEN).map(Secret::of);
    return given.isPresent()
        ? new BearerTokens(with, given, Optional.empty())
        : new BearerTokens(with, own.token(), own.apiKey());
  }

  /// What the settings file says of the environment that is meant.
  ///
  /// @throws UserErrorException when it has none of that name
  public EnvironmentSettings settings(Surroundings with) {
    var file = new SettingsFile(with.configuration());
    var all = file.read();
    var name = environment.in(all);
    if (environment.name().isPresent() && !all.environments().containsKey(name)) {
      throw new UserErrorException(
          "%s has no environment '%s'; add it with: project-manager cloud config set url URL --env %s"
              .formatted(file.path(), name, name));
    }
    return all.environment(name);
  }

  private static UserErrorException nowhere(Surroundings with) {
    return new UserErrorException(
        "no control API is known; name one with --url, or for good with: project-manager cloud config set url http://127.0.0.1:8080 (settings: %s)"
            .formatted(new SettingsFile(with.configuration()).path()));
  }
}
