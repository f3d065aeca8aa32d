package io.codedeveloper.platform.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.api.gax.grpc.InstantiatingGrpcChannelProvider;
import com.google.cloud.firestore.v1.FirestoreClient;
import io.codedeveloper.platform.DocumentPath;
import io.codedeveloper.platform.Fields;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.platform.google.testing.FirestoreEmulator;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// A commit is made, and the connection breaks before its answer arrives.
final class FirestoreLostAnswerIT {
  private static final DocumentPath PATH = DocumentPath.of("things", "one");

  @Test
  void commitWhoseAnswerIsLostIsToldAndNotMadeAgain() throws IOException {
    var emulator = FirestoreEmulator.shared();
    var project = emulator.freshProject();
    var runs = new AtomicInteger();
    try (var deaf = client(emulator.address());
        var client = FirestoreClients.open(ServiceEndpoint.local(emulator.address()))) {
      var store = new FirestoreDocumentStore(deaf, project, "(default)");
      assertThatThrownBy(() ->
              store.transact(transaction -> {
                runs.incrementAndGet();
                var number = transaction.get(PATH).map(it -> it.fields().number("n", 0)).orElse(0L);
                transaction.put(PATH, Fields.empty().with("n", number + 1));
                return true;
              }))
          .isInstanceOf(TransientException.class)
          .hasMessageContaining("things/one");
      var seen = new FirestoreDocumentStore(client, project, "(default)").get(PATH).orElseThrow();
      assertThat(seen.fields().number("n")).contains(1L);
    }
    assertThat(runs).hasValue(1);
  }

  private static FirestoreClient client(String address) throws IOException {
    var channel =
        InstantiatingGrpcChannelProvider.newBuilder()
            .setEndpoint(address)
            .setChannelConfigurator(builder -> builder.usePlaintext())
            .setInterceptorProvider(() -> List.of(new LostCommits()))
            .build();
    return FirestoreClient.create(
        FirestoreClients.settings(ServiceEndpoint.local(address))
            .setTransportChannelProvider(channel)
            .build());
  }

  /// Lets commits through, and says that they failed.
  private static final class LostCommits implements ClientInterceptor {
    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(
        MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
      var call = next.newCall(method, options);
      return method.getBareMethodName().equals("Commit") ? new LostCall<>(call) : call;
    }
  }

  private static final class LostCall<Q, A> extends SimpleForwardingClientCall<Q, A> {
    LostCall(ClientCall<Q, A> call) {
      super(call);
    }

    @Override
    public void start(Listener<A> listener, Metadata headers) {
      super.start(
          new SimpleForwardingClientCallListener<A>(listener) {
            @Override
            public void onClose(Status status, Metadata trailers) {
              super.onClose(Status.UNAVAILABLE.withDescription("the connection broke"), trailers);
            }
          },
          headers);
    }
  }
}
