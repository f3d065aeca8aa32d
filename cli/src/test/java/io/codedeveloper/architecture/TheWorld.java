package io.codedeveloper.architecture;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Set;
import java.util.Timer;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/// What makes one run differ from the next: the clock, waiting, threads, chance, the environment,
/// output.
final class TheWorld {
  private static final String CONSTRUCTOR = "<init>";
  private static final Set<Class<?>> DATES =
      Set.of(
          Instant.class,
          LocalDate.class,
          LocalDateTime.class,
          LocalTime.class,
          OffsetDateTime.class,
          ZonedDateTime.class);

  /// Members by class; an access to any of them touches the world.
  private static final Map<Class<?>, Set<String>> MEMBERS =
      Map.of(
          System.class,
              Set.of("currentTimeMillis", "nanoTime", "getenv", "in", "out", "err", "exit"),
          Runtime.class, Set.of("exit", "halt", "exec", "addShutdownHook"),
          Clock.class, Set.of("systemUTC", "systemDefaultZone", "system", "tickSeconds"),
          Thread.class,
              Set.of(CONSTRUCTOR, "sleep", "startVirtualThread", "ofVirtual", "ofPlatform"),
          TimeUnit.class, Set.of("sleep"),
          UUID.class, Set.of("randomUUID"),
          CompletableFuture.class, Set.of("runAsync", "supplyAsync", "delayedExecutor"),
          ProcessBuilder.class, Set.of("start"),
          Math.class, Set.of("random"));

  /// Classes of which nothing may be used.
  private static final Set<Class<?>> WHOLE =
      Set.of(Executors.class, ForkJoinPool.class, Timer.class, ThreadLocalRandom.class);

  private TheWorld() {}

  /// Holds for a class that touches the world; made to stand behind `noClasses().should(...)`.
  static ArchCondition<JavaClass> touched() {
    return new ArchCondition<>("touch the clock, threads, chance, the environment or the output") {
      @Override
      public void check(JavaClass item, ConditionEvents events) {
        item.getAccessesFromSelf().stream()
            .filter(TheWorld::touches)
            .forEach(it -> events.add(SimpleConditionEvent.satisfied(it, it.getDescription())));
      }
    };
  }

  private static boolean touches(JavaAccess<?> access) {
    JavaClass owner = access.getTargetOwner();
    String name = access.getTarget().getName();
    return WHOLE.stream().anyMatch(owner::isEquivalentTo)
        || (name.equals("now") && takesNoClock(access))
        || MEMBERS.entrySet().stream()
            .anyMatch(it -> owner.isEquivalentTo(it.getKey()) && it.getValue().contains(name));
  }

  private static boolean takesNoClock(JavaAccess<?> access) {
    return DATES.stream().anyMatch(access.getTargetOwner()::isEquivalentTo)
        && !access.getTarget().getFullName().contains(Clock.class.getName());
  }
}
