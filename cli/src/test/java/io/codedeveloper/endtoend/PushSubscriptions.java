package io.codedeveloper.endtoend;

import com.google.api.gax.core.NoCredentialsProvider;
import com.google.api.gax.grpc.InstantiatingGrpcChannelProvider;
import com.google.cloud.pubsub.v1.SubscriptionAdminClient;
import com.google.cloud.pubsub.v1.SubscriptionAdminSettings;
import com.google.cloud.pubsub.v1.TopicAdminClient;
import com.google.protobuf.util.Durations;
import com.google.pubsub.v1.DeadLetterPolicy;
import com.google.pubsub.v1.PushConfig;
import com.google.pubsub.v1.RetryPolicy;
import com.google.pubsub.v1.Subscription;
import com.google.pubsub.v1.SubscriptionName;
import com.google.pubsub.v1.TopicName;
import io.codedeveloper.platform.MessageBus;
import io.codedeveloper.platform.MessageBus.Topic;
import io.codedeveloper.platform.google.PubSubMessageBus;
import io.codedeveloper.platform.google.ServiceEndpoint;
import java.io.IOException;
import java.io.UncheckedIOException;

/// The topics of an installation, and their push subscriptions: without wrapper, with metadata.
///
/// Without order, unlike in production: the emulator never gives up a message whose order it keeps.
/// Everything is idempotent and may come in any order.
///
/// @param project Google Cloud's
/// @param address of the emulator
record PushSubscriptions(String project, String address) {
  /// The longest that there is: what takes its time is not delivered once more.
  private static final int ACKNOWLEDGEMENT_SECONDS = 600;

  /// Makes them.
  ///
  /// @param dispatcher where both topics are pushed to
  /// @param givenUp where the dead letters are pushed to
  void create(String dispatcher, String givenUp) {
    var channel =
        InstantiatingGrpcChannelProvider.newBuilder()
            .setEndpoint(address)
            .setChannelConfigurator(builder -> builder.usePlaintext())
            .build();
    try (var topics = PubSubMessageBus.client(ServiceEndpoint.local(address));
        var subscriptions =
            SubscriptionAdminClient.create(
                SubscriptionAdminSettings.newBuilder()
                    .setTransportChannelProvider(channel)
                    .setCredentialsProvider(NoCredentialsProvider.create())
                    .build())) {
      create(topics, subscriptions, dispatcher, givenUp);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void create(
      TopicAdminClient topics,
      SubscriptionAdminClient subscriptions,
      String dispatcher,
      String givenUp) {
    var deadLetters = TopicName.of(project, PubSubMessageBus.DEAD_LETTERS);
    topics.createTopic(deadLetters);
    subscriptions.createSubscription(push(PubSubMessageBus.DEAD_LETTERS, givenUp).build());
    for (var topic : Topic.values()) {
      topics.createTopic(TopicName.of(project, topic.wireName()));
      var policy =
          DeadLetterPolicy.newBuilder()
              .setDeadLetterTopic(deadLetters.toString())
              .setMaxDeliveryAttempts(MessageBus.DELIVERY_ATTEMPTS);
      subscriptions.createSubscription(
          push(topic.wireName(), dispatcher).setDeadLetterPolicy(policy).build());
    }
  }

  private Subscription.Builder push(String topic, String url) {
    var unwrapped = PushConfig.NoWrapper.newBuilder().setWriteMetadata(true);
    return Subscription.newBuilder()
        .setName(SubscriptionName.of(project, topic).toString())
        .setTopic(TopicName.of(project, topic).toString())
        .setAckDeadlineSeconds(ACKNOWLEDGEMENT_SECONDS)
        .setPushConfig(PushConfig.newBuilder().setPushEndpoint(url).setNoWrapper(unwrapped))
        .setRetryPolicy(
            RetryPolicy.newBuilder()
                .setMinimumBackoff(Durations.fromMillis(100))
                .setMaximumBackoff(Durations.fromMillis(500)));
  }
}
