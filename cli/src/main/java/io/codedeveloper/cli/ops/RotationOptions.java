package io.codedeveloper.cli.ops;

import io.codedeveloper.platform.SecretSource.Name;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Which value is brought in, and how fast the one before ends.
final class RotationOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  @Option(
      names = "--given",
      description = "Ask for the new API_AUTH_SECRET, too, instead of making it.")
  private boolean given;

  @Option(
      names = "--now",
      description =
          "Disable the old API_AUTH_SECRET as soon as the new one is known: tokens of it are"
              + " refused ten minutes after that. For one that others know.")
  private boolean now;

  @Option(
      names = "--another",
      description =
          "Make another one, though one is being brought in already: where others know that one,"
              + " too.")
  private boolean another;

  @Option(
      names = "--go-on",
      paramLabel = "VERSION",
      description = "The version that is being brought in, which nobody else knows: with --now.")
  private Optional<Integer> goOn = Optional.empty();

  @Option(
      names = "--untested",
      description = "Do not try the value where it is for; look at its form only.")
  private boolean untested;

  /// @throws ParameterException when it is not clear which value is meant
  void check(Name name) {
    if ((given || now || another || goOn.isPresent()) && name != Name.API_AUTH_SECRET) {
      throw new ParameterException(
          command.commandLine(),
          "--given, --now, --another and --go-on are for API_AUTH_SECRET; a value of %s is asked for, or piped in"
              .formatted(name));
    }
    if (another && goOn.isPresent()) {
      throw new ParameterException(
          command.commandLine(), "--another and --go-on exclude each other: say which is meant");
    }
  }

  /// Whether others know the value that counts now.
  boolean atOnce() {
    return now;
  }

  /// Whether somebody gives a value that could be made.
  boolean given() {
    return given;
  }

  /// Whether a version that is being brought in is replaced, too.
  boolean another() {
    return another;
  }

  /// The version that is being brought in, where somebody names it.
  Optional<Integer> goOn() {
    return goOn;
  }

  /// Whether the value is tried nowhere.
  boolean untested() {
    return untested;
  }

  /// What the command is typed with to go on.
  ///
  /// @param underway the version that is being brought in by then
  String words(Optional<Integer> underway) {
    var which = underway.isPresent() ? underway.filter(any -> now) : goOn;
    return (now ? " --now" : "")
        + which.map(" --go-on %d"::formatted).orElse("")
        + (another && underway.isEmpty() ? " --another" : "")
        + (given && underway.isEmpty() ? " --given" : "")
        + (untested ? " --untested" : "");
  }
}
