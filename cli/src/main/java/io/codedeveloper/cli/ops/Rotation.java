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
import java.util.stream.Stream;

/// Replaces a secret so that nobody is refused: what is new is tried before it is added, and what
/// was before counts until everybody has the new one.
///
/// Secret Manager itself says how far it is: two versions that are enabled are a rotation that is
/// under way, and whoever begins anew goes on with it.
final class Rotation {
  /// What functions read counts five minutes, and the keys that they made of it one more.
  static final Duration READERS_KNOW_AFTER = Duration.ofMinutes(6);

  /// The longest life of a token.
  static final Duration TOKENS_END_AFTER = Duration.ofHours(24);

  private final Name name;
  private final NewValue wanted;
  private final GoogleCloud google;
  private final SecretTrial trial;
  private final Surroundings with;
  private final Consumer<String> progress;
  private final RotationUse use;
  private final RotationEnd end;

  private int seen;
  private List<SecretVersion> before = List.of();
  private Optional<SecretVersion> present = Optional.empty();
  private Optional<SecretVersion> newest = Optional.empty();
  private Optional<Instant> inUse = Optional.empty();
  private Optional<Secret> value = Optional.empty();
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
    this.progress = progress;
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
        findings.add(standing());
        return findings;
      }
    }
    findings.addAll(ended());
    return findings;
  }

  private List<RotationStep> steps() {
    return List.of(
        new RotationStep("versions", this::look),
        new RotationStep("new value", this::tryBefore),
        new RotationStep("new version", this::add),
        new RotationStep("readers", this::await),
        new RotationStep("in use", this::tryInUse));
  }

  /// The version that is added, once it is.
  Optional<SecretVersion> added() {
    return newest;
  }

  /// When the versions before may be disabled; empty before that is known.
  Optional<Instant> due() {
    return isSignedWith()
        ? inUse.map(since -> since.plus(TOKENS_END_AFTER))
        : newest.map(one -> one.created().plus(READERS_KNOW_AFTER));
  }

  /// Whether tokens of the old value are to be good until they end.
  private boolean isSignedWith() {
    return name == Name.API_AUTH_SECRET && !wanted.atOnce();
  }

  /// Which versions count, for people.
  String outcome() {
    var number = newest.map(one -> "" + one.number()).orElse("none");
    return before.isEmpty()
        ? "version %s counts, and no other".formatted(number)
        : "versions %s and %s count".formatted(number, numbers());
  }

  /// Looks how far it is, and changes nothing.
  Finding look() {
    var all = google.versions(name.name());
    seen = highest(all);
    before = all.stream().filter(SecretVersion::enabled).toList();
    present = before.stream().findFirst().filter(one -> one.number() == seen);
    if (before.size() < 2 || present.isEmpty()) {
      return Finding.fine("versions", standingBefore());
    }
    newest = present;
    before = before.subList(1, before.size());
    present = before.stream().findFirst().filter(one -> one.number() == seen - 1);
    inUse = isSignedWith() ? use.since(seen) : Optional.empty();
    return Finding.note(
        "versions",
        "a rotation is under way: %s was added %s, and %s still counts"
            .formatted(seen, added(List.of(newest.get())), numbers()));
  }

  private static int highest(List<SecretVersion> all) {
    return all.isEmpty() ? 0 : all.getFirst().number();
  }

  private String standingBefore() {
    if (before.isEmpty()) {
      return "none is enabled";
    }
    var text = "%s is enabled, added %s".formatted(before.getFirst().number(), added(before));
    return present.isPresent()
        ? text
        : "%s; the newest, %d, is not, and readers take no other".formatted(text, seen);
  }

  private String added(List<SecretVersion> versions) {
    return Times.relative(versions.getFirst().created().toString(), with.clock().instant());
  }

  private String numbers() {
    return String.join(", ", before.stream().map(one -> "" + one.number()).toList());
  }

  private Finding tryBefore() {
    var next = chosen();
    var counting = present.map(this::read);
    if (counting.filter(next::equals).isPresent()) {
      return Finding.wrong("new value", "is the one that counts already; make another");
    }
    value = Optional.of(next);
    var which = newest.map(one -> "goes on with version %d: ".formatted(one.number())).orElse("");
    return Finding.fine("new value", which + trial.before(next, counting));
  }

  private Secret chosen() {
    if (newest.isEmpty()) {
      return wanted.fresh();
    }
    var underway = newest.get();
    var its = read(underway);
    var other = wanted.inPlaceOf(underway.number(), its);
    if (other.isPresent()) {
      newest = Optional.empty();
      inUse = Optional.empty();
      present = Optional.of(underway);
      before = Stream.concat(Stream.of(underway), before.stream()).toList();
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
    if (newest.isPresent()) {
      return Finding.fine("new version", newest.get().number() + " is there");
    }
    var found = highest(google.versions(name.name()));
    if (found != seen) {
      return othersToo("%d is the newest now, and nothing was added".formatted(found));
    }
    began = true;
    google.addVersion(name.name(), known());
    var first = google.versions(name.name()).getFirst();
    newest = Optional.of(first);
    if (first.number() != seen + 1) {
      return othersToo("%d is the newest, and should be %d".formatted(first.number(), seen + 1));
    }
    return first.enabled() && read(first).equals(known())
        ? Finding.fine(
            "new version", "%d is added, and is what was given".formatted(first.number()))
        : othersToo("%d is not what was given".formatted(first.number()));
  }

  private Finding othersToo(String how) {
    return Finding.wrong(
        "new version",
        how + ": somebody else replaced the secret at the same time",
        google.line("secrets", "versions", "list", name.name()));
  }

  private Finding await() {
    if (readsAtEachUse()) {
      return Finding.fine("readers", "read it at each use: nobody has to be waited for");
    }
    var known = newest.orElseThrow().created().plus(READERS_KNOW_AFTER);
    var left = Duration.between(with.clock().instant(), known);
    if (left.isPositive()) {
      progress.accept(
          "waits %s, until functions have read it; both values count, and you can end this and go on later"
              .formatted(Times.length(left)));
      if (!with.person().pause(left)) {
        throw new TransientException(
            "nobody waited until functions have read it, at %s; go on then"
                .formatted(Times.seconds(known.toString())));
      }
    }
    return Finding.fine("readers", "have had six minutes to read it");
  }

  /// From then on this person signs with it; what they signed before is good for a day.
  private Finding tryInUse() {
    var said = trial.inUse(known());
    if (!isSignedWith() || before.isEmpty() || inUse.isPresent()) {
      return Finding.fine("in use", said);
    }
    var now = with.clock().instant();
    inUse = Optional.of(now);
    try {
      use.note(newest.orElseThrow().number(), now);
      return Finding.fine("in use", said);
    } catch (UserErrorException failure) {
      return Finding.note(
          "in use",
          "%s; since when could not be noted (%s), so that the day begins anew when this is typed again"
              .formatted(said, failure.getMessage()));
    }
  }

  private boolean readsAtEachUse() {
    return name == Name.ANTHROPIC_API_KEY || name == Name.GITHUB_TOKEN;
  }

  /// That what counted before still counts.
  private Finding standing() {
    if (newest.isEmpty()) {
      return began
          ? Finding.note(
              "old version",
              "nothing was disabled; whether the new one was added, the same command finds out and goes on",
              again())
          : Finding.note("old version", "nothing was added, and nothing disabled");
    }
    var version = newest.get().number();
    if (before.isEmpty()) {
      return Finding.note("old version", "there is none; version %d counts".formatted(version));
    }
    return Finding.note(
        "old version",
        "%s stays enabled, beside %d; the second command makes the old value the newest again"
            .formatted(numbers(), version),
        again(),
        end.addingAgain(before.getFirst()));
  }

  private String again() {
    return "project-manager ops rotate-secret " + name;
  }

  private List<Finding> ended() {
    var now = with.clock().instant();
    var due = due().filter(now::isBefore);
    if (due.isPresent() && !before.isEmpty() && !readsAtEachUse()) {
      return List.of(
          Finding.note(
              "old version",
              "%s stays enabled until %s, when the last token of it has ended; then the same command disables it"
                  .formatted(numbers(), Times.seconds(due.get().toString())),
              again()));
    }
    var findings = new ArrayList<Finding>();
    before.forEach(version -> findings.add(end.disabled(version)));
    if (readsAtEachUse()) {
      findings.add(Finding.of("source", () -> end.revoke(newest.orElseThrow().created())));
    }
    if (findings.stream().allMatch(one -> one.level().compareTo(Level.NOTE) <= 0)) {
      before = List.of();
      if (readsAtEachUse() || name == Name.API_AUTH_SECRET) {
        findings.add(new Reminder(google, name).movedOn(now));
      }
    }
    return findings;
  }
}
