package io.codedeveloper.job.agent;

import io.codedeveloper.budget.Usd;

/// One step of a conversation, in the order in which it happened.
sealed interface Entry {
  /// What a person wants; the first entry.
  record Request(String text) implements Entry {}

  /// What the model answered. @param cost of the call
  record Answer(Reply reply, Usd cost) implements Entry {}

  /// What came of one call of the model.
  record Outcome(String toolUseId, String text, Kind kind) implements Entry {}

  /// What the loop tells the model.
  record Note(String text) implements Entry {}

  /// A call whose answer never came: it may have been charged. @param worstCase what stays charged
  record Lost(Usd worstCase) implements Entry {}

  /// From here on everything before is sent in a short form.
  record Compacted() implements Entry {}

  /// How a call of the model ended.
  enum Kind {
    DONE,
    /// It could not be done.
    FAILED,
    /// The call itself was wrong.
    MALFORMED,
    /// It was the `finish` that was accepted.
    ACCEPTED
  }
}
