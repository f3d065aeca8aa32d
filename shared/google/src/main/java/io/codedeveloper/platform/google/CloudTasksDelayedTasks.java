package io.codedeveloper.platform.google;

import com.google.api.gax.rpc.AlreadyExistsException;
import com.google.api.gax.rpc.ApiException;
import com.google.cloud.tasks.v2.CloudTasksClient;
import com.google.cloud.tasks.v2.CloudTasksSettings;
import com.google.cloud.tasks.v2.HttpMethod;
import com.google.cloud.tasks.v2.HttpRequest;
import com.google.cloud.tasks.v2.OAuthToken;
import com.google.cloud.tasks.v2.QueueName;
import com.google.cloud.tasks.v2.Task;
import com.google.cloud.tasks.v2.TaskName;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import com.google.protobuf.util.JsonFormat;
import com.google.pubsub.v1.PublishRequest;
import com.google.pubsub.v1.TopicName;
import io.codedeveloper.platform.DelayedTasks;
import io.codedeveloper.platform.Message;
import io.codedeveloper.platform.MessageBus.Topic;
import io.codedeveloper.platform.ResourceName;
import java.io.IOException;
import java.time.Instant;

/// Delayed tasks in one queue of Cloud Tasks: each calls Pub/Sub's own `publish`, so that what was
/// late is delivered, repeated and given up like every other message.
///
/// The call carries an OAuth token of the task's service account, as Google's own APIs want it; an
/// OIDC token is for endpoints of one's own, and this needs none. A task may be scheduled 30 days
/// ahead, and be 1 MB large. Its name is remembered for about an hour after it has published.
public final class CloudTasksDelayedTasks implements DelayedTasks, AutoCloseable {
  private final Settings settings;
  private final LazyClient<CloudTasksClient> client;
  private final CloudResource resource;

  /// @param project Google Cloud's
  /// @param location for instance `europe-west1`
  /// @param queue its id
  /// @param serviceAccount the e-mail address of the account that publishes
  /// @param pubSub where Pub/Sub's HTTP API is
  public record Settings(
      String project, String location, String queue, String serviceAccount, String pubSub) {
    /// Pub/Sub's HTTP API at Google.
    public static final String PUB_SUB = "https://pubsub.googleapis.com";
  }

  public CloudTasksDelayedTasks(Settings settings, ServiceEndpoint endpoint) {
    this.settings = settings;
    this.client = new LazyClient<>(() -> connect(endpoint));
    this.resource =
        new CloudResource(
            "Cloud Tasks",
            "the queue " + queue(),
            "roles/cloudtasks.enqueuer, and roles/iam.serviceAccountUser on "
                + settings.serviceAccount());
  }

  private static CloudTasksClient connect(ServiceEndpoint endpoint) throws IOException {
    return CloudTasksClient.create(
        endpoint
            .applyTo(CloudTasksSettings.newBuilder())
            .applyToAllUnaryMethods(endpoint::bound)
            .build());
  }

  private QueueName queue() {
    return QueueName.of(settings.project(), settings.location(), settings.queue());
  }

  @Override
  public void schedule(String name, Instant at, Topic topic, Message message) {
    ResourceName.check(name);
    var id = TaskName.of(settings.project(), settings.location(), settings.queue(), name);
    var task =
        Task.newBuilder()
            .setName(id.toString())
            .setScheduleTime(
                Timestamp.newBuilder().setSeconds(at.getEpochSecond()).setNanos(at.getNano()))
            .setHttpRequest(publication(topic, message))
            .build();
    try {
      client.get().createTask(queue(), task);
    } catch (AlreadyExistsException known) {
      // Pending, or published within about an hour.
    } catch (ApiException failure) {
      throw resource.translated(failure);
    }
  }

  private HttpRequest publication(Topic topic, Message message) {
    var name = TopicName.of(settings.project(), topic.wireName());
    return HttpRequest.newBuilder()
        .setUrl("%s/v1/%s:publish".formatted(settings.pubSub(), name))
        .setHttpMethod(HttpMethod.POST)
        .putHeaders("Content-Type", "application/json")
        .setBody(ByteString.copyFromUtf8(body(name, message)))
        .setOauthToken(
            OAuthToken.newBuilder()
                .setServiceAccountEmail(settings.serviceAccount())
                .setScope("https://www.googleapis.com/auth/pubsub"))
        .build();
  }

  private static String body(TopicName topic, Message message) {
    try {
      return JsonFormat.printer()
          .omittingInsignificantWhitespace()
          .print(
              PublishRequest.newBuilder().addMessages(PubSubMessageBus.published(topic, message)));
    } catch (InvalidProtocolBufferException impossible) {
      throw new IllegalStateException("a message is always JSON", impossible);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
