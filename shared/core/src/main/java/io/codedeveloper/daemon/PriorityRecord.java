package io.codedeveloper.daemon;

import io.codedeveloper.budget.Usd;
import io.codedeveloper.platform.Fields;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the daemon remembers about a priority. Unknown fields are kept.
///
/// @param key the priority's id, or id@text-hash where an id is missing or stands twice
/// @param fields the whole document
public record PriorityRecord(String key, Fields fields) {
  static PriorityRecord unknown(String key) {
    return new PriorityRecord(key, Fields.empty().with("key", key));
  }

  public PriorityState state() {
    return fields.text("state").map(PriorityState::of).orElse(PriorityState.OPEN);
  }

  /// The hash of the priority's text when it was tried last.
  public Optional<String> textHash() {
    return fields.text("textHash");
  }

  /// How many iterations have tried it since its text changed.
  public int attempts() {
    return (int) fields.number("attempts", 0);
  }

  /// The iteration that tried it last.
  public Optional<String> lastIteration() {
    return fields.text("lastIteration");
  }

  public Optional<IterationOutcome> lastOutcome() {
    return fields.text("lastOutcome").map(IterationOutcome::of);
  }

  public Optional<String> branch() {
    return fields.text("branch");
  }

  public Optional<Long> pullRequestNumber() {
    return fields.fields("pullRequest").number("number");
  }

  public Optional<String> pullRequestUrl() {
    return fields.fields("pullRequest").text("url");
  }

  /// What all attempts cost.
  public Usd cost() {
    return fields.decimal("costUsd").map(Usd::ofStored).orElse(Usd.ZERO);
  }

  /// What is set aside for calls that are not settled.
  public Usd reserved() {
    return fields.decimal("reservedUsd").map(Usd::ofStored).orElse(Usd.ZERO);
  }

  /// The id of the notification whose answer is waited for.
  public Optional<String> awaiting() {
    return fields.text("awaiting");
  }

  /// This record with one field changed; null removes it.
  public PriorityRecord with(String name, @Nullable Object value) {
    return new PriorityRecord(key, value == null ? fields.without(name) : fields.with(name, value));
  }

  public PriorityRecord withState(PriorityState state) {
    return with("state", state.wireName());
  }

  public PriorityRecord withPullRequest(long number, String url) {
    return with("pullRequest", Fields.empty().with("number", number).with("url", url));
  }
}
