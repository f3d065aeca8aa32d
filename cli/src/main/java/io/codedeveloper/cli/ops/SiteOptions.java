package io.codedeveloper.cli.ops;

import io.codedeveloper.auth.Secret;
import io.codedeveloper.cli.Surroundings;
import io.codedeveloper.cli.api.Connection;
import io.codedeveloper.cli.api.ControlClient;
import io.codedeveloper.cli.google.GoogleOptions;
import io.codedeveloper.cli.program.Questions;
import io.codedeveloper.platform.UserErrorException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Which installation a procedure is about.
final class SiteOptions {
  private static final String SOME_ENVIRONMENT = "--env NAME";

  /// In seconds: a gcloud that starts takes some, and nobody on call waits longer.
  private static final int LEAST = 5;

  private static final int MOST = 600;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  @Mixin private Connection connection = new Connection();
  @Mixin private GoogleOptions google = new GoogleOptions();

  @Option(
      names = "--within",
      paramLabel = "SECONDS",
      description =
          "How long to wait for everything that is asked, 5 to 600; less than a minute by default,"
              + " where much is asked some minutes.")
  private Optional<Integer> within = Optional.empty();

  /// @param usual for all that is asked
  /// @throws ParameterException where somebody wants to wait too short or too long
  Site open(Surroundings with, Duration usual) {
    var longest = within.map(this::checked).orElse(usual);
    return new Site(
        () -> connection.open(with),
        project -> connection.open(with, Optional.of(project)),
        () -> google.open(with, connection),
        this::addressed,
        new Questions(longest));
  }

  /// As [#open], for what changes something: where a variable says one project, and the settings
  /// another, nothing is opened.
  ///
  /// @throws UserErrorException with what contradicts
  Site openOne(Surroundings with, Duration usual) {
    var problems = google.contradictions(with, connection.ownSettings(with));
    if (!problems.isEmpty()) {
      throw new UserErrorException(String.join("\n", problems));
    }
    return open(with, usual);
  }

  /// As [#openOne], for what is typed in a hurry: an environment that is named decides, whatever
  /// variables say. Where it has no project, a variable does not stand in for it.
  ///
  /// @param least in seconds, as it asks one thing after the other
  /// @throws UserErrorException where nothing says which of two installations is meant
  Site openMeant(Surroundings with, Duration usual, int least) {
    var problems = google.contradictions(with, connection.ownSettings(with));
    if (environment().isEmpty() && !problems.isEmpty()) {
      throw new UserErrorException(
          "nothing was done, as two installations may be meant: name one with %s, and both its API and its project in Google Cloud are meant; %s"
              .formatted(SOME_ENVIRONMENT, String.join("; ", problems)));
    }
    var setting =
        "project-manager cloud config set gcp_project ID"
            + environment().map(name -> " --env " + name).orElse("");
    google
        .doubt(with, connection.ownSettings(with), setting)
        .ifPresent(doubt -> {
          throw new UserErrorException(
              "nothing was done, as two installations may be meant: " + doubt);
        });
    return open(with, usual, least);
  }

  private Duration checked(int seconds) {
    if (seconds < LEAST || seconds > MOST) {
      throw refused(seconds, LEAST);
    }
    return Duration.ofSeconds(seconds);
  }

  /// The environment that the command line names.
  Optional<String> environment() {
    return connection.environment();
  }

  /// The daemon's project that the command line names.
  Optional<String> named() {
    return connection.project();
  }

  /// The daemon's project that is named, or that the settings name.
  Optional<String> project(Surroundings with) {
    return connection.project().or(() -> connection.ownSettings(with).project());
  }

  /// The API, with tokens that are signed with this key.
  ControlClient openSigning(Surroundings with, Secret key) {
    return connection.openSigning(with, key);
  }

  /// The API, with this token.
  ControlClient openBearing(Surroundings with, Secret token) {
    return connection.openBearing(with, token);
  }

  /// The token that goes with requests, where one is set; empty where each is made of a key.
  Optional<Secret> token(Surroundings with) {
    return with.variable(Connection.TOKEN)
        .map(Secret::of)
        .or(() -> connection.ownSettings(with).token());
  }

  /// Keeps in the settings what tokens are signed with.
  ///
  /// @return where it is kept; empty where the API is not the settings'
  Optional<Path> keepKey(Surroundings with, Secret key) {
    return connection.keepKey(with, key);
  }

  /// The command for the same installation, also at the end of a pipe: other programs, and what
  /// needs none, stay as they are.
  private String addressed(String command) {
    var ours = command.replaceFirst("^.* \\| (?=project-manager )", "");
    if (!ours.startsWith("project-manager ") || ours.startsWith("project-manager roadmap ")) {
      return command;
    }
    if (command.contains(SOME_ENVIRONMENT)) {
      return connection
              .environment()
              .map(name -> command.replace(SOME_ENVIRONMENT, "--env " + name))
              .orElse(command)
          + google.options();
    }
    return command
        + (ours.contains(" --project ") ? connection.optionsOfServer() : connection.options())
        + (ours.startsWith("project-manager ops ") ? google.options() : "");
  }

  /// As [#open(Surroundings, Duration)], for what asks one thing after the other.
  ///
  /// @param least in seconds
  Site open(Surroundings with, Duration usual, int least) {
    within
        .filter(seconds -> seconds < least || seconds > MOST)
        .ifPresent(seconds -> {
          throw refused(seconds, least);
        });
    return open(with, usual);
  }

  private ParameterException refused(int seconds, int least) {
    return new ParameterException(
        command.commandLine(),
        "--within is %d; it must be %d to %d seconds".formatted(seconds, least, MOST));
  }
}
