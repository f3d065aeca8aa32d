package io.codedeveloper.budget;

import io.codedeveloper.platform.Fields;
import java.time.Instant;
import java.util.Optional;

/// Why a call was not sent: a limit has no room for its worst case.
///
/// @param amount of the limit
/// @param needed the least amount of the limit that has room for the call
/// @param until when the limit is empty again by itself
public record BudgetRefusal(
    Limit limit, Usd charged, Usd amount, Usd needed, Optional<Instant> until) {
  /// One sentence for people: which limit, what is charged against it, and what to do.
  public String why() {
    return "the budget of the %s is used up: %s of %s are charged and the next call may cost %s; %s"
        .formatted(limit.noun(), charged, amount, call(), whatNow());
  }

  /// True when the call costs more than the whole limit: waiting does not help, and another
  /// priority would not fare better.
  public boolean isHopeless() {
    return call().compareTo(amount) > 0;
  }

  /// One sentence for people about a limit that is smaller than one call.
  public String whyHopeless() {
    return "the budget of the %s, %s, has no room for a single call of the model, which may cost %s; %s"
        .formatted(limit.noun(), amount, call(), raise(call()));
  }

  private Usd call() {
    return needed.minus(charged);
  }

  private String raise(Usd enough) {
    return "raise %s to %s or more".formatted(limit.howToRaise(), enough.roundedUp());
  }

  private String whatNow() {
    var raise = raise(needed);
    return until
        .map(turn -> "work goes on by itself at %s, or when you %s".formatted(turn, raise))
        .orElse(
            "what is done is kept and other priorities go on; to go on with this one, " + raise);
  }

  /// Tells one refusal from another, so that each is told once.
  public String fingerprint() {
    return "%s-%s-%d"
        .formatted(
            limit.wireName(),
            until.map(turn -> Long.toString(turn.getEpochSecond())).orElse("0"),
            amount.micros());
  }

  public Fields toFields() {
    return Fields.empty()
        .with("limit", limit.wireName())
        .with("chargedUsd", charged.stored())
        .with("amountUsd", amount.stored())
        .with("neededUsd", needed.stored())
        .withOptional("until", until);
  }

  /// Reads what [#toFields] wrote; empty where there is nothing.
  public static Optional<BudgetRefusal> from(Fields fields) {
    return fields
        .text("limit")
        .map(limit ->
            new BudgetRefusal(
                Limit.of(limit),
                usd(fields, "chargedUsd"),
                usd(fields, "amountUsd"),
                usd(fields, "neededUsd"),
                fields.instant("until")));
  }

  private static Usd usd(Fields fields, String name) {
    return fields.decimal(name).map(Usd::ofStored).orElse(Usd.ZERO);
  }
}
