package io.codedeveloper.job.iteration;

import io.codedeveloper.file.PendingEdit;
import java.util.Collection;
import java.util.stream.Collectors;

/// An edit as it goes into the repository.
///
/// @param place where the file itself lies or will lie: the edit's own path may lead there by links
/// @param content together with what the repository has
record MergedEdit(PendingEdit edit, String place, byte[] content) {
  /// The paths of edits, for people.
  static String names(Collection<MergedEdit> merged) {
    return EditProposal.names(merged.stream().map(MergedEdit::edit).collect(Collectors.toList()));
  }
}
