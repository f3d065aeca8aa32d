package io.codedeveloper.simulation.fault;

import static io.codedeveloper.simulation.fault.FaultKind.CRASH_AFTER;
import static io.codedeveloper.simulation.fault.FaultKind.LATE_EFFECT;
import static io.codedeveloper.simulation.fault.FaultKind.LOST_ACKNOWLEDGEMENT;
import static io.codedeveloper.simulation.fault.FaultKind.PAUSE_BEFORE;
import static io.codedeveloper.simulation.fault.FaultKind.USER_ACTION;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Decides, by the seed alone, which call goes wrong and how.
public final class FaultPlan {
  private final RandomGenerator random;
  private final Map<FaultKind, Double> rates = new EnumMap<>(FaultKind.class);
  private final FaultTable table = new FaultTable();
  private final String profile;
  private final @Nullable Single single;
  private final @Nullable Race race;
  private int passed;
  private boolean over;

  private FaultPlan(
      RandomGenerator random, String profile, Map<FaultKind, Double> rates, @Nullable Single one) {
    this(random, profile, rates, one, null);
  }

  private FaultPlan(
      RandomGenerator random,
      String profile,
      Map<FaultKind, Double> rates,
      @Nullable Single one,
      @Nullable Race race) {
    this.random = random;
    this.profile = profile;
    this.rates.putAll(rates);
    this.single = one;
    this.race = race;
  }

  /// What is asked of others at a step goes wrong in one way, and when it is asked again, in
  /// another: turn and turn about.
  private record Race(FaultKind first, FaultKind second, String step) {
    private static final List<String> STEPS = List.of("sync", "push", "pull-request");
    private static final List<FaultKind> FIRST =
        List.of(LATE_EFFECT, LOST_ACKNOWLEDGEMENT, CRASH_AFTER);
    private static final List<FaultKind> SECOND = List.of(USER_ACTION, LATE_EFFECT, PAUSE_BEFORE);

    /// Half of them are the one that only the look after the creation notices: a pull request that
    /// was thought lost appears and is closed while it is made again.
    static Race of(RandomGenerator random) {
      return random.nextBoolean()
          ? new Race(LATE_EFFECT, USER_ACTION, "pull-request")
          : new Race(one(FIRST, random), one(SECOND, random), one(STEPS, random));
    }

    private static <T> T one(List<T> of, RandomGenerator random) {
      return of.get(random.nextInt(of.size()));
    }

    boolean meets(String at, List<FaultKind> possible) {
      return step.equals(at) && possible.contains(USER_ACTION) && possible.contains(LATE_EFFECT);
    }

    String words() {
      return "%s, then %s at %s".formatted(first.words(), second.words(), step);
    }
  }

  /// One fault alone: the kind, and at which call of those where it can happen.
  private record Single(@Nullable FaultKind kind, String step, int call) {
    /// Every call of a step.
    Single(String step) {
      this(null, step, 0);
    }
  }

  private static final List<String> STEPS =
      List.of(
          "",
          "sync",
          "rebase",
          "select",
          "spec",
          "prepare",
          "approve",
          "implement",
          "verify",
          "roadmap",
          "commit",
          "push",
          "pull-request",
          "notify",
          "start",
          "stop",
          "restart",
          "respond",
          "edit",
          "tick",
          "command",
          "iteration-finished",
          "stop-deadline",
          "delivery",
          "heartbeat",
          "deliver",
          "begin");

  /// The plan of a seed: calm, a single fault, some kinds of faults or a hostile world.
  public static FaultPlan of(RandomGenerator random) {
    var dice = random.nextInt(100);
    if (dice < 4) {
      return new FaultPlan(random, "calm", Map.of(), null);
    }
    if (dice < 40) {
      var kinds = FaultKind.values();
      var kind = kinds[random.nextInt(kinds.length - 2)];
      var step = STEPS.get(random.nextInt(STEPS.size()));
      var single = new Single(kind, step, random.nextInt(step.isEmpty() ? 600 : 24));
      return new FaultPlan(random, "one " + kind.words() + " at " + step, Map.of(), single);
    }
    if (dice < 54) {
      return focused(random);
    }
    if (dice < 66) {
      var race = Race.of(random);
      return new FaultPlan(random, race.words(), Map.of(), null, race);
    }
    var hostile = dice >= 94;
    var rates = new EnumMap<FaultKind, Double>(FaultKind.class);
    var scale = hostile ? 0.02 : List.of(0.0005, 0.002, 0.006).get(random.nextInt(3));
    for (var kind : FaultKind.values()) {
      if (hostile || random.nextInt(2) == 0) {
        rates.put(kind, rate(kind, scale, random));
      }
    }
    return new FaultPlan(random, hostile ? "hostile" : "some kinds, " + scale, rates, null);
  }

  /// One step at which everything goes wrong, again and again.
  private static FaultPlan focused(RandomGenerator random) {
    var step = STEPS.get(random.nextInt(1, STEPS.size()));
    var rates = new EnumMap<FaultKind, Double>(FaultKind.class);
    for (var kind : FaultKind.values()) {
      if (random.nextInt(3) > 0) {
        rates.put(kind, random.nextDouble(0.02, 0.2));
      }
    }
    rates.remove(FaultKind.OUTAGE);
    return new FaultPlan(random, "everything at " + step, rates, new Single(step));
  }

  private static double rate(FaultKind kind, double scale, RandomGenerator random) {
    var rate = scale * random.nextDouble(0.5, 1.5);
    return switch (kind) {
      case OUTAGE -> rate / 20;
      case PAUSE_BEFORE, PAUSE_AFTER, CRASH_BEFORE, CRASH_AFTER -> rate / 3;
      case DUPLICATED_MESSAGE, DELAYED_MESSAGE, REORDERED_MESSAGE, LOST_MESSAGE -> rate * 20;
      case SECOND_EXECUTION, LOST_LAUNCH -> rate * 20;
      case REFUSAL -> rate * 10;
      case LATE_EFFECT, TRANSIENT, LOST_ACKNOWLEDGEMENT, SLOW, CONTENTION, USER_ACTION -> rate;
    };
  }

  public String profile() {
    return profile;
  }

  /// From now on nothing goes wrong any more.
  public void end() {
    over = true;
  }

  public boolean ended() {
    return over;
  }

  /// Whether this kind happens in this world at all.
  public boolean has(FaultKind kind) {
    return rates.containsKey(kind);
  }

  /// What goes wrong at a call.
  public Optional<FaultKind> at(String step, List<FaultKind> possible) {
    if (over) {
      return Optional.empty();
    }
    var chosen = chosen(step, possible);
    chosen.ifPresent(kind -> table.count(kind, step));
    return chosen;
  }

  private Optional<FaultKind> chosen(String step, List<FaultKind> possible) {
    if (race != null) {
      return race.meets(step, possible)
          ? Optional.of(passed++ % 2 == 0 ? race.first() : race.second())
          : Optional.empty();
    }
    if (single == null) {
      return byRates(possible);
    }
    if (single.kind() == null) {
      return single.step().equals(step) ? byRates(possible) : Optional.empty();
    }
    return alone(single, step, possible);
  }

  private Optional<FaultKind> alone(Single one, String step, List<FaultKind> possible) {
    var kind = java.util.Objects.requireNonNull(one.kind());
    var here = (one.step().isEmpty() || one.step().equals(step)) && possible.contains(kind);
    return here && passed++ == one.call() ? Optional.of(kind) : Optional.empty();
  }

  private Optional<FaultKind> byRates(List<FaultKind> possible) {
    if (rates.isEmpty()) {
      return Optional.empty();
    }
    var dice = random.nextDouble();
    for (var kind : possible) {
      dice -= rates.getOrDefault(kind, 0.0);
      if (dice < 0) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  public FaultTable table() {
    return table;
  }
}
