package io.codedeveloper.daemon;

import io.codedeveloper.platform.Document;
import io.codedeveloper.platform.Fields;
import java.time.Instant;

/// One line of an iteration's journal: an effect that has happened.
///
/// @param number from 1, without gaps
/// @param step the step that did it
/// @param effect what was done, under speaking names
/// @param fence the lease under which it was done
public record JournalEntry(long number, String step, Fields effect, long fence, Instant at) {
  static JournalEntry from(Document document) {
    var fields = document.fields();
    return new JournalEntry(
        fields.number("number", 0),
        fields.requireText("step"),
        fields.fields("effect"),
        fields.number("fence", 0),
        fields.instant("at").orElseThrow());
  }

  Fields toFields() {
    return Fields.empty()
        .with("number", number)
        .with("step", step)
        .with("effect", effect)
        .with("fence", fence)
        .with("at", at);
  }
}
