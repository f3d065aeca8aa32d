package io.codedeveloper.daemon;

import io.codedeveloper.budget.BudgetRefusal;
import io.codedeveloper.budget.Usage;
import io.codedeveloper.budget.Usd;
import io.codedeveloper.platform.Document;
import io.codedeveloper.platform.Fields;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An iteration as its document has it: one priority on its way to a pull request. Unknown fields
/// are kept.
///
/// @param fields the whole document
public record Iteration(String id, Fields fields) {
  /// The version of these documents; one without a version is of the first. It grows when an
  /// earlier version of this code could not go on with what a later one wrote.
  private static final long VERSION = 1;

  static Iteration starting(String id, Instant now) {
    return new Iteration(id, Fields.empty().with("version", VERSION).with("createdAt", now))
        .inState(IterationState.STARTING, now);
  }

  static Iteration from(Document document) {
    return new Iteration(document.id(), document.fields());
  }

  /// Why this code must not touch the iteration: a later version wrote it. Empty when it may.
  Optional<String> newer() {
    var version = fields.number("version", 1);
    return version > VERSION
        ? Optional.of(
            "iteration %s was written by a newer version of code-developer (its documents are of version %d, and this one reads up to %d); nothing was changed. Update code-developer, then start again"
                .formatted(id, version, VERSION))
        : Optional.empty();
  }

  public IterationState state() {
    return IterationState.of(fields.requireText("state"));
  }

  /// The key of the priority's document.
  public Optional<String> priority() {
    return fields.text("priority");
  }

  public Optional<String> priorityTitle() {
    return fields.text("priorityTitle");
  }

  /// The step that was journalled last.
  public Optional<String> step() {
    return fields.text("step");
  }

  public Optional<String> branch() {
    return fields.text("branch");
  }

  public Optional<String> baseCommit() {
    return fields.text("baseCommit");
  }

  public Optional<String> commit() {
    return fields.text("commit");
  }

  public Optional<Long> pullRequestNumber() {
    return fields.fields("pullRequest").number("number");
  }

  public Optional<String> pullRequestUrl() {
    return fields.fields("pullRequest").text("url");
  }

  /// Tokens of all model calls so far.
  public Usage usage() {
    var usage = fields.fields("usage");
    return new Usage(
        usage.number("input", 0),
        usage.number("output", 0),
        usage.number("cacheRead", 0),
        usage.number("cacheWrite", 0),
        usage.number("cacheWriteHour", 0));
  }

  public Usd cost() {
    return fields.decimal("costUsd").map(Usd::ofStored).orElse(Usd.ZERO);
  }

  /// What the tests said: fields `before` and `after`.
  public Fields tests() {
    return fields.fields("tests");
  }

  /// Milliseconds by step.
  public Fields timings() {
    return fields.fields("timings");
  }

  public Optional<IterationOutcome> outcome() {
    return fields.text("outcome").map(IterationOutcome::of);
  }

  /// One sentence about the outcome, for people.
  public Optional<String> outcomeMessage() {
    return fields.text("outcomeMessage");
  }

  /// The id of the notification whose answer is waited for.
  public Optional<String> question() {
    return fields.text("question");
  }

  /// Why its last call was not sent, when a budget was used up.
  public Optional<BudgetRefusal> overBudget() {
    return BudgetRefusal.from(fields.fields("overBudget"));
  }

  public Iteration withOverBudget(BudgetRefusal refusal) {
    return with("overBudget", refusal.toFields());
  }

  /// The name of the execution that was launched last, as the launcher knows it.
  public Optional<String> execution() {
    return fields.text("execution");
  }

  public Instant createdAt() {
    return fields.instant("createdAt").orElseThrow();
  }

  public Instant updatedAt() {
    return fields.instant("updatedAt").orElseThrow();
  }

  /// What the steps keep for themselves.
  public Fields data() {
    return fields.fields("data");
  }

  /// How many journal entries there are.
  public long journalled() {
    return fields.number("journalled", 0);
  }

  /// This iteration with one field changed; null removes it.
  public Iteration with(String name, @Nullable Object value) {
    return new Iteration(id, value == null ? fields.without(name) : fields.with(name, value));
  }

  /// This iteration with one of the steps' own fields changed; null removes it.
  public Iteration withData(String name, @Nullable Object value) {
    return with("data", value == null ? data().without(name) : data().with(name, value));
  }

  public Iteration withPriority(String key, String title) {
    return with("priority", key).with("priorityTitle", title);
  }

  public Iteration withPullRequest(long number, String url) {
    return with("pullRequest", Fields.empty().with("number", number).with("url", url));
  }

  /// @param which `before` or `after`
  public Iteration withTests(String which, Fields summary) {
    return with("tests", tests().with(which, summary));
  }

  public Iteration withTiming(String step, java.time.Duration took) {
    return with("timings", timings().with(step, took.toMillis()));
  }

  /// This iteration with one more model call on its bill.
  public Iteration charged(Usage more, Usd cost) {
    var sum = usage().plus(more);
    return with(
            "usage",
            Fields.empty()
                .with("input", sum.input())
                .with("output", sum.output())
                .with("cacheRead", sum.cacheRead())
                .with("cacheWrite", sum.cacheWrite())
                .with("cacheWriteHour", sum.cacheWriteHour()))
        .with("costUsd", cost().plus(cost).stored())
        .with("fruitlessLaunches", 0);
  }

  /// This iteration after a step. Only the first time makes a launch fruitful: every execution
  /// repeats the first steps.
  Iteration reached(String step) {
    var before = fields.fields("reached");
    return before.has(step)
        ? this
        : with("reached", before.with(step, true)).with("fruitlessLaunches", 0);
  }

  /// This iteration after an event.
  Iteration after(IterationEvent event, Instant now) {
    var next = inState(state().transition(event), now);
    return switch (event) {
      case IterationEvent.Claimed() ->
          next.with("outcome", null).with("outcomeMessage", null).with("overBudget", null);
      case IterationEvent.Finished(var outcome) -> {
        var finished = next.with("outcome", outcome.wireName());
        // The next execution begins at once: only an effect shows that it is of any use.
        yield outcome == IterationOutcome.OUT_OF_TIME
            ? finished
            : finished.with("fruitlessLaunches", 0);
      }
    };
  }

  private Iteration inState(IterationState state, Instant now) {
    return with("state", state.wireName())
        .with("unfinished", state.unfinished())
        .with("updatedAt", now);
  }
}
