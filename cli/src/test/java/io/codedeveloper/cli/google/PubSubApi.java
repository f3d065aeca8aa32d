package io.codedeveloper.cli.google;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/// The reminders of old secrets in Pub/Sub: they come until they are acknowledged.
///
/// @param waiting what is not acknowledged, by what acknowledges it
public record PubSubApi(Map<String, JsonObject> waiting, Consumer<String> changes)
    implements GoogleApi {
  private static final String SUBSCRIPTION = "/v1/projects/acme/subscriptions/secret-reminders";

  /// @param changes gets what was changed: `answer NAME`, say
  public PubSubApi(Consumer<String> changes) {
    this(new TreeMap<>(), changes);
  }

  /// Somebody is reminded of a secret.
  public void reminds(String secret) {
    waiting.put(
        "ack-of-" + secret,
        JsonParser.parseString(
                """
                {"ackId": "ack-of-%1$s", "message": {"messageId": "1", "data": "",
                  "publishTime": "2026-03-01T12:00:00Z",
                  "attributes": {"eventType": "SECRET_ROTATE", "secretId": "projects/7/secrets/%1$s"}}}
                """
                    .formatted(secret))
            .getAsJsonObject());
  }

  @Override
  public Optional<Answer> answer(String method, URI address, String body) {
    return switch (address.getPath().replace(SUBSCRIPTION, "")) {
      case ":pull" -> Optional.of(pulled());
      case ":acknowledge" -> Optional.of(acknowledged(body));
      default -> Optional.empty();
    };
  }

  private Answer pulled() {
    var all = new JsonArray();
    waiting.values().forEach(all::add);
    var answer = new JsonObject();
    answer.add("receivedMessages", all);
    return Answer.ok(answer.toString());
  }

  private Answer acknowledged(String body) {
    for (var id : JsonParser.parseString(body).getAsJsonObject().getAsJsonArray("ackIds")) {
      waiting.remove(id.getAsString());
      changes.accept(id.getAsString().replace("ack-of-", "answer "));
    }
    return Answer.ok("{}");
  }
}
