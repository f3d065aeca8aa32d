package io.codedeveloper.simulation.world;

import io.codedeveloper.platform.TransientException;
import io.codedeveloper.simulation.engine.Actor;
import io.codedeveloper.simulation.engine.Crash;
import io.codedeveloper.simulation.engine.Scheduler;
import io.codedeveloper.simulation.engine.SimulatedProcess;
import io.codedeveloper.simulation.fault.FaultKind;
import io.codedeveloper.simulation.fault.FaultPlan;
import io.codedeveloper.simulation.fault.Trace;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// What every call of a process to the outside goes through: it takes time, others may come
/// between, and it may go wrong before or after its effect.
public final class Wire {
  private static final long SECONDS = 1_000_000;

  private final Scheduler scheduler;
  private final FaultPlan faults;
  private final Trace trace;
  private final RandomGenerator random;
  private final String secret;
  private final List<AtomicReference<Supplier<?>>> late = new ArrayList<>();
  private Runnable meddler = () -> {};
  private Consumer<Line> watch = line -> {};
  private long outageUntil;
  private Optional<FaultKind> present = Optional.empty();

  /// @param secret what leaky services tell in their errors
  Wire(Scheduler scheduler, FaultPlan faults, Trace trace, RandomGenerator random, String secret) {
    this.scheduler = scheduler;
    this.faults = faults;
    this.trace = trace;
    this.random = random;
    this.secret = secret;
  }

  /// Has somebody look at each call that the world outside notices, before it begins.
  void watch(Consumer<Line> somebody) {
    watch = somebody;
  }

  /// Who acts in the middle of a call.
  void meddler(Runnable somebody) {
    meddler = somebody;
  }

  /// A port of which each call named goes through the wire.
  <P> P port(Class<P> type, P real, Map<String, Line> lines) {
    return port(type, real, lines, Object.class, UnaryOperator.identity());
  }

  /// A port whose results of one type are something else for the caller.
  @SuppressWarnings("unchecked")
  <P, R> P port(
      Class<P> type, P real, Map<String, Line> lines, Class<R> results, UnaryOperator<R> other) {
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          var line = lines.get(method.getName());
          var result =
              line == null
                  ? invoked(real, method, arguments)
                  : call(line, () -> invoked(real, method, arguments), () -> shown(arguments));
          return results.isInstance(result) ? other.apply(results.cast(result)) : result;
        };
    return (P) Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler);
  }

  private static String shown(Object @Nullable [] arguments) {
    if (arguments == null) {
      return "";
    }
    var text = Arrays.deepToString(arguments).replaceAll("\\s+", " ");
    return text.length() <= 160 ? text : text.substring(0, 160) + "…";
  }

  private static @Nullable Object invoked(
      Object real, java.lang.reflect.Method method, Object @Nullable [] arguments) {
    try {
      return method.invoke(real, arguments);
    } catch (InvocationTargetException failure) {
      throw Wire.<RuntimeException>unchecked(failure.getCause());
    } catch (IllegalAccessException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @SuppressWarnings("unchecked")
  private static <E extends Throwable> E unchecked(@Nullable Throwable failure) throws E {
    throw (E) java.util.Objects.requireNonNull(failure);
  }

  /// Makes a call.
  <T> T call(Line line, Supplier<T> effect, Supplier<String> details) {
    if (!scheduler.running()) {
      return effect.get();
    }
    var actor = scheduler.current();
    scheduler.alive(actor);
    if (line.visible()) {
      watch.accept(line);
    }
    var fault = faults.at(actor.doing(), line.possible());
    trace.event(line.name() + fault.map(kind -> " !" + kind.words()).orElse(""), details);
    before(actor, line, fault);
    if (fault.isPresent() && fault.get() == FaultKind.LATE_EFFECT) {
      later(effect);
      throw failure(line, "did not answer");
    }
    var took = random.nextLong(line.least(), line.most() + 1);
    pass(line, took / 2);
    var result = done(effect, fault);
    after(actor, line, fault);
    scheduler.sleep(took - took / 2);
    return result;
  }

  /// Time that an interrupt ends where the call leads out of the platform.
  private void pass(Line line, long micros) {
    if (!line.foreign()) {
      scheduler.sleep(micros);
      return;
    }
    for (var left = micros; left > 0; left -= SECONDS) {
      if (Thread.currentThread().isInterrupted()) {
        throw new TransientException(line.name() + " was interrupted");
      }
      scheduler.sleep(Math.min(left, SECONDS));
    }
  }

  /// The request was on its way all the same.
  private void later(Supplier<?> effect) {
    var at = scheduler.now() + random.nextLong(SECONDS, 600 * SECONDS);
    var request = new AtomicReference<Supplier<?>>(effect);
    late.add(request);
    scheduler.spawn(at, "network", new SimulatedProcess("network"), () -> arrive(request));
    scheduler.sleep(random.nextLong(10_000, 30 * SECONDS));
  }

  private void arrive(AtomicReference<Supplier<?>> request) {
    late.remove(request);
    var effect = request.getAndSet(null);
    if (effect == null) {
      return;
    }
    try {
      var result = effect.get();
      trace.event("late effect", () -> String.valueOf(result));
    } catch (RuntimeException refused) {
      trace.event("late effect refused", () -> String.valueOf(refused.getMessage()));
    }
  }

  /// Everything that was thought lost arrives now.
  void arriveAll() {
    List.copyOf(late).forEach(this::arrive);
  }

  private <T> T done(Supplier<T> effect, Optional<FaultKind> fault) {
    present = fault;
    try {
      return effect.get();
    } finally {
      present = Optional.empty();
    }
  }

  /// True while an effect happens that shall happen in this way.
  boolean now(FaultKind kind) {
    return present.isPresent() && present.get() == kind;
  }

  private void before(Actor actor, Line line, Optional<FaultKind> fault) {
    switch (fault.orElse(FaultKind.CONTENTION)) {
      case CRASH_BEFORE -> crash(actor);
      case TRANSIENT -> {
        scheduler.sleep(random.nextLong(10_000, 5 * SECONDS));
        throw failure(line, "was not reached");
      }
      case USER_ACTION -> meddler.run();
      case SLOW -> scheduler.sleep(random.nextLong(SECONDS, 90 * SECONDS));
      case PAUSE_BEFORE -> pause(actor);
      case OUTAGE ->
          outageUntil = scheduler.now() + random.nextLong(5 * SECONDS, 25 * 60 * SECONDS);
      default -> {}
    }
    if (line.store() && scheduler.now() < outageUntil && !faults.ended()) {
      scheduler.sleep(random.nextLong(1_000, 10 * SECONDS));
      throw failure(line, "cannot be reached");
    }
  }

  private void after(Actor actor, Line line, Optional<FaultKind> fault) {
    switch (fault.orElse(FaultKind.USER_ACTION)) {
      case CRASH_AFTER -> crash(actor);
      case PAUSE_AFTER -> pause(actor);
      case LOST_ACKNOWLEDGEMENT -> {
        scheduler.sleep(random.nextLong(10_000, 30 * SECONDS));
        throw failure(line, "did not answer");
      }
      default -> {}
    }
  }

  private static void crash(Actor actor) {
    actor.process().kill();
    throw new Crash(actor.process().name());
  }

  private void pause(Actor actor) {
    actor.process().freezeUntil(scheduler.now() + random.nextLong(20 * SECONDS, 600 * SECONDS));
    scheduler.sleep(0);
  }

  private TransientException failure(Line line, String what) {
    var from = line.foreign() ? " (https://x-access-token:" + secret + "@git.example)" : "";
    return new TransientException(line.name() + " " + what + from);
  }
}
