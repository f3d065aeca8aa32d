package io.codedeveloper.job.agent;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.codedeveloper.budget.Usage;
import io.codedeveloper.budget.Usd;
import io.codedeveloper.platform.UserErrorException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The durable form of a conversation: a header line with the version, then one JSON object a line
/// for each entry.
final class Transcript {
  private static final int VERSION = 1;
  private static final String FORMAT = "code-developer-transcript";

  private Transcript() {}

  static String print(List<Entry> entries) {
    var header = new JsonObject();
    header.addProperty("format", FORMAT);
    header.addProperty("version", VERSION);
    return Json.GSON.toJson(header)
        + "\n"
        + entries.stream()
            .map(Transcript::json)
            .map(Json.GSON::toJson)
            .collect(Collectors.joining("\n", "", "\n"));
  }

  /// Reads what [#print] wrote.
  ///
  /// @throws UserErrorException when it is damaged, or from a newer version
  static List<Entry> parse(String text) {
    var lines = text.lines().toList();
    var number = 1;
    try {
      var header = JsonParser.parseString(lines.getFirst()).getAsJsonObject();
      if (!Json.text(header, "format").equals(FORMAT)
          || Json.number(header, "version") != VERSION) {
        throw new IllegalStateException("format or version");
      }
      var entries = new ArrayList<Entry>();
      for (var line : lines.subList(1, lines.size())) {
        number++;
        entries.add(entry(JsonParser.parseString(line).getAsJsonObject()));
      }
      return entries;
    } catch (RuntimeException e) {
      throw new UserErrorException(
          "the checkpointed conversation cannot be read (line "
              + number
              + "): it is damaged or was written by a newer version. Update code-developer, or"
              + " remove the checkpoint so that the work starts anew",
          e);
    }
  }

  private static JsonObject json(Entry entry) {
    var json = new JsonObject();
    switch (entry) {
      case Entry.Request(var text) -> {
        json.addProperty("type", "request");
        json.addProperty("text", text);
      }
      case Entry.Answer(var reply, var cost) -> answer(json, reply, cost);
      case Entry.Outcome(var id, var text, var kind) -> {
        json.addProperty("type", "outcome");
        json.addProperty("toolUseId", id);
        json.addProperty("text", text);
        json.addProperty("kind", kind.name().toLowerCase(Locale.ROOT));
      }
      case Entry.Note(var text) -> {
        json.addProperty("type", "note");
        json.addProperty("text", text);
      }
      case Entry.Lost(var worstCase) -> {
        json.addProperty("type", "lost");
        json.addProperty("costUsd", decimal(worstCase));
      }
      case Entry.Compacted() -> json.addProperty("type", "compacted");
    }
    return json;
  }

  private static void answer(JsonObject json, Reply reply, Usd cost) {
    json.addProperty("type", "answer");
    json.addProperty("id", reply.id());
    json.addProperty("model", reply.model());
    json.add("content", reply.content());
    json.addProperty("stopReason", reply.stopReason());
    json.addProperty("explanation", reply.explanation());
    json.add("usage", Json.GSON.toJsonTree(reply.usage()));
    json.addProperty("costUsd", decimal(cost));
    var unreadable = new JsonArray();
    reply.unreadable().forEach(unreadable::add);
    json.add("unreadable", unreadable);
  }

  private static Entry entry(JsonObject json) {
    return switch (Json.text(json, "type")) {
      case "request" -> new Entry.Request(json.get("text").getAsString());
      case "answer" -> new Entry.Answer(reply(json), Usd.of(Json.text(json, "costUsd")));
      case "outcome" ->
          new Entry.Outcome(
              json.get("toolUseId").getAsString(),
              json.get("text").getAsString(),
              Entry.Kind.valueOf(Json.text(json, "kind").toUpperCase(Locale.ROOT)));
      case "note" -> new Entry.Note(json.get("text").getAsString());
      case "lost" -> new Entry.Lost(Usd.of(Json.text(json, "costUsd")));
      case "compacted" -> new Entry.Compacted();
      default -> throw new IllegalStateException("unknown entry");
    };
  }

  private static Reply reply(JsonObject json) {
    var usage = Json.object(json, "usage");
    return new Reply(
        Json.text(json, "id"),
        Json.text(json, "model"),
        json.getAsJsonArray("content"),
        Json.text(json, "stopReason"),
        Json.text(json, "explanation"),
        new Usage(
            Json.number(usage, "input"),
            Json.number(usage, "output"),
            Json.number(usage, "cacheRead"),
            Json.number(usage, "cacheWrite"),
            Json.number(usage, "cacheWriteHour")),
        json.getAsJsonArray("unreadable").asList().stream().map(id -> id.getAsString()).toList());
  }

  private static String decimal(Usd amount) {
    return BigDecimal.valueOf(amount.micros(), 6).toPlainString();
  }
}
