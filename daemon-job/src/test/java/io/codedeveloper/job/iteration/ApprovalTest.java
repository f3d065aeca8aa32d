package io.codedeveloper.job.iteration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codedeveloper.daemon.IterationOutcome;
import io.codedeveloper.job.agent.CodingAgent;
import io.codedeveloper.job.agent.CodingAgent.Result;
import io.codedeveloper.notification.Notifications;
import io.codedeveloper.platform.DocumentStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A plan that waits for a person.
final class ApprovalTest {
  private static final String ROADMAP =
      "# Roadmap\n\n### PRIORITY 1: Add a greeting\n**Status**: 📝 Planned\n\nWrite hello.txt.\n";

  @TempDir Path directory;
  private final AtomicReference<Runnable> afterLook = new AtomicReference<>(() -> {});
  private Harness harness;

  @AfterEach
  void close() {
    harness.close();
  }

  @Test
  void anAnswerThatComesBetweenTwoLooksIsTakenUpByTheNextExecution() {
    harness =
        new Harness(
                directory,
                documents ->
                    watched(
                        new CrashingDocuments(
                            documents, "ask", CrashingDocuments.Moment.AFTER_JOURNAL)))
            .withRoadmap(ROADMAP);
    harness.services.projects().create(Harness.PROJECT, harness.settings);
    harness
        .services
        .projects()
        .update(Harness.PROJECT, known -> known.with("approval", "required"));
    harness.agent = ApprovalTest::plansThenWrites;
    assertThatThrownBy(harness::run).isInstanceOf(CrashingDocuments.Crash.class);
    harness.leaseExpires();
    harness.said.clear();
    afterLook.set(this::approve);

    assertThat(harness.run().outcome()).contains(IterationOutcome.WAITING);
    assertThat(harness.notifications())
        .singleElement()
        .satisfies(question -> assertThat(question.response()).contains("approve"));

    assertThat(harness.run().outcome()).contains(IterationOutcome.PULL_REQUEST);
  }

  private static Result plansThenWrites(CodingAgent.Task task, CodingAgent.Session session) {
    if (!task.readOnly()) {
      Repositories.write(task.workTree().resolve("hello.txt"), "hello\n");
    }
    return new Result.Finished("Write hello.txt.");
  }

  private void approve() {
    var question = harness.notifications().getFirst();
    assertThat(
            harness
                .services
                .notifications()
                .respond(Harness.PROJECT, question.id(), "approve", "ann"))
        .isInstanceOf(Notifications.Response.class);
  }

  /// Somebody acts after the approve step has looked at a notification for the first time.
  private DocumentStore watched(DocumentStore store) {
    return (DocumentStore)
        Proxy.newProxyInstance(
            DocumentStore.class.getClassLoader(),
            new Class<?>[] {DocumentStore.class},
            (self, method, arguments) -> {
              try {
                var found = method.invoke(store, arguments);
                if (method.getName().equals("get")
                    && arguments[0].toString().contains("notifications")
                    && harness.said.contains("approve")) {
                  afterLook.getAndSet(() -> {}).run();
                }
                return found;
              } catch (InvocationTargetException failed) {
                throw failed.getCause();
              }
            });
  }
}
