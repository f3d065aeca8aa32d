package io.codedeveloper.job.iteration;

import io.codedeveloper.job.git.TreeNames;
import io.codedeveloper.platform.UserErrorException;
import java.util.LinkedHashSet;
import java.util.Set;

/// The places that the edits of one run have taken in the repository: who comes first has it.
final class EditPlaces {
  private final Set<String> taken = new LinkedHashSet<>();

  boolean isTaken(String place) {
    return taken.contains(place);
  }

  /// @throws UserErrorException when a taken place cannot be there together with this one
  void take(String place) {
    for (var other : taken) {
      if (collide(other.split("/"), place.split("/"))) {
        throw new UserErrorException(
            "'%s' was edited earlier, and a repository cannot have both here. Choose another name."
                .formatted(other));
      }
    }
    taken.add(place);
  }

  /// One is a directory of the other, or their names differ only in what some systems ignore.
  private static boolean collide(String[] one, String[] other) {
    for (var at = 0; at < Math.min(one.length, other.length); at++) {
      if (!one[at].equals(other[at])) {
        return TreeNames.folded(one[at]).equals(TreeNames.folded(other[at]));
      }
    }
    return one.length != other.length;
  }
}
