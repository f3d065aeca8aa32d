package io.codedeveloper.job.iteration;

import io.codedeveloper.job.agent.CodingAgent;
import io.codedeveloper.job.agent.CodingAgent.Result;
import java.nio.file.Path;

/// A roadmap that asks for a greeting and then for a farewell, and an agent that gives them.
final class Greeting {
  static final String ROADMAP =
      """
      # Roadmap

      ### PRIORITY 1: Add a greeting
      **Status**: 📝 Planned

      Write hello.txt.

      ### PRIORITY 2: Add a farewell
      **Status**: 📝 Planned
      """;

  /// Of the first priority.
  static final String BRANCH = "code-developer/priority-1";

  private Greeting() {}

  /// A repository with the roadmap, and an agent that writes the greeting.
  static Harness harness(Path directory) {
    var harness = new Harness(directory).withRoadmap(ROADMAP);
    harness.agent = writing("hello.txt", "hello\n");
    return harness;
  }

  /// An agent that writes a file, and asks whether that is all.
  static CodingAgent writing(String path, String content) {
    return (task, session) -> {
      Repositories.write(task.workTree().resolve(path), content);
      session.checkpoint("wrote " + path);
      session.objectionTo("wrote " + path);
      return new Result.Finished("Wrote " + path + ".");
    };
  }
}
