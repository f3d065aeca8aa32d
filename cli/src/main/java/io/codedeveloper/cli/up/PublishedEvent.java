package io.codedeveloper.cli.up;

import com.google.gson.JsonObject;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.codedeveloper.functions.PubSubEvent;
import io.codedeveloper.platform.Message;
import io.codedeveloper.platform.MessageBus.Topic;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Makes of a message the event with which Pub/Sub would trigger the dispatcher.
final class PublishedEvent {
  private PublishedEvent() {}

  static CloudEvent of(Topic topic, Message message) {
    return CloudEventBuilder.v1()
        .withId(message.id())
        .withSource(URI.create("//pubsub.googleapis.com/projects/local/topics/" + topic.wireName()))
        .withType(PubSubEvent.TYPE)
        .withData("application/json", data(message).toString().getBytes(StandardCharsets.UTF_8))
        .build();
  }

  private static JsonObject data(Message message) {
    var attributes = new JsonObject();
    message.attributes().forEach(attributes::addProperty);
    attributes.addProperty(PubSubEvent.ID, message.id());
    attributes.addProperty(PubSubEvent.MESSAGE_TYPE, message.type());
    var published = new JsonObject();
    var body = message.body().getBytes(StandardCharsets.UTF_8);
    published.addProperty("data", Base64.getEncoder().encodeToString(body));
    published.addProperty("messageId", message.id());
    published.addProperty("orderingKey", message.orderingKey());
    published.add("attributes", attributes);
    var data = new JsonObject();
    data.add("message", published);
    return data;
  }
}
