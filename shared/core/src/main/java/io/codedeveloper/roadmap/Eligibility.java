package io.codedeveloper.roadmap;

import java.util.Optional;

/// What else keeps a priority from being started: an open pull request, an unanswered question, no
/// attempts left.
@FunctionalInterface
public interface Eligibility {
  /// Nothing but the file decides.
  Eligibility BY_FILE_ALONE = priority -> Optional.empty();

  /// Why that priority must not be started now, empty when it may.
  Optional<String> whyNot(Priority priority);
}
