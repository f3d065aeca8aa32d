package io.codedeveloper.cli.ops;

import io.codedeveloper.auth.Secret;
import io.codedeveloper.cli.Surroundings;
import io.codedeveloper.cli.google.GoogleCloud;
import io.codedeveloper.cli.google.SecretVersion;
import io.codedeveloper.cli.terminal.Times;
import io.codedeveloper.platform.SecretSource.Name;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.platform.UserErrorException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Replaces a secret so that nobody is refused: what is new is tried before it is added, and what
/// was before counts until everybody has the new one.
///
/// Secret Manager itself says how far it is: two versions that are enabled are a rotation that is
/// under way, and whoever begins anew goes on with it.
final class Rotation {
  /// What functions read counts five minutes, and the keys that they made of it one more; which
  /// version is the latest, all of Secret Manager knows some minutes after it was added.
  static final Duration READERS_KNOW_AFTER = Duration.ofMinutes(10);

  /// The longest life of a token.
  static final Duration TOKENS_END_AFTER = Duration.ofHours(24);

  private final Name name;
  private final NewValue wanted;
  private final GoogleCloud google;
  private final SecretTrial trial;
  private final Surroundings with;
  private final RotationWait wait;
  private final RotationUse use;
  private final RotationEnd end;

  private RotationState state = RotationState.of(List.of());
  private Optional<Instant> inUse = Optional.empty();
  private Optional<Secret> value = Optional.empty();
  private Optional<Instant> added = Optional.empty();
  private Optional<Instant> refused = Optional.empty();
  private boolean began;

  /// @param wanted the value that is brought in
  /// @param progress gets what is done, for people
  Rotation(
      NewValue wanted,
      GoogleCloud google,
      SecretTrial trial,
      Surroundings with,
      Consumer<String> progress) {
    this.name = wanted.name();
    this.wanted = wanted;
    this.google = google;
    this.trial = trial;
    this.with = with;
    wait = new RotationWait(with, progress);
    use = new RotationUse(google, name);
    end = new RotationEnd(google, name);
  }

  /// Does what is to be done now. It ends at the first thing that is wrong.
  List<Finding> findings() {
    var findings = new ArrayList<Finding>();
    for (var step : steps()) {
      var finding = step.finding();
      findings.add(finding);
      if (finding.level().compareTo(Level.NOTE) > 0) {
        findings.add(standing().finding());
        return findings;
      }
    }
    findings.addAll(ended());
    return findings;
  }

  private List<ProcedureStep> steps() {
    return List.of(
        new ProcedureStep("versions", this::look),
        new ProcedureStep("new value", this::tryBefore),
        new ProcedureStep("new version", this::add),
        new ProcedureStep("readers", this::await),
        new ProcedureStep("in use", this::tryInUse));
  }

  /// The version that is added, once it is.
  Optional<SecretVersion> added() {
    return state.newest();
  }

  /// When the versions before may be disabled; empty before that is known.
  Optional<Instant> due() {
    return isSignedWith()
        ? inUse.map(since -> since.plus(TOKENS_END_AFTER))
        : state.newest().map(this::known);
  }

  /// When everybody has it; by Google's clock and, where it was added just now, by ours, too.
  private Instant known(SecretVersion version) {
    var since = added.filter(version.created()::isBefore).orElse(version.created());
    return since.plus(READERS_KNOW_AFTER);
  }

  /// From when on what was signed with the old value is refused; empty where that ends by itself.
  Optional<Instant> refused() {
    return refused;
  }

  /// Whether tokens of the old value are to be good until they end.
  private boolean isSignedWith() {
    return name == Name.API_AUTH_SECRET && !wanted.atOnce();
  }

  /// Which versions count, for people.
  String outcome() {
    return state.outcome();
  }

  /// Looks how far it is, and changes nothing.
  Finding look() {
    state = RotationState.of(google.versions(name.name()));
    inUse = isSignedWith() ? state.number().flatMap(use::since) : Optional.empty();
    var text = state.text(with.clock().instant());
    return state.newest().isPresent()
        ? Finding.note("versions", text)
        : Finding.fine("versions", text);
  }

  private Finding tryBefore() {
    var next = chosen();
    var known = state.counting().stream().filter(one -> read(one).equals(next)).findFirst();
    if (known.isPresent()) {
      return Finding.wrong(
          "new value",
          "is that of version %d, which counts already; make another"
              .formatted(known.get().number()));
    }
    value = Optional.of(next);
    var which = state.number().map("goes on with version %d: "::formatted).orElse("");
    return Finding.fine("new value", which + trial.before(next, tried()));
  }

  /// The value that the API is asked with before. What others know is not asked for: the API may
  /// not have read it yet, and nobody waits for that.
  private Optional<Secret> tried() {
    return wanted.options().another() ? Optional.empty() : state.present().map(this::read);
  }

  private Secret chosen() {
    wanted.checkRead();
    if (state.newest().isEmpty()) {
      return wanted.fresh();
    }
    var underway = state.newest().get();
    var its = read(underway);
    var other = wanted.inPlaceOf(underway.number(), its);
    if (other.isPresent()) {
      state = state.abandoned();
      inUse = Optional.empty();
    }
    return other.orElse(its);
  }

  private Secret read(SecretVersion version) {
    return google.value(name.name(), version.number());
  }

  private Secret known() {
    return value.orElseThrow();
  }

  private Finding add() {
    if (state.newest().isPresent()) {
      return Finding.fine("new version", state.newest().get().number() + " is there");
    }
    var expected = state.seen() + 1;
    var found = RotationState.of(google.versions(name.name())).seen();
    if (found != state.seen()) {
      return othersToo("%d is the newest now, and nothing was added".formatted(found));
    }
    began = true;
    var version = google.addVersion(name.name(), known());
    state = state.bringing(version);
    added = Optional.of(with.clock().instant());
    var newest = RotationState.of(google.versions(name.name())).seen();
    var number = version.number();
    if (number != expected || newest > number) {
      return othersToo(
          "%d is added, and %d the newest".formatted(number, Math.max(newest, number)));
    }
    return version.enabled() && read(version).equals(known())
        ? Finding.fine("new version", "%d is added, and is what was given".formatted(number))
        : othersToo("%d is not what was given".formatted(number));
  }

  /// The version that is brought in, once it is there.
  private SecretVersion version() {
    return state.newest().orElseThrow();
  }

  private Finding othersToo(String how) {
    return Finding.wrong(
        "new version",
        how + ": somebody else replaced the secret at the same time",
        google.line("secrets", "versions", "list", name.name()));
  }

  /// Where nothing was before, nobody reads anything else.
  private Finding await() {
    if (state.before().isEmpty()) {
      return Finding.fine("readers", "read no other: none was enabled before");
    }
    pause();
    return Finding.fine("readers", "have had ten minutes to read it");
  }

  private void pause() {
    wait.until(known(version()));
  }

  /// From then on this person signs with it; what they signed before is good for a day.
  private Finding tryInUse() {
    var said = state.before().isEmpty() ? atOnceOrLater() : trial.inUse(known());
    if (!isSignedWith() || state.before().isEmpty() || inUse.isPresent()) {
      return Finding.fine("in use", said);
    }
    var now = with.clock().instant();
    inUse = Optional.of(now);
    try {
      use.note(version().number(), now);
      return Finding.fine("in use", said);
    } catch (UserErrorException failure) {
      return Finding.note(
          "in use",
          "%s; since when could not be noted (%s), so that the day begins anew when this is typed again"
              .formatted(said, failure.getMessage()));
    }
  }

  /// The first value is in use at once, unless somebody knows that there was none: they refuse it,
  /// or cannot serve without it.
  private String atOnceOrLater() {
    try {
      return trial.inUse(known());
    } catch (UserErrorException | TransientException notYet) {
      pause();
      return trial.inUse(known());
    }
  }

  private RotationStanding standing() {
    return new RotationStanding(wanted, state, began, end);
  }

  private List<Finding> ended() {
    var now = with.clock().instant();
    var due = due().filter(now::isBefore);
    if (due.isPresent() && !state.before().isEmpty()) {
      return List.of(
          Finding.note(
              "old version",
              "%s stays enabled until %s, when the last token of it that was signed before now has ended; then the same command disables it. Whoever else signs with it takes the new one now"
                  .formatted(state.numbers(), Times.seconds(due.get().toString())),
              standing().again()));
    }
    var counts = new ProcedureStep("new version", this::checkCounts).finding();
    return counts.level() == Level.FINE ? disabled(now) : List.of(counts);
  }

  /// Somebody may have gone back while this waited: then what was before counts again.
  private Finding checkCounts() {
    var all = google.versions(name.name());
    var newest = all.stream().findFirst().filter(SecretVersion::enabled);
    return newest.map(SecretVersion::number).equals(state.number())
        ? Finding.fine("new version", "is the newest that counts")
        : othersToo(
            "%d is not the newest that counts any more, and nothing was disabled"
                .formatted(version().number()));
  }

  private List<Finding> disabled(Instant now) {
    var findings = new ArrayList<>(end.disabled(state.before()));
    if (findings.stream().allMatch(one -> one.level().compareTo(Level.NOTE) <= 0)) {
      if (name == Name.API_AUTH_SECRET && wanted.atOnce() && !state.before().isEmpty()) {
        refused = Optional.of(now.plus(READERS_KNOW_AFTER));
      }
      state = state.ended();
      findings.addAll(end.afterwards(version(), refused, now));
    }
    return findings;
  }
}
