package io.codedeveloper.functions;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.cloudevents.CloudEvent;
import io.codedeveloper.platform.Message;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads messages out of the events that Pub/Sub triggers a function with.
///
/// A message's id and type travel as the attributes `message-id` and `message-type`.
public final class PubSubEvent {
  /// The type of event that this reads.
  public static final String TYPE = "google.cloud.pubsub.topic.v1.messagePublished";

  /// The attribute with the message's id.
  public static final String ID = "message-id";

  /// The attribute with the message's type.
  public static final String MESSAGE_TYPE = "message-type";

  private PubSubEvent() {}

  /// @throws IllegalArgumentException when the event is no such thing
  static Message message(CloudEvent event) {
    var data = event.getData();
    if (!TYPE.equals(event.getType()) || data == null) {
      throw new IllegalArgumentException(
          "event %s is a %s, not a published message".formatted(event.getId(), event.getType()));
    }
    try {
      var json = JsonParser.parseString(new String(data.toBytes(), StandardCharsets.UTF_8));
      return message(json.getAsJsonObject().getAsJsonObject("message"));
    } catch (JsonParseException
        | IllegalStateException
        | ClassCastException
        | UnsupportedOperationException malformed) {
      throw new IllegalArgumentException(
          "event %s holds no message of Pub/Sub".formatted(event.getId()), malformed);
    }
  }

  private static Message message(@Nullable JsonObject published) {
    if (published == null) {
      throw new IllegalStateException("there is no message");
    }
    var attributes = attributes(published);
    var id = attributes.remove(ID);
    var type = attributes.remove(MESSAGE_TYPE);
    if (id == null || type == null) {
      throw new IllegalArgumentException(
          "the message has no attribute %s or %s".formatted(ID, MESSAGE_TYPE));
    }
    var body =
        new String(Base64.getDecoder().decode(text(published, "data")), StandardCharsets.UTF_8);
    return new Message(id, type, text(published, "orderingKey"), attributes, body);
  }

  private static Map<String, String> attributes(JsonObject published) {
    var attributes = new HashMap<String, String>();
    var given = published.getAsJsonObject("attributes");
    if (given != null) {
      given.entrySet().forEach(one -> attributes.put(one.getKey(), one.getValue().getAsString()));
    }
    return attributes;
  }

  private static String text(JsonObject object, String name) {
    JsonElement element = object.get(name);
    return element == null || element.isJsonNull() ? "" : element.getAsString();
  }
}
