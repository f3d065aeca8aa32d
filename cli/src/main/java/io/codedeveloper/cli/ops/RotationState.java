package io.codedeveloper.cli.ops;

import io.codedeveloper.cli.google.SecretVersion;
import io.codedeveloper.cli.terminal.Times;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which versions of a secret are enabled. Two of them are a rotation that is under way.
///
/// @param seen the highest number, in whatever state; 0 where there is no version
/// @param before what is to end, the newest first
/// @param present the one of those that readers took last; empty where that was another
/// @param newest the version that is brought in, once it is there
record RotationState(
    int seen,
    List<SecretVersion> before,
    Optional<SecretVersion> present,
    Optional<SecretVersion> newest) {
  /// @param all versions, the newest first
  static RotationState of(List<SecretVersion> all) {
    var seen = all.isEmpty() ? 0 : all.getFirst().number();
    var enabled = all.stream().filter(SecretVersion::enabled).toList();
    var first = numbered(enabled, seen);
    if (enabled.size() < 2 || first.isEmpty()) {
      return new RotationState(seen, enabled, first, Optional.empty());
    }
    var before = enabled.subList(1, enabled.size());
    return new RotationState(seen, before, numbered(before, seen - 1), first);
  }

  private static Optional<SecretVersion> numbered(List<SecretVersion> versions, int number) {
    return versions.stream().findFirst().filter(one -> one.number() == number);
  }

  /// The version that is being brought in is to end, too.
  RotationState abandoned() {
    var ending = Stream.concat(newest.stream(), before.stream()).toList();
    return new RotationState(seen, ending, newest, Optional.empty());
  }

  /// This version is brought in.
  RotationState bringing(SecretVersion added) {
    return new RotationState(seen, before, present, Optional.of(added));
  }

  /// What was before has ended.
  RotationState ended() {
    return new RotationState(seen, List.of(), Optional.empty(), newest);
  }

  /// Whose values nobody brings in again: those of what is to end, where the newest counts.
  List<SecretVersion> counting() {
    return newest.isPresent() || present.isPresent() ? before : List.of();
  }

  Optional<Integer> number() {
    return newest.map(SecretVersion::number);
  }

  /// The numbers of what is to end.
  String numbers() {
    return before.stream().map(one -> "" + one.number()).collect(Collectors.joining(", "));
  }

  /// How far it is, for people.
  String text(Instant now) {
    if (newest.isPresent()) {
      return "a rotation is under way: %d was added %s, and %s still counts"
          .formatted(newest.get().number(), added(newest.get(), now), numbers());
    }
    if (before.isEmpty()) {
      return "none is enabled";
    }
    var first = before.getFirst();
    var text = "%d is enabled, added %s".formatted(first.number(), added(first, now));
    return present.isPresent()
        ? text
        : "%s; the newest, %d, is not, and readers take no other".formatted(text, seen);
  }

  private static String added(SecretVersion version, Instant now) {
    return Times.relative(version.created().toString(), now);
  }

  /// Which versions count in the end, for people.
  String outcome() {
    var last = number().map(number -> "" + number).orElse("none");
    return before.isEmpty()
        ? "version %s counts, and no other".formatted(last)
        : "versions %s and %s count".formatted(last, numbers());
  }
}
