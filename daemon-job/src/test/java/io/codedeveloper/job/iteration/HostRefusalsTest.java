package io.codedeveloper.job.iteration;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.daemon.IterationOutcome;
import io.codedeveloper.job.agent.CodingAgent.Result;
import io.codedeveloper.job.git.RefusedTokenException;
import io.codedeveloper.job.git.RemoteRepository;
import io.codedeveloper.job.git.RemoteRepository.PushResult;
import io.codedeveloper.platform.UserErrorException;
import io.codedeveloper.testing.FaultRow;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A Git host that says no: people are told its words, once, and nothing is lost.
final class HostRefusalsTest {
  @TempDir Path directory;

  private Harness harness() {
    var harness =
        new Harness(directory)
            .withRoadmap("### PRIORITY 1: Add a greeting\n**Status**: 📝 Planned\n");
    harness.agent =
        (task, session) -> {
          Repositories.write(task.workTree().resolve("hello.txt"), "hello\n");
          session.checkpoint("worked");
          return new Result.Finished("Wrote hello.txt.");
        };
    return harness;
  }

  @ParameterizedTest
  @FaultRow("P11")
  @ValueSource(
      strings = {
        "GH001: Large files detected",
        "GH006: Protected branch update failed for refs/heads/x",
        "GH013: Repository rule violations found for refs/heads/x"
      })
  void theRuleThatRefusesAPushIsToldOnceInItsWords(String rule) {
    try (var harness = harness()) {
      harness.remotes = remote -> answering(remote, "push", () -> new PushResult.Refused(rule));

      assertThat(harness.run().outcome()).contains(IterationOutcome.USER_ERROR);
      assertThat(harness.run().outcome()).contains(IterationOutcome.USER_ERROR);
      assertThat(harness.notifications())
          .singleElement()
          .satisfies(told -> assertThat(told.message()).contains(rule));

      harness.remotes = remote -> remote;
      assertThat(harness.run().outcome()).contains(IterationOutcome.PULL_REQUEST);
    }
  }

  @Test
  @FaultRow("G2")
  void aRefusedTokenIsToldOnceAndWorkGoesOnWhenItIsReplaced() {
    try (var harness = harness()) {
      harness.remotes =
          remote ->
              answering(
                  remote,
                  "fetch",
                  () -> {
                    throw new RefusedTokenException("the token is refused (401)");
                  });
      assertToldOnce(harness, "the token is refused (401)");
    }
  }

  @Test
  @FaultRow("G3")
  void aRepositoryThatIsGoneIsToldOnce() {
    try (var harness = harness()) {
      harness.remotes =
          remote ->
              answering(
                  remote,
                  "fetch",
                  () -> {
                    throw new UserErrorException("there is no repository (451)");
                  });
      assertToldOnce(harness, "there is no repository (451)");
    }
  }

  private static void assertToldOnce(Harness harness, String words) {
    for (var run = 1; run <= 3; run++) {
      assertThat(harness.run().outcome()).contains(IterationOutcome.USER_ERROR);
    }
    assertThat(harness.notifications())
        .singleElement()
        .satisfies(told -> assertThat(told.message()).contains(words));
    assertThat(harness.services.projects().require(Harness.PROJECT).notBefore()).isPresent();

    harness.remotes = remote -> remote;
    assertThat(harness.run().outcome()).contains(IterationOutcome.PULL_REQUEST);
  }

  /// The remote, with one of its methods answered otherwise.
  private static RemoteRepository answering(
      RemoteRepository remote, String name, Supplier<?> answer) {
    return (RemoteRepository)
        Proxy.newProxyInstance(
            RemoteRepository.class.getClassLoader(),
            new Class<?>[] {RemoteRepository.class},
            (self, method, arguments) -> {
              if (method.getName().equals(name)) {
                return answer.get();
              }
              try {
                return method.invoke(remote, arguments);
              } catch (InvocationTargetException failed) {
                throw failed.getCause();
              }
            });
  }
}
