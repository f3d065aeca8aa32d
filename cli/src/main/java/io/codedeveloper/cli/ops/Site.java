package io.codedeveloper.cli.ops;

import io.codedeveloper.cli.api.ControlClient;
import io.codedeveloper.cli.google.GoogleCloud;
import io.codedeveloper.cli.program.Questions;
import io.codedeveloper.cli.program.Questions.Pending;
import io.codedeveloper.platform.UserErrorException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// An installation as the person on call reaches it: its API, and its project in Google Cloud.
/// Where one of them is not known, asking it fails, and the other still answers.
final class Site implements AutoCloseable {
  private final Opened<ControlClient> api;
  private final Function<String, ControlClient> apiOf;
  private final Opened<GoogleCloud> google;
  private final Questions questions;
  private final UnaryOperator<String> addressed;

  /// @param apiOf opens the API for one of its projects
  /// @param addressed puts into a command what leads it here
  /// @param questions bounds how long all answers may take
  Site(
      Supplier<ControlClient> api,
      Function<String, ControlClient> apiOf,
      Supplier<GoogleCloud> google,
      UnaryOperator<String> addressed,
      Questions questions) {
    this.addressed = addressed;
    this.api = Opened.of(api);
    this.apiOf = apiOf;
    this.google = Opened.of(google);
    this.questions = questions;
  }

  /// One of the two, or why there is none.
  private record Opened<T>(Optional<T> found, String whyNot) {
    static <T> Opened<T> of(Supplier<T> opening) {
      try {
        return new Opened<>(Optional.of(opening.get()), "");
      } catch (UserErrorException unknown) {
        return new Opened<>(Optional.empty(), String.valueOf(unknown.getMessage()));
      }
    }

    T get() {
      return found.orElseThrow(() -> new UserErrorException(whyNot));
    }
  }

  /// A command as it has to be typed to mean this installation.
  String addressed(String command) {
    return addressed.apply(command);
  }

  /// Asks the API, and returns at once.
  <T> Pending<T> api(Function<ControlClient, T> question) {
    return questions.ask("the API", () -> question.apply(api.get()));
  }

  /// Asks the API about one of its projects, and returns at once.
  <T> Pending<T> apiOf(String project, Function<ControlClient, T> question) {
    return questions.ask(
        "the API",
        () -> {
          try (var client = apiOf.apply(project)) {
            return question.apply(client);
          }
        });
  }

  /// Asks Google Cloud, and returns at once.
  <T> Pending<T> google(Function<GoogleCloud, T> question) {
    return questions.ask("Google Cloud", () -> question.apply(google.get()));
  }

  /// Waits for everything that was asked, and leaves time for more questions.
  ///
  /// @param part of all the time, 0 to 1
  void settle(double part) {
    questions.settle(part);
  }

  /// The project in Google Cloud; empty where none is known, as for a daemon on one machine.
  Optional<GoogleCloud> google() {
    return google.found();
  }

  /// The project in Google Cloud, for what is about nothing else.
  ///
  /// @throws UserErrorException where none is known
  GoogleCloud neededGoogle() {
    return google.get();
  }

  /// That Google Cloud is not asked, and why.
  Finding withoutGoogle() {
    return Finding.note("Google Cloud", "was not asked: " + google.whyNot());
  }

  /// Where it is, for people.
  String name() {
    return Stream.of(
            api.found().map(ControlClient::name),
            google.found().map(one -> "project %s in %s".formatted(one.project(), one.location())))
        .flatMap(Optional::stream)
        .collect(Collectors.joining(", "));
  }

  @Override
  public void close() {
    questions.close();
    api.found().ifPresent(ControlClient::close);
  }
}
