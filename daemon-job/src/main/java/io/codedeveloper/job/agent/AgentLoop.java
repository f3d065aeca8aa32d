package io.codedeveloper.job.agent;

import io.codedeveloper.job.agent.CodingAgent.Result;
import io.codedeveloper.job.agent.CodingAgent.Session;
import io.codedeveloper.job.agent.CodingAgent.Task;
import io.codedeveloper.job.agent.tool.Output;
import io.codedeveloper.job.agent.tool.Toolbox;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/// Asks, does, tells, until the work ends. Each step is decided from the conversation alone and
/// checkpointed, so that a killed loop goes on where it was.
final class AgentLoop {
  private static final String NUDGE =
      "You stopped without calling a tool. If everything is done and checked, call finish; if not,"
          + " go on.";
  private static final String PAUSED = "Your turn was paused by the service. Go on where you were.";
  private static final int MOST_PAUSES = 3;
  private static final String CUT_OFF =
      "Your answer was cut off because it was too long. Go on in smaller steps: write large files"
          + " in parts.";

  private final Task task;
  private final Session session;
  private final Toolbox toolbox;
  private final Output output;
  private final Progress progress;
  private final ModelCall modelCall;
  private final MessagesService service;
  private final ClaudeSettings settings;
  private final AgentLimits limits;
  private final LongSupplier nanos;
  private final long start;
  private final RequestBody.Preamble preamble;
  private final Conversation conversation;
  private final CallHandling calls;

  AgentLoop(
      Task task,
      Session session,
      Toolbox toolbox,
      Output output,
      ModelCall modelCall,
      MessagesService service,
      ClaudeSettings settings,
      AgentLimits limits,
      LongSupplier nanos) {
    this.task = task;
    this.session = session;
    this.toolbox = toolbox;
    this.output = output;
    this.progress = new Progress(output);
    this.modelCall = modelCall;
    this.service = service;
    this.settings = settings;
    this.limits = limits;
    this.nanos = nanos;
    this.start = nanos.getAsLong();
    this.preamble = RequestBody.Preamble.of(task.instructions(), toolbox.definitions());
    this.conversation =
        session
            .transcript()
            .map(transcript -> Conversation.of(transcript, task.request()))
            .orElseGet(() -> Conversation.about(task.request()));
    this.calls = new CallHandling(conversation, session, toolbox, output, progress);
  }

  Result run() {
    while (true) {
      if (session.stopRequested()) {
        return ended(new Result.Stopped());
      }
      var end = step();
      if (end.isPresent()) {
        return ended(end.get());
      }
    }
  }

  private Result ended(Result result) {
    session.checkpoint(conversation.transcript());
    return result;
  }

  /// Does the next thing that the conversation asks for; tells how the work ended when it did.
  private Optional<Result> step() {
    var finished = calls.acceptedFinish();
    if (finished.isPresent()) {
      return finished;
    }
    var refusal = conversation.lastAnswer().filter(Reply::isRefusal);
    if (refusal.isPresent()) {
      return refusal.map(this::refused);
    }
    if (!conversation.openCalls().isEmpty()) {
      return calls.handle();
    }
    var stop = overLimits().or(this::goesInCircles);
    if (stop.isPresent()) {
      return stop.map(Result.GaveUp::new);
    }
    return conversation.awaitsReaction() ? react(conversation.lastAnswer().orElseThrow()) : ask();
  }

  /// An answer without calls.
  private Optional<Result> react(Reply answer) {
    return switch (answer.stopReason()) {
      case "max_tokens" -> told(CUT_OFF);
      case "model_context_window_exceeded" ->
          compacted("the conversation fills the model's context");
      case "pause_turn" ->
          pausedTooOften()
              ? gaveUp(
                  "the service paused the model's turn " + (MOST_PAUSES + 1) + " times in a row")
              : told(PAUSED);
      case "end_turn", "stop_sequence", "tool_use" ->
          nudged()
              ? gaveUp("the model stopped twice without finishing" + said(answer))
              : told(NUDGE);
      default ->
          gaveUp(
              "the model's answer ended with \""
                  + output.line(answer.stopReason(), 100)
                  + "\", which this version does not understand");
    };
  }

  private static Optional<Result> gaveUp(String why) {
    return Optional.of(new Result.GaveUp(why));
  }

  private Result refused(Reply answer) {
    var why = answer.explanation().isEmpty() ? "" : ": " + output.line(answer.explanation(), 300);
    return new Result.Refused(
        "the model refused the task%s. Reword the priority, or do it yourself and mark it complete"
            .formatted(why));
  }

  private Optional<Result> told(String note) {
    conversation.add(new Entry.Note(note));
    session.checkpoint(conversation.transcript());
    return Optional.empty();
  }

  /// True when the last answers were all paused by the service.
  private boolean pausedTooOften() {
    var answers = conversation.answers();
    return answers.size() > MOST_PAUSES
        && answers.subList(answers.size() - MOST_PAUSES - 1, answers.size()).stream()
            .allMatch(answer -> answer.reply().stopReason().equals("pause_turn"));
  }

  /// True when the answer before this one was nudged and no call came of it.
  private boolean nudged() {
    var entries =
        conversation.entries().stream().filter(entry -> !(entry instanceof Entry.Lost)).toList();
    var before = entries.size() < 2 ? null : entries.get(entries.size() - 2);
    return before instanceof Entry.Note(var text) && text.equals(NUDGE);
  }

  private String said(Reply answer) {
    var words = output.line(answer.words(), 300);
    return words.isEmpty() ? "" : "; it said: " + words;
  }

  private Optional<Result> ask() {
    var body = RequestBody.of(settings.model(), maxTokens(), preamble, conversation.messages());
    return switch (modelCall.ask(service, body, conversation, session)) {
      case ModelCall.Answer.Given(var reply, var cost) -> {
        conversation.add(new Entry.Answer(conversation.withFreshIds(reply), cost));
        session.checkpoint(conversation.transcript());
        session.progress(progress.answer(reply, conversation.spent()));
        yield Optional.empty();
      }
      case ModelCall.Answer.TooLong(var why) -> compacted(why);
      case ModelCall.Answer.End(var result) -> Optional.of(result);
    };
  }

  /// An answer that was cut off raises the length of later ones, once.
  private int maxTokens() {
    var cut =
        conversation.answers().stream()
            .anyMatch(answer -> answer.reply().stopReason().equals("max_tokens"));
    return cut ? settings.mostTokens() : settings.maxTokens();
  }

  private Optional<Result> compacted(String why) {
    if (!conversation.of(Entry.Compacted.class).isEmpty()) {
      return gaveUp("the conversation is too long for the model even in its short form: " + why);
    }
    conversation.add(new Entry.Compacted());
    session.progress("shortening the conversation: " + why);
    session.checkpoint(conversation.transcript());
    return Optional.empty();
  }

  private Optional<String> overLimits() {
    if (conversation.answers().size() >= limits.turns()) {
      return Optional.of("the limit of " + limits.turns() + " turns is reached");
    }
    if (Duration.ofNanos(nanos.getAsLong() - start).compareTo(limits.wallTime()) >= 0) {
      return Optional.of("the limit of " + limits.wallTime().toMinutes() + " minutes is reached");
    }
    return conversation.tokens() >= limits.tokens()
        ? Optional.of("the limit of " + limits.tokens() + " tokens is reached")
        : Optional.empty();
  }

  private Optional<String> goesInCircles() {
    if (Repetition.stuck(conversation)) {
      return Optional.of(
          "the model is stuck: it made the same calls " + Repetition.TIMES + " times in a row");
    }
    return Repetition.malformedTurns(conversation) > Repetition.MALFORMED_TURNS
        ? Optional.of(
            "the model made wrong calls in more than "
                + Repetition.MALFORMED_TURNS
                + " turns in a row")
        : Optional.empty();
  }
}
