package io.codedeveloper.simulation.world;

import io.codedeveloper.budget.Budget;
import io.codedeveloper.budget.Usd;
import io.codedeveloper.daemon.ProjectSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// What a seed's project is like, and what its people do.
///
/// @param priorities how many the roadmap has
/// @param faultyHours how long things go wrong
/// @param busy minutes between two actions of the user, at most
/// @param approval whether plans need the user's approval
/// @param reviewed whether somebody decides on each pull request at once
public record Scenario(
    int priorities,
    String schedule,
    Budget budget,
    int faultyHours,
    int busy,
    boolean starts,
    boolean approval,
    boolean reviewed) {
  /// Where the roadmap lies.
  public static final String ROADMAP = ProjectSettings.DEFAULT_ROADMAP_PATH;

  static Scenario of(RandomGenerator random) {
    return new Scenario(
        random.nextInt(1, 5),
        List.of("10m", "30m", "1h", "2h").get(random.nextInt(4)),
        budget(random),
        random.nextInt(1, 4),
        List.of(20, 60, 240, 1000).get(random.nextInt(4)),
        random.nextInt(10) > 0,
        random.nextInt(5) == 0,
        random.nextInt(4) == 0);
  }

  private static Budget budget(RandomGenerator random) {
    return switch (random.nextInt(4)) {
      case 0 -> new Budget(Usd.of("2"), Usd.of("3"), Usd.of("40"));
      case 1 -> new Budget(Usd.of("50"), Usd.of("4"), Usd.of("400"));
      default -> new Budget(Usd.of("50"), Usd.of("200"), Usd.of("1000"));
    };
  }

  ProjectSettings settings() {
    var usual = ProjectSettings.of("https://git.example/acme/tool");
    return new ProjectSettings(
        usual.repository(),
        usual.baseBranch(),
        usual.roadmapPath(),
        Optional.of("check"),
        usual.agent(),
        usual.model(),
        budget,
        schedule);
  }

  Map<String, Optional<String>> files() {
    return Map.of(
        "README.md",
        Optional.of("# A tool\n"),
        "src/first.txt",
        Optional.of("First\n"),
        "tests/first.txt",
        Optional.of("First\n"),
        ROADMAP,
        Optional.of(roadmap()));
  }

  private String roadmap() {
    var text = new StringBuilder("# Roadmap\n\nWhat comes next.\n\n## Priorities\n");
    for (var number = 1; number <= priorities; number++) {
      text.append(priority(number, "Planned"));
    }
    return text.toString();
  }

  static String priority(int number, String status) {
    return """

    ### PRIORITY %d: Thing %d
    **Status**: %s

    Write thing-%d.txt.
    """
        .formatted(number, number, status.equals("Planned") ? "📝 Planned" : status, number);
  }
}
