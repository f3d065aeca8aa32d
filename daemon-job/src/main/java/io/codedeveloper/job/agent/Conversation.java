package io.codedeveloper.job.agent;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.codedeveloper.budget.Usd;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What was said and done so far, and what can be told from it. All state of the loop is in here,
/// so that a resumed conversation goes on exactly as an uninterrupted one.
final class Conversation {
  private static final int KEPT_RESULTS = 3;
  private static final int SHORT = 200;

  private final List<Entry> entries;

  /// The entries that were printed already: they stay as they are.
  private final StringBuilder transcript = new StringBuilder(Transcript.header());

  private int printed;

  private Conversation(List<Entry> entries) {
    this.entries = new ArrayList<>(entries);
  }

  static Conversation about(String request) {
    return new Conversation(List.of(new Entry.Request(request)));
  }

  /// Goes on with a conversation, also where a part of it was lost.
  ///
  /// @param request what a person wants, in case that part was
  static Conversation of(String transcript, String request) {
    var conversation = of(transcript);
    if (conversation.of(Entry.Request.class).isEmpty()) {
      conversation.entries.addFirst(new Entry.Request(request));
    }
    return conversation;
  }

  static Conversation of(String transcript) {
    return new Conversation(Transcript.parse(transcript));
  }

  void add(Entry entry) {
    entries.add(entry);
  }

  String transcript() {
    for (; printed < entries.size(); printed++) {
      transcript.append(Transcript.line(entries.get(printed)));
    }
    return transcript.toString();
  }

  /// The model's last answer, if anything that only the loop can react to came of it.
  Optional<Reply> lastAnswer() {
    return answers().isEmpty() ? Optional.empty() : Optional.of(answers().getLast().reply());
  }

  /// The calls of the last answer that have no outcome yet.
  List<JsonObject> openCalls() {
    var done =
        sinceLastAnswer(Entry.Outcome.class).stream()
            .map(Entry.Outcome::toolUseId)
            .collect(Collectors.toSet());
    return lastAnswer().stream()
        .flatMap(answer -> answer.calls().stream())
        .filter(call -> !done.contains(Json.text(call, "id")))
        .toList();
  }

  /// True when the model has had its say and nobody has said anything to it since.
  boolean awaitsReaction() {
    return !entries.isEmpty() && entries.getLast() instanceof Entry.Answer;
  }

  <T extends Entry> List<T> sinceLastAnswer(Class<T> kind) {
    var from = entries.size();
    while (from > 0 && !(entries.get(from - 1) instanceof Entry.Answer)) {
      from--;
    }
    return entries.subList(from, entries.size()).stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }

  List<Entry> entries() {
    return List.copyOf(entries);
  }

  List<Entry.Answer> answers() {
    return of(Entry.Answer.class);
  }

  <T extends Entry> List<T> of(Class<T> kind) {
    return entries.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  Usd spent() {
    return entries.stream()
        .map(entry ->
            switch (entry) {
              case Entry.Answer answer -> answer.cost();
              case Entry.Lost lost -> lost.worstCase();
              case Entry.Request r -> Usd.ZERO;
              case Entry.Outcome o -> Usd.ZERO;
              case Entry.Note n -> Usd.ZERO;
              case Entry.Compacted c -> Usd.ZERO;
            })
        .reduce(Usd.ZERO, Usd::plus);
  }

  /// The tokens of the last prompt and its answer, as the service counted them; empty when it did
  /// not, or the prompt has another form since.
  Optional<Long> countedTokens() {
    return answers().isEmpty() || !sinceLastAnswer(Entry.Compacted.class).isEmpty()
        ? Optional.empty()
        : Optional.of(answers().getLast().reply().usage().total()).filter(total -> total > 0);
  }

  /// The messages since the last answer.
  JsonArray uncounted() {
    var messages = new JsonArray();
    sinceLastAnswer(Entry.class).forEach(entry -> message(entry, false).ifPresent(messages::add));
    return messages;
  }

  long tokens() {
    return answers().stream().mapToLong(answer -> answer.reply().usage().total()).sum();
  }

  /// The same answer with ids of calls that no earlier answer used, each once.
  Reply withFreshIds(Reply reply) {
    var ids = new CallIds();
    answers().stream()
        .flatMap(answer -> answer.reply().calls().stream())
        .forEach(call -> ids.unique(Json.text(call, "id")));
    var seen = new HashSet<String>();
    var repeated = new ArrayList<String>();
    var unreadable = new ArrayList<String>();
    var message = Json.message("assistant", reply.content().deepCopy());
    var renamed = false;
    for (var call : Json.blocks(message.getAsJsonArray("content"), "tool_use").toList()) {
      var id = Json.text(call, "id");
      var unique = ids.unique(id);
      renamed |= !unique.equals(id);
      call.addProperty("id", unique);
      if (!seen.add(id)) {
        repeated.add(unique);
      }
      if (reply.unreadable().contains(id)) {
        unreadable.add(unique);
      }
    }
    return renamed
        ? reply.with(
            HistoryRepair.withoutThinking(message).getAsJsonArray("content"), unreadable, repeated)
        : reply;
  }

  /// The messages to send, as they stand; [HistoryRepair] makes them valid.
  JsonArray messages() {
    var shortUntil = entries.lastIndexOf(new Entry.Compacted());
    var keptFrom = keptFrom(shortUntil);
    var messages = new JsonArray();
    for (var at = 0; at < entries.size(); at++) {
      var message = message(entries.get(at), at < keptFrom);
      messages.addAll(
          Json.array(
              message.stream()
                  .map(each -> shortUntil >= 0 ? HistoryRepair.withoutThinking(each) : each)
                  .toList()));
    }
    return messages;
  }

  /// Of what is sent in a short form, the last few results stay whole.
  private int keptFrom(int shortUntil) {
    var kept = 0;
    for (var at = shortUntil; at >= 0; at--) {
      if (entries.get(at) instanceof Entry.Outcome && ++kept == KEPT_RESULTS) {
        return at;
      }
    }
    return shortUntil;
  }

  private static Optional<JsonObject> message(Entry entry, boolean shortForm) {
    return switch (entry) {
      case Entry.Request(var text) -> Optional.of(user(Json.textBlock(text)));
      case Entry.Note(var text) -> Optional.of(user(Json.textBlock(text)));
      case Entry.Outcome(var id, var text, var kind) ->
          Optional.of(
              user(
                  Json.resultBlock(
                      id,
                      shortForm ? shortened(text) : text,
                      kind == Entry.Kind.FAILED || kind == Entry.Kind.MALFORMED)));
      case Entry.Answer(var reply, var cost) -> {
        var content = reply.content().deepCopy();
        if (shortForm) {
          Json.blocks(content, "tool_use").forEach(Conversation::shorten);
        }
        yield Optional.of(Json.message("assistant", content));
      }
      case Entry.Lost l -> Optional.empty();
      case Entry.Compacted c -> Optional.empty();
    };
  }

  private static void shorten(JsonObject call) {
    var input = Json.object(call, "input");
    for (var field : input.entrySet()) {
      if (field.getValue() instanceof JsonPrimitive value && value.isString()) {
        field.setValue(new JsonPrimitive(shortened(value.getAsString())));
      }
    }
  }

  private static String shortened(String text) {
    return text.length() <= SHORT
        ? text
        : text.substring(0, SHORT)
            + " [… "
            + (text.length() - SHORT)
            + " characters left out to save room]";
  }

  private static JsonObject user(JsonObject block) {
    var content = new JsonArray();
    content.add(block);
    return Json.message("user", content);
  }
}
