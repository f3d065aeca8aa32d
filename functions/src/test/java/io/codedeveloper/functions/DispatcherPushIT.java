package io.codedeveloper.functions;

import static io.codedeveloper.functions.ControlPlaneScenario.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.api.gax.core.NoCredentialsProvider;
import com.google.api.gax.grpc.InstantiatingGrpcChannelProvider;
import com.google.cloud.functions.invoker.runner.Invoker;
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
import com.sun.net.httpserver.HttpServer;
import io.codedeveloper.daemon.CommandState;
import io.codedeveloper.daemon.Commands;
import io.codedeveloper.platform.Message;
import io.codedeveloper.platform.MessageBus;
import io.codedeveloper.platform.MessageBus.Topic;
import io.codedeveloper.platform.contract.Eventually;
import io.codedeveloper.platform.google.PubSubMessageBus;
import io.codedeveloper.platform.google.ServiceEndpoint;
import io.codedeveloper.platform.google.testing.PubSubEmulator;
import io.codedeveloper.testing.FaultRow;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Messages from Google's own emulator to the functions in the real invoker, pushed as Terraform's
/// subscriptions push them: without wrapper, with metadata.
final class DispatcherPushIT {
  private final PubSubEmulator emulator = PubSubEmulator.shared();
  private final String project = emulator.freshProject();
  private final ControlPlaneScenario plane = new ControlPlaneScenario();
  private TopicAdminClient topics;
  private SubscriptionAdminClient subscriptions;
  private Invoker invoker;
  private int port;

  @BeforeEach
  void open() throws IOException {
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    topics = PubSubMessageBus.client(ServiceEndpoint.local(emulator.address()));
    topics.createTopic(TopicName.of(project, PubSubMessageBus.DEAD_LETTERS));
    topics.createTopic(TopicName.of(project, "commands"));
    var channel =
        InstantiatingGrpcChannelProvider.newBuilder()
            .setEndpoint(emulator.address())
            .setChannelConfigurator(builder -> builder.usePlaintext())
            .build();
    subscriptions =
        SubscriptionAdminClient.create(
            SubscriptionAdminSettings.newBuilder()
                .setTransportChannelProvider(channel)
                .setCredentialsProvider(NoCredentialsProvider.create())
                .build());
  }

  @AfterEach
  void close() throws Exception {
    if (invoker != null) {
      invoker.stopServer();
    }
    subscriptions.close();
    topics.close();
    plane.close();
  }

  private void serve(Class<?> function) throws Exception {
    var loader = DispatcherPushIT.class.getClassLoader();
    invoker = new Invoker(port, function.getName(), "http", loader);
    invoker.startTestServer();
  }

  private Subscription.Builder push(String topic, int toPort) {
    var unwrapped = PushConfig.NoWrapper.newBuilder().setWriteMetadata(true);
    return Subscription.newBuilder()
        .setName(SubscriptionName.of(project, topic).toString())
        .setTopic(TopicName.of(project, topic).toString())
        .setEnableMessageOrdering(true)
        .setPushConfig(
            PushConfig.newBuilder()
                .setPushEndpoint("http://127.0.0.1:" + toPort + "/")
                .setNoWrapper(unwrapped))
        .setRetryPolicy(
            RetryPolicy.newBuilder()
                .setMinimumBackoff(Durations.fromMillis(100))
                .setMaximumBackoff(Durations.fromMillis(200)));
  }

  private Message issued() {
    plane.post("/api/daemon/start", "");
    return plane.world.bus.take().getFirst();
  }

  private void publish(Message message) {
    new PubSubMessageBus(topics, project).publish(Topic.COMMANDS, message);
  }

  @Test
  void publishedCommandStartsTheJob() throws Exception {
    serve(Dispatcher.class);
    subscriptions.createSubscription(push("commands", port).build());

    publish(issued());

    Eventually.until("the job is launched", () -> !plane.world.jobs.launched.isEmpty());
    assertThat(plane.world.jobs.launched)
        .singleElement()
        .satisfies(job -> assertThat(job.project()).isEqualTo(PROJECT.value()));
  }

  @Test
  @FaultRow("C9")
  void commandThatIsRefusedFiveTimesIsGivenUpByItsFunction() throws Exception {
    var message = issued();
    serve(GivenUp.class);
    var refusals = new AtomicInteger();
    var refusing = refusing(refusals);
    var policy =
        DeadLetterPolicy.newBuilder()
            .setDeadLetterTopic(TopicName.of(project, PubSubMessageBus.DEAD_LETTERS).toString())
            .setMaxDeliveryAttempts(MessageBus.DELIVERY_ATTEMPTS);
    subscriptions.createSubscription(push(PubSubMessageBus.DEAD_LETTERS, port).build());
    // The emulator never gives up a message whose order it keeps.
    subscriptions.createSubscription(
        push("commands", refusing.getAddress().getPort())
            .setEnableMessageOrdering(false)
            .setDeadLetterPolicy(policy)
            .build());

    publish(message);

    var platform = plane.world.platform();
    var commands = new Commands(platform.documents(), platform.bus(), platform.ids());
    var id = message.attributes().get("command");
    Eventually.until(
        "the command has failed",
        () -> commands.get(PROJECT, id).orElseThrow().state() == CommandState.FAILED);
    refusing.stop(0);
    assertThat(refusals).hasValueGreaterThanOrEqualTo(MessageBus.DELIVERY_ATTEMPTS);
  }

  private static HttpServer refusing(AtomicInteger refusals) throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          refusals.incrementAndGet();
          exchange.sendResponseHeaders(500, -1);
          exchange.close();
        });
    server.start();
    return server;
  }
}
