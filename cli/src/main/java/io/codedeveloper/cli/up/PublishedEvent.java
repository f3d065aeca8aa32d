package io.codedeveloper.cli.up;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.codedeveloper.platform.CloudEventHeaders;
import io.codedeveloper.platform.Message;
import io.codedeveloper.platform.MessageBus.Topic;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/// Makes of a message the event with which Pub/Sub would call the dispatcher.
final class PublishedEvent {
  private PublishedEvent() {}

  static CloudEvent of(Topic topic, Message message) {
    var event = CloudEventBuilder.v1();
    CloudEventHeaders.of("//codedeveloper/local/" + topic.wireName(), message)
        .forEach((header, value) -> set(event, header.substring("ce-".length()), value));
    return event
        .withData("application/json", message.body().getBytes(StandardCharsets.UTF_8))
        .build();
  }

  private static void set(CloudEventBuilder event, String name, String value) {
    switch (name) {
      case "specversion" -> {}
      case "id" -> event.withId(value);
      case "type" -> event.withType(value);
      case "source" -> event.withSource(URI.create(value));
      default -> event.withExtension(name, value);
    }
  }
}
