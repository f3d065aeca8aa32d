package io.codedeveloper.job.agent;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.codedeveloper.job.agent.CodingAgent.Result;
import io.codedeveloper.job.agent.CodingAgent.Session;
import io.codedeveloper.job.agent.tool.Output;
import io.codedeveloper.job.agent.tool.ToolOutcome;
import io.codedeveloper.job.agent.tool.Toolbox;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;

/// Does the calls of an answer: first those that work, in their order, then the one that asks or
/// finishes.
final class CallHandling {
  private static final Set<String> LAST = Set.of("ask_user", "finish");
  private static final Set<String> CUT_OFF = Set.of("max_tokens", "model_context_window_exceeded");
  private static final Set<String> WHOLE = Set.of("tool_use", "end_turn", "stop_sequence");

  private final Conversation conversation;
  private final Session session;
  private final Toolbox toolbox;
  private final Output output;
  private final Progress progress;

  /// The question with which the transcript ended, which the session's answer answers; empty for
  /// any later one.
  private String answerable;

  CallHandling(
      Conversation conversation,
      Session session,
      Toolbox toolbox,
      Output output,
      Progress progress) {
    this.conversation = conversation;
    this.session = session;
    this.toolbox = toolbox;
    this.output = output;
    this.progress = progress;
    this.answerable =
        conversation.openCalls().stream()
            .filter(call -> Json.text(call, "name").equals("ask_user"))
            .findFirst()
            .map(call -> Json.text(call, "id"))
            .orElse("");
  }

  /// How the work ended, when the last answer's `finish` was accepted already.
  Optional<Result> acceptedFinish() {
    return conversation.sinceLastAnswer(Entry.Outcome.class).stream()
        .filter(outcome -> outcome.kind() == Entry.Kind.ACCEPTED)
        .findFirst()
        .flatMap(outcome -> conversation.lastAnswer())
        .flatMap(answer ->
            answer.calls().stream()
                .filter(call -> Json.text(call, "name").equals("finish"))
                .findFirst())
        .map(call ->
            new Result.Finished(output.clean(Json.text(Json.object(call, "input"), "summary"))));
  }

  /// Does the next open call.
  Optional<Result> handle() {
    var answer = conversation.lastAnswer().orElseThrow();
    var call =
        conversation.openCalls().stream()
            .min(Comparator.comparing(each -> LAST.contains(Json.text(each, "name"))))
            .orElseThrow();
    if (CUT_OFF.contains(answer.stopReason())) {
      return outcome(
          call,
          Entry.Kind.MALFORMED,
          "Your answer was cut off here because it was too long, so this call was NOT executed."
              + " Make it again, in smaller steps.");
    }
    if (answer.unreadable().contains(Json.text(call, "id"))) {
      return outcome(
          call,
          Entry.Kind.MALFORMED,
          "The arguments are not valid JSON; the call was not executed.");
    }
    if (answer.repeated().contains(Json.text(call, "id"))) {
      return outcome(
          call,
          Entry.Kind.MALFORMED,
          "Another call of the same answer had the same id, so this one was NOT executed. Make it"
              + " again.");
    }
    if (!WHOLE.contains(answer.stopReason())) {
      return Optional.of(
          new Result.GaveUp(
              "the model's answer ended with \""
                  + output.line(answer.stopReason(), 100)
                  + "\" in the middle of a call"));
    }
    session.progress(progress.call(call));
    var name = Json.text(call, "name");
    if (toolbox.mayChange(name)) {
      session.touches();
    }
    return done(call, toolbox.call(name, input(call), session::stopRequested));
  }

  private static JsonElement input(JsonObject call) {
    return Optional.ofNullable(call.get("input")).orElseGet(JsonObject::new);
  }

  private Optional<Result> done(JsonObject call, ToolOutcome outcome) {
    return switch (outcome) {
      case ToolOutcome.Done(var text) -> {
        progress.ending(call, text).ifPresent(session::progress);
        yield outcome(call, Entry.Kind.DONE, text);
      }
      case ToolOutcome.Refused(var why) -> {
        session.progress("refused: " + progress.line(why));
        yield outcome(call, Entry.Kind.FAILED, why);
      }
      case ToolOutcome.Malformed(var why) -> outcome(call, Entry.Kind.MALFORMED, why);
      case ToolOutcome.Question question -> asked(call, question);
      case ToolOutcome.Finish(var summary) -> finished(call, summary);
    };
  }

  private Optional<Result> outcome(JsonObject call, Entry.Kind kind, String text) {
    conversation.add(new Entry.Outcome(Json.text(call, "id"), output.clean(text), kind));
    session.checkpoint(conversation.transcript());
    return Optional.empty();
  }

  private Optional<Result> asked(JsonObject call, ToolOutcome.Question question) {
    if (conversation.openCalls().size() > 1) {
      return outcome(
          call,
          Entry.Kind.FAILED,
          "Ask one question at a time, and do not finish in the same turn.");
    }
    var answer =
        Json.text(call, "id").equals(answerable) ? session.answer() : Optional.<String>empty();
    if (answer.isEmpty()) {
      return Optional.of(
          new Result.Asked(
              output.clean(question.question()),
              question.choices().stream().map(output::clean).toList()));
    }
    answerable = "";
    return outcome(call, Entry.Kind.DONE, "The user answered: " + answer.get());
  }

  private Optional<Result> finished(JsonObject call, String summary) {
    var others = conversation.sinceLastAnswer(Entry.Outcome.class);
    if (others.stream().anyMatch(other -> other.kind() != Entry.Kind.DONE)) {
      return outcome(
          call,
          Entry.Kind.FAILED,
          "Another call of the same turn failed. Look at its result, then call finish again,"
              + " alone.");
    }
    var objection = session.objectionTo(output.clean(summary));
    if (session.stopRequested() && objection.isPresent()) {
      return Optional.of(new Result.Stopped());
    }
    return objection.isPresent()
        ? outcome(call, Entry.Kind.FAILED, objection.get())
        : outcome(call, Entry.Kind.ACCEPTED, "Accepted.");
  }
}
