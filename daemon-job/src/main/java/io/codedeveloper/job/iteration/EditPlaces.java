package io.codedeveloper.job.iteration;

import io.codedeveloper.job.git.TreeNames;
import io.codedeveloper.platform.UserErrorException;
import java.util.LinkedHashMap;
import java.util.Map;

/// The places that the edits of one run have taken in the repository: who comes first has it.
final class EditPlaces {
  private final Map<String, Boolean> taken = new LinkedHashMap<>();

  boolean isTaken(String place) {
    return taken.containsKey(place);
  }

  /// @param isNew false for a file that the repository has: beside any other that it has
  /// @throws UserErrorException when a taken place cannot be there together with this one
  void take(String place, boolean isNew) {
    for (var earlier : taken.entrySet()) {
      var other = earlier.getKey();
      if ((isNew || earlier.getValue()) && collide(other.split("/"), place.split("/"))) {
        throw new UserErrorException(
            "'%s' was edited earlier, and a repository cannot have both here. Choose another name."
                .formatted(other));
      }
    }
    taken.put(place, isNew);
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
