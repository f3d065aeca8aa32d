package io.codedeveloper.reliability.kill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/// All that chance decides in one run; the same for the same seed.
///
/// @param kills in the order in which they come
record KillPlan(long seed, List<Kill> kills) {
  /// An undisturbed run makes as many requests.
  private static final int REQUESTS = 130;

  private static final int LONGEST_DELAY_MILLIS = 400;
  private static final int MOST_KILLS = 2;

  /// Who is killed.
  enum Victim {
    /// The job's own process; the shell that notes its exit code stays.
    JOB,

    /// The job's process with the shell around it, so that nobody notes how it ended.
    JOB_AND_SHELL,

    /// `local up`; its job goes on.
    HOST,

    /// Host, job and shell, as when the machine goes down.
    EVERYTHING
  }

  /// Where a request is when the kill comes.
  enum Place {
    /// It has arrived, and nothing is done.
    BEFORE,

    /// It is done, and not answered.
    DONE,

    /// It is answered.
    ANSWERED
  }

  /// One SIGKILL.
  ///
  /// @param request the number of the request on the wire, from 1
  /// @param delay after that place
  record Kill(Victim victim, int request, Place place, Duration delay) {}

  static KillPlan of(long seed) {
    var random = new SplittableRandom(seed);
    var kills = new ArrayList<Kill>();
    for (var count = random.nextInt(1, MOST_KILLS + 1); count > 0; count--) {
      kills.add(kill(random));
    }
    kills.sort(Comparator.comparingInt(Kill::request));
    return new KillPlan(seed, List.copyOf(kills));
  }

  private static Kill kill(SplittableRandom random) {
    var delay = random.nextBoolean() ? 0 : random.nextInt(LONGEST_DELAY_MILLIS);
    return new Kill(
        one(Victim.values(), random),
        random.nextInt(1, REQUESTS + 1),
        one(Place.values(), random),
        Duration.ofMillis(delay));
  }

  /// What becomes of a request. A pull request's creation is answered every other time only.
  Fate fate(int request, Exchange.Kind kind) {
    var random = new SplittableRandom(seed * 1_000_003 + request);
    var lost =
        switch (kind) {
          case CREATE_PULL_REQUEST -> 0.5;
          case PUSH -> 0.2;
          case READ_REPOSITORY, READ_PULL_REQUESTS -> 0.003;
          case ASK_MODEL -> 0.02;
        };
    if (random.nextDouble() >= lost) {
      return Fate.ANSWERED;
    }
    var faults = List.of(Fate.values()).subList(1, Fate.values().length);
    return faults.get(random.nextInt(faults.size()));
  }

  private static <T> T one(T[] values, SplittableRandom random) {
    return values[random.nextInt(values.length)];
  }
}
