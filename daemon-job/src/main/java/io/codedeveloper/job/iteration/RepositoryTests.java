package io.codedeveloper.job.iteration;

import io.codedeveloper.daemon.ProjectSettings;
import io.codedeveloper.job.agent.tool.ProtectedPaths;
import io.codedeveloper.job.agent.tool.ToolSettings;
import io.codedeveloper.job.toolchain.ConfigurationFile;
import io.codedeveloper.job.toolchain.Detection;
import io.codedeveloper.job.toolchain.Preparation;
import io.codedeveloper.job.toolchain.ProjectConfiguration;
import io.codedeveloper.job.toolchain.TestComparison;
import io.codedeveloper.job.toolchain.TestReport;
import io.codedeveloper.job.toolchain.TestRun;
import io.codedeveloper.job.toolchain.Toolchain;
import io.codedeveloper.job.toolchain.Workplace;
import io.codedeveloper.platform.UserErrorException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The repository's own tests, in the iteration's work tree.
///
/// How they run is read before the agent has touched anything. `setup` runs before the agent, and
/// again when the agent has changed a lock file: nothing but package registries is in its reach,
/// and what it then fetches serves this work tree only.
final class RepositoryTests {
  private final Work work;
  private final ProjectConfiguration configuration;
  private final Toolchain toolchain;
  private Workplace workplace;

  private RepositoryTests(
      Work work, ProjectConfiguration configuration, Toolchain toolchain, Workplace workplace) {
    this.work = work;
    this.configuration = configuration;
    this.toolchain = toolchain;
    this.workplace = workplace;
  }

  /// Finds out how the repository is tested, and prepares the work tree for it.
  ///
  /// @throws UserErrorException when `code-developer.yml` is wrong or `setup` fails
  static RepositoryTests open(Work work) {
    work.say(work.sandbox().inForce());
    var tree = work.workTree().root();
    var configuration = ConfigurationFile.read(tree);
    var toolchain = chosen(Detection.of(tree, configuration), work.project().settings());
    var workplace =
        switch (toolchain) {
          case Toolchain.Found found -> prepared(work, configuration, found);
          case Toolchain.NotFound(var why) -> bare(work, why);
        };
    return new RepositoryTests(work, configuration, toolchain, workplace);
  }

  /// The user's own setting comes before what the repository says.
  private static Toolchain chosen(Toolchain found, ProjectSettings settings) {
    return settings
        .testCommand()
        .<Toolchain>map(test ->
            found instanceof Toolchain.Found known
                ? new Toolchain.Found(
                    known.setup(), test, known.environment(), known.filesInTree(), "settings")
                : new Toolchain.Found("", test, Map.of(), false, "settings"))
        .orElse(found);
  }

  private static Workplace prepared(
      Work work, ProjectConfiguration configuration, Toolchain.Found found) {
    if (!found.setup().isEmpty()) {
      work.say("preparing with `%s` (%s)".formatted(found.setup(), found.how()));
    }
    var result = prepare(work, configuration, found, Preparation.Origin.REPOSITORY);
    return switch (result) {
      case Preparation.Result.Ready(var place, var note) -> {
        work.say(note);
        yield place;
      }
      case Preparation.Result.Stopped() -> bare(work, "stopped before the preparation had ended");
      case Preparation.Result.Failed(var why, var output) ->
          throw new UserErrorException(
              "%s; correct it in %s. Its last words: %s"
                  .formatted(why, ProjectConfiguration.FILE, lastLines(output)));
    };
  }

  private static Preparation.Result prepare(
      Work work,
      ProjectConfiguration configuration,
      Toolchain.Found found,
      Preparation.Origin origin) {
    return new Preparation(work.sandbox(), caches(work))
        .prepare(
            found,
            work.workTree().root(),
            work.services().directories().state(work.iteration().id(), work.fence()),
            origin,
            configuration.setupTimeout(),
            work.stop()::requested);
  }

  private static Workplace bare(Work work, String why) {
    work.note("Not tested: " + why + ".");
    var home = work.services().directories().state(work.iteration().id(), work.fence());
    return new Workplace(work.workTree().root(), home, List.of(), Map.of());
  }

  private static Path caches(Work work) {
    return work.services().directories().toolchainCache().resolve(work.project().id().value());
  }

  private static String lastLines(String output) {
    var lines = output.strip().lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 10), lines.size()));
  }

  /// The test command; empty when none was found.
  Optional<String> command() {
    return toolchain instanceof Toolchain.Found found
        ? Optional.of(found.test())
        : Optional.empty();
  }

  /// Runs the tests offline; empty when there are none, or when it was asked to stop.
  ///
  /// @param when `before` or `after`, for people
  Optional<TestReport> run(String when) {
    if (!(toolchain instanceof Toolchain.Found found)) {
      return Optional.empty();
    }
    return switch (prepare(work, configuration, found, Preparation.Origin.AGENT)) {
      case Preparation.Result.Stopped() -> Optional.empty();
      case Preparation.Result.Failed(var why, var output) ->
          Optional.of(unprepared(found, why, output));
      case Preparation.Result.Ready(var place, var note) -> {
        if (!place.equals(workplace)) {
          work.say("prepared again for changed lock files: " + note);
          workplace = place;
        }
        yield test(found, when);
      }
    };
  }

  private TestReport unprepared(Toolchain.Found found, String why, String output) {
    return new TestReport(found.setup(), false, 1, Optional.empty(), Set.of(), why + "\n" + output)
        .withTexts(work.services().redactor()::redact);
  }

  private Optional<TestReport> test(Toolchain.Found found, String when) {
    work.say("testing %s the change: `%s` (%s)".formatted(when, found.test(), found.how()));
    return new TestRun(work.sandbox())
        .run(found, workplace, configuration.testTimeout(), work.stop()::requested)
        .map(report -> report.withTexts(work.services().redactor()::redact));
  }

  /// What the change did to the tests.
  TestComparison compare(Optional<TestReport> before, Optional<TestReport> after) {
    if (before.isPresent() && after.isPresent()) {
      return TestComparison.of(before.get(), after.get());
    }
    return TestComparison.notTested(
        toolchain instanceof Toolchain.NotFound(var why)
            ? why
            : "the tests did not run to their end");
  }

  /// Where the agent's commands run, and what it must not write.
  ToolSettings toolSettings() {
    var patterns = new ArrayList<>(ProtectedPaths.standard(work.roadmapPath()).patterns());
    patterns.add(work.project().settings().roadmapPath()); // Possibly a link to the other.
    patterns.addAll(configuration.protectedPaths());
    return new ToolSettings(
        work.sandbox(),
        environment(),
        workplace.readable(),
        List.of(workplace.home()),
        new ProtectedPaths(patterns));
  }

  private Map<String, String> environment() {
    return workplace.request("", configuration.testTimeout(), () -> false).environment();
  }
}
