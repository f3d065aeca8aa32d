package io.codedeveloper.job.iteration;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.daemon.Iteration;
import io.codedeveloper.job.agent.CodingAgent;
import io.codedeveloper.job.agent.tool.ToolSettings;
import io.codedeveloper.job.sandbox.CommandSandbox.CommandRequest;
import io.codedeveloper.job.sandbox.CommandSandbox.Network;
import io.codedeveloper.testing.FaultRow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// An agent that takes its own files' rights away from a daemon that is not root, or is root
/// without the right to pass over them.
@EnabledOnOs(OS.LINUX)
final class TakenRightsIT {
  private static final String BOUND_BY_RIGHTS =
      "--bounding-set=-dac_override,-dac_read_search,-fowner";

  @TempDir Path directory;

  @Test
  @FaultRow("S10")
  void filesWhoseRightsWereTakenAwayAreWorkLikeAnyOther() throws Exception {
    assertThat(iteration("chmod 000 README.md made/deep/new.txt made/deep made"))
        .isEqualTo("pull_request made/deep/new.txt");
    assertThat(directory.resolve("data/work")).isEmptyDirectory();
  }

  @Test
  @FaultRow("S10")
  void aWorkTreeThatWasClosedAsAWholeIsStillChangedAndCleared() throws Exception {
    assertThat(iteration("chmod -R a= .")).isEqualTo("pull_request made/deep/new.txt");
    assertThat(directory.resolve("data/work")).isEmptyDirectory();
  }

  @Test
  @FaultRow("G16")
  void whatAKilledExecutionLeftClosedIsDeleted() throws Exception {
    var left = Files.createDirectories(directory.resolve("data/work/id-1/0/tree/closed"));
    Files.writeString(left.resolve("file"), "");
    Files.setPosixFilePermissions(left, java.util.Set.of());

    assertThat(iteration("true")).isEqualTo("pull_request made/deep/new.txt");
    assertThat(directory.resolve("data/work")).isEmptyDirectory();
  }

  /// Runs an iteration in a process that rights bind.
  ///
  /// @return its outcome and what it changed
  private String iteration(String command) throws IOException, InterruptedException {
    var arguments = new ArrayList<String>();
    if (System.getProperty("user.name").equals("root")) {
      arguments.addAll(List.of("setpriv", BOUND_BY_RIGHTS, "--inh-caps=-all"));
    }
    arguments.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Bound.class.getName(),
            directory.toString(),
            command));
    var process = new ProcessBuilder(arguments).redirectErrorStream(true).start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output.lines().reduce("", (earlier, last) -> last);
  }

  /// The process: an agent that makes a file and runs one command, twice.
  static final class Bound {
    private Bound() {}

    public static void main(String[] arguments) {
      try (var harness = new Harness(Path.of(arguments[0])).withRoadmap(ROADMAP)) {
        harness.agents = tools -> agent(tools, arguments[1]);
        var ended = harness.run();
        System.out.println(ended.outcomeMessage().orElse(""));
        System.out.println(
            ended.outcome().orElseThrow().wireName() + " " + changed(harness, ended));
      }
    }

    private static final String ROADMAP =
        """
        ### PRIORITY 1: Greet
        **Status**: 📝 Planned
        """;

    private static String changed(Harness harness, Iteration ended) {
      return String.join(
          ",",
          harness.changed(ended.branch().orElseThrow()).stream()
              .filter(path -> !path.endsWith("ROADMAP.md"))
              .toList());
    }

    private static CodingAgent agent(ToolSettings tools, String command) {
      return (task, session) -> {
        run(tools, task, "mkdir -p made/deep; echo new > made/deep/new.txt; " + command);
        session.checkpoint("half");
        session.touches();
        run(tools, task, command);
        session.checkpoint("done");
        return new CodingAgent.Result.Finished("done");
      };
    }

    private static void run(ToolSettings tools, CodingAgent.Task task, String command) {
      tools
          .sandbox()
          .run(
              new CommandRequest(
                  command,
                  task.workTree(),
                  List.of(task.workTree()),
                  List.of(),
                  Map.of(),
                  Network.NONE,
                  Duration.ofMinutes(1),
                  () -> false));
    }
  }
}
