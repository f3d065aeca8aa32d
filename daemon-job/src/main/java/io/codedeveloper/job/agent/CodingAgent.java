package io.codedeveloper.job.agent;

import io.codedeveloper.budget.Usage;
import io.codedeveloper.budget.Usd;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/// Changes a work tree so that it does what a task says.
public interface CodingAgent {
  /// Works until the task is done, a question comes up, a limit is reached or the session says
  /// stop.
  ///
  /// Goes on where the session's transcript ends; at most the last model call is repeated.
  Result work(Task task, Session session);

  /// The most that the first call for a task can cost, which will be reserved for it; empty where
  /// calls cost nothing. Asks nobody, and touches no file.
  default Optional<Usd> firstCall(Task task) {
    return Optional.empty();
  }

  /// What is to be done.
  ///
  /// @param instructions for the model's system prompt: who it is, what it may do, rules of the
  ///   repository
  /// @param request the priority's text and what belongs to it
  /// @param workTree the only directory that tools read and write
  /// @param readOnly when true no tool that changes anything is offered: the agent writes a plan
  record Task(String instructions, String request, Path workTree, boolean readOnly) {}

  /// How the work ended.
  sealed interface Result {
    /// @param summary what was done, in the agent's words
    record Finished(String summary) implements Result {}

    /// The agent needs a person. @param question in its words
    record Asked(String question, java.util.List<String> choices) implements Result {}

    /// No way on within the limits. @param why stuck, a limit, a refusal: one sentence for people
    record GaveUp(String why) implements Result {}

    /// The model will not do this task, and asking again would only cost. @param why one sentence
    /// for people, with the next step
    record Refused(String why) implements Result {}

    /// The model's service cannot serve now. @param why one sentence for people @param pause how
    /// long the service asked to be left alone; zero where it did not say
    record TryLater(String why, Duration pause) implements Result {}

    /// Nothing goes on before a person changes something: the budget, the credit of the account.
    /// What was done is checkpointed and goes on from there. @param why one sentence for people,
    /// with the next step
    record Paused(String why) implements Result {}

    /// The session asked to stop; everything is checkpointed.
    record Stopped() implements Result {}
  }

  /// What surrounds the work: its memory, its purse and its audience.
  interface Session {
    /// The transcript so far, as [#checkpoint] was given it; empty at the first try.
    Optional<String> transcript();

    /// Makes the transcript (JSON lines) and the work tree durable; called after every completed
    /// turn and tool call.
    void checkpoint(String transcript);

    /// Told before anything that may change the work tree: between two checkpoints without this it
    /// stays as it is.
    default void touches() {}

    /// Sets the worst case of a model call aside before it is sent.
    ///
    /// @return empty when no budget has room for it; the message for people is [#budgetRefusal]
    Optional<Charge> reserve(String model, Usd worstCase);

    /// Why the last reservation was refused.
    String budgetRefusal();

    /// The answer to the question that the transcript ends with, once the user gave it.
    Optional<String> answer();

    /// Looks at the work when the agent says that it is done; the repository's tests run here.
    ///
    /// @return why it is not done yet, which goes back to the agent as the failed result of its
    ///   `finish`; empty when the work is accepted
    Optional<String> objectionTo(String summary);

    /// Tells people what happens now, one line.
    void progress(String line);

    /// True when no new effect may begin.
    boolean stopRequested();

    /// True when what is in flight shall end, too.
    default boolean mustEndNow() {
      return stopRequested();
    }

    /// Does a call that waits for others so that it can be ended from outside.
    ///
    /// @throws java.util.concurrent.CancellationException when it must not begin any more
    default <T> T inFlight(Supplier<T> call) {
      return call.get();
    }
  }

  /// An amount set aside for one model call. Unless settled, the whole amount stays charged.
  interface Charge {
    /// Replaces the amount set aside by what the call really cost.
    void settle(Usage usage, Usd cost);
  }
}
