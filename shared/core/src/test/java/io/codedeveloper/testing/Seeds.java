package io.codedeveloper.testing;

import java.util.Random;
import java.util.SplittableRandom;

/// Runs a property on many seeded inputs; a failure names the seed, and `-Dseed=N` runs that one
/// alone.
public final class Seeds {
  /// A property that must hold for whatever the random source yields.
  @FunctionalInterface
  public interface Property {
    void check(Random random) throws Exception;
  }

  private Seeds() {}

  /// Checks the property with the seeds 1 to `count`, or with `-Dseed=N` only.
  public static void forAll(int count, Property property) {
    var only = Long.getLong("seed");
    if (only != null) {
      check(only, property);
      return;
    }
    for (var seed = 1L; seed <= count; seed++) {
      check(seed, property);
    }
  }

  private static void check(long seed, Property property) {
    try {
      property.check(Random.from(new SplittableRandom(seed)));
    } catch (Exception | AssertionError failure) {
      throw new AssertionError(
          "fails with seed " + seed + "; run it again with -Dseed=" + seed, failure);
    }
  }
}
