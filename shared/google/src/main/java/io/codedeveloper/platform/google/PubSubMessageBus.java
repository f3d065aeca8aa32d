package io.codedeveloper.platform.google;

import com.google.api.gax.rpc.ApiException;
import com.google.cloud.pubsub.v1.TopicAdminClient;
import com.google.cloud.pubsub.v1.TopicAdminSettings;
import com.google.protobuf.ByteString;
import com.google.pubsub.v1.PublishRequest;
import com.google.pubsub.v1.PubsubMessage;
import com.google.pubsub.v1.TopicName;
import io.codedeveloper.platform.CloudEventHeaders;
import io.codedeveloper.platform.Message;
import io.codedeveloper.platform.MessageBus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Publishes to Pub/Sub, each message in a call of its own that returns when it is kept.
///
/// A message's attributes are those of a CloudEvent ([CloudEventHeaders]): a push subscription
/// without wrapper and with metadata calls the function with it. Delivery, its backoff and the dead
/// letters are the subscription's.
public final class PubSubMessageBus implements MessageBus {
  /// Where the subscription of each topic puts what it gave up.
  public static final String DEAD_LETTERS = "dead-letters";

  /// Pub/Sub's limit for the value of an attribute, in bytes.
  private static final int LONGEST_VALUE = 1024;

  private final TopicAdminClient client;
  private final String project;

  /// @param client stays the caller's to close
  public PubSubMessageBus(TopicAdminClient client, String project) {
    this.client = client;
    this.project = project;
  }

  /// A client for the constructor.
  ///
  /// @throws IOException when the process has no credentials
  public static TopicAdminClient client(ServiceEndpoint endpoint) throws IOException {
    var settings = endpoint.applyTo(TopicAdminSettings.newBuilder());
    endpoint.bound(settings.publishSettings());
    return TopicAdminClient.create(settings.build());
  }

  @Override
  public void publish(Topic topic, Message message) {
    var name = TopicName.of(project, topic.wireName());
    var request =
        PublishRequest.newBuilder()
            .setTopic(name.toString())
            .addMessages(published(name, message))
            .build();
    try {
      Calls.await(client.publishCallable().futureCall(request));
    } catch (ApiException failure) {
      throw new CloudResource("Pub/Sub", "topic " + name, "roles/pubsub.publisher")
          .translated(failure);
    }
  }

  /// A message as Pub/Sub has it, for whatever else publishes to a topic.
  ///
  /// @throws IllegalArgumentException for an attribute that Pub/Sub or CloudEvents do not take
  static PubsubMessage published(TopicName topic, Message message) {
    var attributes = CloudEventHeaders.of("//pubsub.googleapis.com/" + topic, message);
    attributes.forEach(PubSubMessageBus::check);
    return PubsubMessage.newBuilder()
        .setData(ByteString.copyFromUtf8(message.body()))
        .putAllAttributes(attributes)
        .setOrderingKey(message.orderingKey())
        .build();
  }

  private static void check(String name, String value) {
    var length = value.getBytes(StandardCharsets.UTF_8).length;
    if (length > LONGEST_VALUE) {
      throw new IllegalArgumentException(
          "attribute %s has %d bytes, and Pub/Sub takes at most %d"
              .formatted(name, length, LONGEST_VALUE));
    }
  }
}
