package io.codedeveloper.cli.deploy;

import io.codedeveloper.cli.Surroundings;
import io.codedeveloper.platform.UserErrorException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Which parts shall go, and whether that is really meant.
///
/// @param project Google Cloud's
/// @param there the parts that there are, with their declarations
record CleanupChoice(
    Surroundings with, String environment, String project, Map<Part, List<String>> there) {
  private static final String EVERYTHING = "DELETE ALL";

  /// Asks for them.
  Set<Part> fromMenu() {
    var all = there.keySet().stream().toList();
    for (var number = 1; number <= all.size(); number++) {
      var part = all.get(number - 1);
      with.console().line("%2d  %-11s %s".formatted(number, part.wireName(), part.meaning()));
    }
    var answer =
        with.person().answer("Which shall go? Numbers with commas, or nothing: ").orElse("");
    return Arrays.stream(answer.split(","))
        .map(String::strip)
        .filter(word -> !word.isEmpty())
        .map(word -> numbered(word, all))
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Part.class)));
  }

  private static Part numbered(String word, List<Part> all) {
    if (!word.matches("[1-9][0-9]?") || Integer.parseInt(word) > all.size()) {
      throw new UserErrorException(
          "'%s' is none of the numbers 1 to %d; nothing was deleted".formatted(word, all.size()));
    }
    return all.get(Integer.parseInt(word) - 1);
  }

  /// @throws UserErrorException unless the person writes the words that confirm it
  void confirm(boolean everything) {
    var words = everything ? EVERYTHING : environment;
    var answer =
        with.person()
            .answer("Type %s to delete this in project '%s' for good: ".formatted(words, project));
    if (!Optional.of(words).equals(answer.map(String::strip))) {
      throw new UserErrorException(
          "nothing was deleted: it takes the words %s as the answer".formatted(words));
    }
  }
}
