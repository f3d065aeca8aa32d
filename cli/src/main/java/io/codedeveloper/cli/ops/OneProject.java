package io.codedeveloper.cli.ops;

import io.codedeveloper.cli.api.ControlClient;
import io.codedeveloper.cli.program.Questions.Pending;
import io.codedeveloper.cli.program.Shell;
import io.codedeveloper.platform.UserErrorException;
import java.util.Optional;
import java.util.function.Function;

/// One of the daemon's projects, as a procedure asks about it.
///
/// @param id of it; empty where it is the usual one, or the only one: then nothing says its name
record OneProject(Site site, Optional<String> id) {
  private static final String OURS = "project-manager ";

  /// Asks the API about it, and returns at once.
  <T> Pending<T> ask(Function<ControlClient, T> question) {
    return id.map(name -> site.apiOf(name, question)).orElseGet(() -> site.api(question));
  }

  /// A thing of it, in words: `daemon`, or `daemon of p2` where there are several.
  String of(String thing) {
    return id.map(name -> thing + " of " + name).orElse(thing);
  }

  /// A command that is about it.
  String addressed(String command) {
    return command.startsWith(OURS)
        ? id.map(name -> command + " --project " + Shell.word(name)).orElse(command)
        : command;
  }

  /// The same, said of it.
  Finding found(Finding one) {
    return new Finding(
        of(one.subject()),
        one.level(),
        one.text(),
        one.next().stream().map(this::addressed).toList());
  }

  /// What could not be read. That it was never used is worth a note only: it has ticks and no
  /// document, so that nothing can be wrong with it.
  Finding unread(String thing, RuntimeException why) {
    return isNoneYet(why)
        ? Finding.note(of(thing), "there is none yet: " + why.getMessage())
        : Finding.unreadable(of(thing), why);
  }

  /// Whether it has ticks and no document. What is refused is not known.
  boolean isNoneYet(RuntimeException failure) {
    return failure instanceof UserErrorException
        && id.map("there is no project '%s' "::formatted)
            .filter(String.valueOf(failure.getMessage())::startsWith)
            .isPresent();
  }
}
