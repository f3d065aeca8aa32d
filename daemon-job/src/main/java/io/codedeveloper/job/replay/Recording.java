package io.codedeveloper.job.replay;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.codedeveloper.platform.UserErrorException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Recorded sessions of the model. As a file it is JSON:
///
/// ```json
/// {"format": "code-developer-recording", "version": 1,
///  "sessions": [
///   {"match": "US-1", "delayMillis": 15,
///    "turns": [
///     {"content": [{"type": "text", "text": "Let me look."},
///                  {"type": "tool_use", "name": "read_file", "input": {"path": "pom.xml"}}],
///      "outputTokens": 80}]}]}
/// ```
///
/// `match` is a text, or a list of texts that must all stand in the first message of the user; the
/// first session that matches plays. Of a turn only `content` is required: blocks as the Messages
/// API returns them (`text`, `tool_use`, `thinking`); calls without `id` get one, `stopReason` is
/// `tool_use` or `end_turn` by the content, `outputTokens` is computed from its size.
///
/// @param sessions in the order in which they are looked at
public record Recording(List<Session> sessions) {
  private static final String FORMAT = "code-developer-recording";
  private static final Gson GSON =
      new GsonBuilder().disableHtmlEscaping().setPrettyPrinting().create();

  public Recording {
    sessions = List.copyOf(sessions);
  }

  public static Recording of(Script... scripts) {
    return new Recording(Stream.of(scripts).map(Script::session).toList());
  }

  /// What the model says to one kind of request.
  ///
  /// @param match texts that must all stand in the first message of the user
  /// @param delay between the pieces of a streamed answer
  public record Session(List<String> match, Duration delay, List<Turn> turns) {
    public Session {
      match = List.copyOf(match);
      turns = List.copyOf(turns);
    }

    boolean matches(String firstMessage) {
      return match.stream().allMatch(firstMessage::contains);
    }
  }

  /// One answer of the model.
  ///
  /// @param stopReason empty: by the content
  /// @param outputTokens 0: by the size of the content
  public record Turn(JsonArray content, String stopReason, long outputTokens) {}

  /// The session for a request, by its first message.
  Optional<Session> sessionFor(String firstMessage) {
    return sessions.stream().filter(session -> session.matches(firstMessage)).findFirst();
  }

  /// Reads the JSON form.
  ///
  /// @throws UserErrorException when it is not understood
  public static Recording parse(String json) {
    try {
      var file = JsonParser.parseString(json).getAsJsonObject();
      if (!file.get("format").getAsString().equals(FORMAT) || file.get("version").getAsInt() != 1) {
        throw new IllegalStateException("format or version");
      }
      return new Recording(
          file.getAsJsonArray("sessions").asList().stream()
              .map(each -> session(each.getAsJsonObject()))
              .toList());
    } catch (RuntimeException e) {
      throw new UserErrorException(
          "the recorded session is not understood; it must be JSON with \"format\": \""
              + FORMAT
              + "\", \"version\": 1 and \"sessions\" ("
              + e.getMessage()
              + ")",
          e);
    }
  }

  private static Session session(JsonObject json) {
    var delay = json.has("delayMillis") ? json.get("delayMillis").getAsLong() : 0;
    return new Session(
        texts(json.get("match")),
        Duration.ofMillis(delay),
        json.getAsJsonArray("turns").asList().stream()
            .map(each -> turn(each.getAsJsonObject()))
            .toList());
  }

  private static List<String> texts(JsonElement match) {
    return match.isJsonArray()
        ? match.getAsJsonArray().asList().stream().map(JsonElement::getAsString).toList()
        : List.of(match.getAsString());
  }

  private static Turn turn(JsonObject json) {
    return new Turn(
        json.getAsJsonArray("content"),
        json.has("stopReason") ? json.get("stopReason").getAsString() : "",
        json.has("outputTokens") ? json.get("outputTokens").getAsLong() : 0);
  }

  /// The JSON form, which [#parse] reads.
  public String print() {
    var file = new JsonObject();
    file.addProperty("format", FORMAT);
    file.addProperty("version", 1);
    var all = new JsonArray();
    for (var session : sessions) {
      var json = new JsonObject();
      var match = new JsonArray();
      session.match().forEach(match::add);
      json.add("match", match);
      json.addProperty("delayMillis", session.delay().toMillis());
      var turns = new JsonArray();
      session.turns().forEach(turn -> turns.add(GSON.toJsonTree(turn)));
      json.add("turns", turns);
      all.add(json);
    }
    file.add("sessions", all);
    return GSON.toJson(file);
  }
}
