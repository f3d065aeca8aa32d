package io.codedeveloper.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Set;

/// Entry points and adapters: the only classes that may touch the world outside.
final class EdgeOfTheSystem {
  /// Packages of adapters, each with what it adapts.
  private static final Set<String> PACKAGES =
      Set.of(
          "io.codedeveloper.platform.local", // SQLite, files, child processes
          "io.codedeveloper.platform.google", // Google Cloud's clients
          "io.codedeveloper.functions.delivery", // servers to which notifications are posted
          "io.codedeveloper.job.git", // JGit
          "io.codedeveloper.job.registry", // the proxy to package registries
          "io.codedeveloper.job.replay", // a server on loopback that plays the model
          "io.codedeveloper.job.sandbox", // bubblewrap and its processes
          "io.codedeveloper.cli.demo", // plays a recorded session, at the pace of a person
          "io.codedeveloper.cli.local", // a run in the foreground
          "io.codedeveloper.cli.person", // who types, waits, and has an editor
          "io.codedeveloper.cli.program", // other programs, and questions that are asked at once
          "io.codedeveloper.cli.up"); // hosts everything on this machine

  /// What the job's `Main` puts together, with its one background loop; not the packages below it.
  private static final String JOB_ENTRY_POINT = "io.codedeveloper.job";

  private static final Set<String> ENTRY_POINTS = Set.of("Main", "Wiring");

  private EdgeOfTheSystem() {}

  static DescribedPredicate<JavaClass> isNot() {
    return describe("are neither entry points nor adapters", it -> !isEdge(it));
  }

  /// `Main`, `Wiring` and the list of commands put the whole together, and therefore know it.
  static DescribedPredicate<JavaClass> isListOfConstructors() {
    return describe(
        "list constructors",
        it -> {
          String name = outermost(it).getSimpleName();
          return ENTRY_POINTS.contains(name) || name.equals("Commands");
        });
  }

  private static boolean isEdge(JavaClass it) {
    return ENTRY_POINTS.contains(outermost(it).getSimpleName())
        || it.getPackageName().equals(JOB_ENTRY_POINT)
        || PACKAGES.stream()
            .anyMatch(edge ->
                it.getPackageName().equals(edge) || it.getPackageName().startsWith(edge + "."));
  }

  private static JavaClass outermost(JavaClass it) {
    return it.getEnclosingClass().map(EdgeOfTheSystem::outermost).orElse(it);
  }
}
