package io.codedeveloper.cli.ops;

import io.codedeveloper.auth.Secret;
import io.codedeveloper.cli.Surroundings;
import io.codedeveloper.cli.google.Execution;
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
import java.util.function.Supplier;

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

  private static final Duration NEXT_REMINDER = Duration.ofDays(90);

  private final Name name;
  private final boolean atOnce;
  private final GoogleCloud google;
  private final SecretTrial trial;
  private final Supplier<Secret> fresh;
  private final Surroundings with;
  private final Consumer<String> progress;

  private List<SecretVersion> before = List.of();
  private Optional<SecretVersion> newest = Optional.empty();
  private Optional<Secret> value = Optional.empty();
  private boolean began;

  /// @param atOnce whether tokens of the old key are of no account
  /// @param fresh the new value
  /// @param progress gets what is done, for people
  Rotation(
      Name name,
      boolean atOnce,
      GoogleCloud google,
      SecretTrial trial,
      Supplier<Secret> fresh,
      Surroundings with,
      Consumer<String> progress) {
    this.name = name;
    this.atOnce = atOnce;
    this.google = google;
    this.trial = trial;
    this.fresh = fresh;
    this.with = with;
    this.progress = progress;
  }

  private record Step(String subject, Supplier<Finding> work) {
    Finding finding() {
      try {
        return work.get();
      } catch (UserErrorException wrong) {
        return Finding.wrong(subject, String.valueOf(wrong.getMessage()));
      } catch (RuntimeException failure) {
        return Finding.unreadable(subject, failure);
      }
    }
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

  private List<Step> steps() {
    return List.of(
        new Step("versions", this::look),
        new Step("new value", this::tryBefore),
        new Step("new version", this::add),
        new Step("readers", this::await),
        new Step("in use", () -> Finding.fine("in use", trial.inUse(known()))));
  }

  /// The version that is added, once it is.
  Optional<SecretVersion> added() {
    return newest;
  }

  /// When the versions before may be disabled; empty before the new one is added.
  Optional<Instant> due() {
    return newest.map(one -> one.created().plus(READERS_KNOW_AFTER).plus(life()));
  }

  private Duration life() {
    return name == Name.API_AUTH_SECRET && !atOnce ? TOKENS_END_AFTER : Duration.ZERO;
  }

  /// Looks how far it is, and changes nothing.
  Finding look() {
    var all = google.versions(name.name());
    before = all.stream().filter(SecretVersion::enabled).toList();
    var underway = before.size() > 1 && all.getFirst().enabled();
    if (!underway) {
      return Finding.fine(
          "versions",
          before.isEmpty()
              ? "none is enabled"
              : "%s is enabled, added %s".formatted(before.getFirst().number(), added(before)));
    }
    newest = Optional.of(before.getFirst());
    before = before.subList(1, before.size());
    return Finding.note(
        "versions",
        "a rotation is under way: %s was added %s, and %s still counts; goes on with it"
            .formatted(newest.get().number(), added(List.of(newest.get())), numbers()));
  }

  private String added(List<SecretVersion> versions) {
    return Times.relative(versions.getFirst().created().toString(), with.clock().instant());
  }

  private String numbers() {
    return String.join(", ", before.stream().map(one -> "" + one.number()).toList());
  }

  private Finding tryBefore() {
    var present = before.stream().findFirst().map(this::read);
    var next = newest.map(this::read).orElseGet(fresh);
    if (present.filter(next::equals).isPresent()) {
      return Finding.wrong("new value", "is the one that counts already; make another");
    }
    value = Optional.of(next);
    return Finding.fine("new value", trial.before(next, present));
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
    began = true;
    google.addVersion(name.name(), known());
    var first = google.versions(name.name()).getFirst();
    newest = Optional.of(first);
    return first.enabled() && read(first).equals(known())
        ? Finding.fine(
            "new version", "%d is added, and is what was given".formatted(first.number()))
        : Finding.wrong(
            "new version",
            "%d is not what was given: somebody else replaced the secret at the same time"
                .formatted(first.number()),
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
        "%s | %s"
            .formatted(
                google.line(
                    "secrets",
                    "versions",
                    "access",
                    "" + before.getFirst().number(),
                    "--secret=" + name),
                google.line("secrets", "versions", "add", name.name(), "--data-file=-")));
  }

  private String again() {
    return "project-manager ops rotate-secret " + name;
  }

  private List<Finding> ended() {
    var findings = new ArrayList<Finding>();
    var due = due().orElseThrow();
    if (with.clock().instant().isBefore(due) && !before.isEmpty()) {
      if (!readsAtEachUse()) {
        findings.add(
            Finding.note(
                "old version",
                "%s stays enabled until %s, when the last token of it has ended; then the same command disables it"
                    .formatted(numbers(), Times.seconds(due.toString())),
                again()));
        return findings;
      }
    }
    before.forEach(version -> findings.add(disabled(version)));
    if (readsAtEachUse()) {
      findings.add(Finding.of("source", this::revoke));
    }
    if (findings.stream().allMatch(one -> one.level().compareTo(Level.NOTE) <= 0)) {
      reminder().ifPresent(findings::add);
    }
    return findings;
  }

  private Finding disabled(SecretVersion version) {
    var number = "" + version.number();
    var words = new String[] {"secrets", "versions", "disable", number, "--secret=" + name};
    var plan =
        new Act.Plan(
            "old version",
            google.line(words),
            google.line("secrets", "versions", "enable", number, "--secret=" + name));
    return plan.carriedOut(
            () -> {
              google.change(words);
              return "%s is disabled; to undo it: %s".formatted(number, plan.undo());
            })
        .finding();
  }

  /// Those that began before may still hold the old value.
  private Finding revoke() {
    var since = newest.orElseThrow().created();
    var holding =
        google.executions().stream()
            .filter(one -> one.state() == Execution.State.RUNNING)
            .filter(one -> one.created().isBefore(since))
            .map(Execution::name)
            .toList();
    return holding.isEmpty()
        ? Finding.note("source", "revoke the old value where it came from: nobody uses it now")
        : Finding.note(
            "source",
            "revoke the old value where it came from when %s, begun before, has ended"
                .formatted(String.join(", ", holding)),
            "project-manager cloud status");
  }

  private Optional<Finding> reminder() {
    if (!readsAtEachUse() && name != Name.API_AUTH_SECRET) {
      return Optional.empty();
    }
    var next = with.clock().instant().plus(NEXT_REMINDER).toString().replaceFirst("\\.\\d+Z", "Z");
    var update = new String[] {"secrets", "update", name.name(), "--next-rotation-time=" + next};
    var pull =
        new String[] {
          "pubsub", "subscriptions", "pull", "secret-reminders", "--auto-ack", "--limit=100"
        };
    try {
      google.change(update);
      google.change(pull);
      return Optional.of(Finding.fine("reminder", "comes again at " + Times.seconds(next)));
    } catch (UserErrorException failure) {
      return Optional.of(
          Finding.note(
              "reminder",
              "was not moved on (%s)".formatted(failure.getMessage()),
              google.line(update),
              google.line(pull)));
    }
  }
}
