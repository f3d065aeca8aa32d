package io.codedeveloper.job.agent;

import static java.util.Objects.requireNonNull;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.codedeveloper.budget.Usage;
import io.codedeveloper.budget.Usd;
import io.codedeveloper.platform.UserErrorException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// The durable form of a conversation: a header line with the version, then one JSON object a line
/// for each entry.
final class Transcript {
  private static final int VERSION = 1;
  private static final String FORMAT = "code-developer-transcript";

  private static final String LOST =
      "A part of this conversation was lost. Look at the state of the files before you go on.";

  private Transcript() {}

  static String print(List<Entry> entries) {
    return header() + entries.stream().map(Transcript::line).collect(Collectors.joining());
  }

  /// The first line.
  static String header() {
    var header = new JsonObject();
    header.addProperty("format", FORMAT);
    header.addProperty("version", VERSION);
    return Json.GSON.toJson(header) + "\n";
  }

  /// The line of an entry.
  static String line(Entry entry) {
    return Json.GSON.toJson(json(entry)) + "\n";
  }

  /// Reads what [#print] wrote. What is damaged is left out, and a note says so: the rest still
  /// tells the model more than nothing, and the work tree has what was done.
  ///
  /// @throws UserErrorException when a newer version wrote it
  static List<Entry> parse(String text) {
    var lines = text.lines().toList();
    refuseNewer(lines);
    var entries = new ArrayList<Entry>();
    var lost = lines.size() < 2;
    for (var line : lines.subList(Math.min(1, lines.size()), lines.size())) {
      var entry = readable(line);
      entry.ifPresent(entries::add);
      lost |= entry.isEmpty();
    }
    if (lost) {
      entries.add(new Entry.Note(LOST));
    }
    return entries;
  }

  private static void refuseNewer(List<String> lines) {
    var header = lines.isEmpty() ? Optional.<JsonObject>empty() : object(lines.getFirst());
    if (header.isPresent()
        && Json.text(header.get(), "format").equals(FORMAT)
        && Json.number(header.get(), "version") > VERSION) {
      throw new UserErrorException(
          "the checkpointed conversation was written by a newer version (its format is %d, this one reads %d). Update code-developer"
              .formatted(Json.number(header.get(), "version"), VERSION));
    }
  }

  private static Optional<Entry> readable(String line) {
    try {
      return object(line).map(Transcript::entry);
    } catch (RuntimeException damaged) {
      return Optional.empty();
    }
  }

  private static Optional<JsonObject> object(String line) {
    try {
      return JsonParser.parseString(line) instanceof JsonObject object
          ? Optional.of(object)
          : Optional.empty();
    } catch (JsonParseException damaged) {
      return Optional.empty();
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
    json.add("unreadable", ids(reply.unreadable()));
    json.add("repeated", ids(reply.repeated()));
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
        requireNonNull(json.getAsJsonArray("content")),
        Json.text(json, "stopReason"),
        Json.text(json, "explanation"),
        new Usage(
            Json.number(usage, "input"),
            Json.number(usage, "output"),
            Json.number(usage, "cacheRead"),
            Json.number(usage, "cacheWrite"),
            Json.number(usage, "cacheWriteHour")),
        ids(json, "unreadable"),
        ids(json, "repeated"));
  }

  private static JsonArray ids(List<String> ids) {
    var array = new JsonArray();
    ids.forEach(array::add);
    return array;
  }

  private static List<String> ids(JsonObject json, String name) {
    return json.has(name)
        ? json.getAsJsonArray(name).asList().stream().map(JsonElement::getAsString).toList()
        : List.of();
  }

  private static String decimal(Usd amount) {
    return BigDecimal.valueOf(amount.micros(), 6).toPlainString();
  }
}
