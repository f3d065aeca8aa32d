package io.codedeveloper.job.iteration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/// Finds which of several things cannot be taken, where a whole list is only taken or refused: by
/// halves, so that few bad ones among many cost few tries.
///
/// @param refusal tries a list; why it is refused, empty when it is taken. Each list that is tried
///   begins with the one that was taken last.
/// @param ended asked before each try but the first; what was not tried then is left alone
record Bisection<T>(Function<List<T>, Optional<String>> refusal, BooleanSupplier ended) {
  /// What is refused though everything before it was taken.
  ///
  /// @param taken the longest list that was
  record Outcome<T>(List<T> taken, List<Refused<T>> refused) {}

  /// @param why the refusal's words
  record Refused<T>(T one, String why) {}

  /// Tries all of them, and parts where that is refused; who comes first is taken first.
  Outcome<T> of(List<T> all) {
    var search = new Search();
    search.add(all, true);
    return new Outcome<>(search.taken, List.copyOf(search.refused));
  }

  private final class Search {
    private List<T> taken = List.of();
    private final List<Refused<T>> refused = new ArrayList<>();

    private void add(List<T> more, boolean first) {
      if (more.isEmpty() || (!first && ended.getAsBoolean())) {
        return;
      }
      var together = new ArrayList<>(taken);
      together.addAll(more);
      var why = refusal.apply(List.copyOf(together));
      if (why.isEmpty()) {
        taken = List.copyOf(together);
      } else if (more.size() == 1) {
        refused.add(new Refused<>(more.getFirst(), why.get()));
      } else {
        add(more.subList(0, more.size() / 2), false);
        add(more.subList(more.size() / 2, more.size()), false);
      }
    }
  }
}
