package io.codedeveloper.job.iteration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

/// Finds which of several things cannot be taken, where a whole list is only taken or refused: by
/// halves, so that few bad ones among many cost few tries.
///
/// @param refusal tries a list; why it is refused, empty when it is taken. Each list that is tried
///   begins with the one that was taken last.
/// @param ended asked before each try but the first; what was not tried then is left alone
/// @param refused takes each that is refused though everything before it was taken, as it is found
record Bisection<T>(
    Function<List<T>, Optional<String>> refusal,
    BooleanSupplier ended,
    Consumer<Refused<T>> refused) {
  /// @param why the refusal's words
  record Refused<T>(T one, String why) {}

  /// Tries all of them, and parts where that is refused; who comes first is taken first.
  ///
  /// @return the longest list that was taken
  List<T> of(List<T> all) {
    return added(List.of(), all, true);
  }

  private List<T> added(List<T> taken, List<T> more, boolean first) {
    if (more.isEmpty() || (!first && ended.getAsBoolean())) {
      return taken;
    }
    var together = new ArrayList<>(taken);
    together.addAll(more);
    var why = refusal.apply(List.copyOf(together));
    if (why.isEmpty()) {
      return List.copyOf(together);
    }
    if (more.size() == 1) {
      refused.accept(new Refused<>(more.getFirst(), why.get()));
      return taken;
    }
    var half = more.size() / 2;
    var earlier = added(taken, more.subList(0, half), false);
    return added(earlier, more.subList(half, more.size()), false);
  }
}
