package io.codedeveloper.platform.google;

import com.google.cloud.pubsub.v1.SubscriptionAdminClient;
import com.google.cloud.pubsub.v1.SubscriptionAdminSettings;
import com.google.cloud.pubsub.v1.TopicAdminClient;
import com.google.pubsub.v1.DeadLetterPolicy;
import com.google.pubsub.v1.Subscription;
import com.google.pubsub.v1.SubscriptionName;
import com.google.pubsub.v1.TopicName;
import io.codedeveloper.platform.MessageBus;
import io.codedeveloper.platform.MessageBus.Topic;
import java.io.IOException;

/// The topics and pull subscriptions of one project, as Terraform makes them, but for the push.
record PubSubResources(
    String project, TopicAdminClient topics, SubscriptionAdminClient subscriptions) {
  /// The longest that there is, so that only the test decides when a delivery is over.
  private static final int ACKNOWLEDGEMENT_SECONDS = 600;

  static SubscriptionAdminClient client(ServiceEndpoint endpoint) throws IOException {
    return SubscriptionAdminClient.create(
        endpoint.applyTo(SubscriptionAdminSettings.newBuilder()).build());
  }

  void create() {
    var deadLetters = TopicName.of(project, PubSubMessageBus.DEAD_LETTERS);
    topics.createTopic(deadLetters);
    subscriptions.createSubscription(subscription(PubSubMessageBus.DEAD_LETTERS).build());
    for (var topic : Topic.values()) {
      topics.createTopic(TopicName.of(project, topic.wireName()));
      var policy =
          DeadLetterPolicy.newBuilder()
              .setDeadLetterTopic(deadLetters.toString())
              .setMaxDeliveryAttempts(MessageBus.DELIVERY_ATTEMPTS);
      subscriptions.createSubscription(
          subscription(topic.wireName()).setDeadLetterPolicy(policy).build());
    }
  }

  private Subscription.Builder subscription(String topic) {
    return Subscription.newBuilder()
        .setName(name(topic))
        .setTopic(TopicName.of(project, topic).toString())
        .setEnableMessageOrdering(true)
        .setAckDeadlineSeconds(ACKNOWLEDGEMENT_SECONDS);
  }

  /// The subscription of a topic.
  String name(String topic) {
    return SubscriptionName.of(project, topic).toString();
  }
}
