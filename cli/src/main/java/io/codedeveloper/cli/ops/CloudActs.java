package io.codedeveloper.cli.ops;

import io.codedeveloper.cli.google.GoogleCloud;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// How things in Google Cloud are stopped: with gcloud, all at once.
record CloudActs(Site site, GoogleCloud google, Attempts attempts) {
  /// Does the same to each of what a question finds.
  ///
  /// @param plans of all of them, for where they cannot be found
  /// @param question is asked again where it failed
  /// @param begin begins it with one
  /// @param none said where there is none; empty: nothing
  <T> Attempt each(
      List<Act.Plan> plans, Supplier<List<T>> question, Consumer<T> begin, Supplier<String> none) {
    return attempts.begin(
        () -> plans,
        () ->
            site.google(same -> {
              try {
                var found = question.get();
                found.forEach(begin);
                return found.isEmpty() ? needless(plans, none.get()) : List.of();
              } catch (RuntimeException failure) {
                return plans.stream().map(plan -> plan.failed(failure)).toList();
              }
            }));
  }

  private static List<Act> needless(List<Act.Plan> plans, String none) {
    return plans.stream().filter(plan -> !none.isEmpty()).map(plan -> plan.needless(none)).toList();
  }

  /// Does one thing.
  void one(Act.Plan plan, Supplier<Act> doing) {
    attempts.begin(() -> List.of(plan), () -> site.google(same -> List.of(doing.get())));
  }

  /// Changes something.
  ///
  /// @param words of the command
  Act changed(Act.Plan plan, List<String> words, String said) {
    return plan.carriedOut(() -> {
      google.change(words.toArray(String[]::new));
      return said;
    });
  }

  /// A command as people type it.
  String line(List<String> words) {
    return google.line(words.toArray(String[]::new));
  }

  /// @param option that this command has for the place
  String at(String option) {
    return "--" + option + "=" + google.location();
  }
}
