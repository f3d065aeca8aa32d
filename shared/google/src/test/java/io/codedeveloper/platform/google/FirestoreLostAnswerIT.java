package io.codedeveloper.platform.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.api.gax.grpc.InstantiatingGrpcChannelProvider;
import com.google.cloud.firestore.v1.FirestoreClient;
import com.google.firestore.v1.BatchGetDocumentsRequest;
import com.google.protobuf.ByteString;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// A commit is made, and the connection breaks before its answer arrives; a transaction ends before
/// its reads do.
final class FirestoreLostAnswerIT {
  private static final DocumentPath PATH = DocumentPath.of("things", "one");

  @Test
  void commitWhoseAnswerIsLostIsToldAndNotMadeAgain() throws IOException {
    var emulator = FirestoreEmulator.shared();
    var project = emulator.freshProject();
    var runs = new AtomicInteger();
    try (var deaf = client(emulator.address(), new LostCommits());
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

  @Test
  void readOfATransactionThatWasEndedBeginsItAnewAtOnce() throws IOException {
    var emulator = FirestoreEmulator.shared();
    var names = FirestoreNames.of(emulator.freshProject(), "(default)");
    var runs = new AtomicInteger();
    var pauses = new ArrayList<Duration>();
    var retries =
        new Retries(
            5,
            Duration.ofMillis(1),
            Duration.ofMillis(1),
            Duration.ofDays(1),
            RandomGenerator.of("L64X128MixRandom"),
            new Retries.Timing(System::nanoTime, pauses::add));
    try (var client = client(emulator.address(), new EndedTransaction())) {
      var seen =
          new FirestoreDocumentStore(client, names, retries)
              .transact(transaction -> {
                runs.incrementAndGet();
                transaction.get(PATH);
                return transaction.get(DocumentPath.of("things", "two"));
              });
      assertThat(seen).isEmpty();
    }
    assertThat(runs).hasValue(2);
    assertThat(pauses).hasSize(1);
  }

  private static FirestoreClient client(String address, ClientInterceptor interceptor)
      throws IOException {
    var channel =
        InstantiatingGrpcChannelProvider.newBuilder()
            .setEndpoint(address)
            .setChannelConfigurator(builder -> builder.usePlaintext())
            .setInterceptorProvider(() -> List.of(interceptor))
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

  /// Says of the first transaction that another one ended it, whenever something is read in it.
  private static final class EndedTransaction implements ClientInterceptor {
    private final AtomicReference<ByteString> first = new AtomicReference<>(ByteString.EMPTY);

    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(
        MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
      return new AbortedCall<>(next.newCall(method, options), this);
    }

    boolean endsReadIn(ByteString transaction) {
      first.compareAndSet(ByteString.EMPTY, transaction);
      return !transaction.isEmpty() && first.get().equals(transaction);
    }
  }

  private static final class AbortedCall<Q, A> extends SimpleForwardingClientCall<Q, A> {
    private final EndedTransaction ended;
    private volatile boolean isAborted;

    AbortedCall(ClientCall<Q, A> call, EndedTransaction ended) {
      super(call);
      this.ended = ended;
    }

    @Override
    public void sendMessage(Q message) {
      isAborted =
          message instanceof BatchGetDocumentsRequest read
              && ended.endsReadIn(read.getTransaction());
      super.sendMessage(message);
    }

    @Override
    public void start(Listener<A> listener, Metadata headers) {
      super.start(
          new SimpleForwardingClientCallListener<A>(listener) {
            @Override
            public void onClose(Status status, Metadata trailers) {
              super.onClose(isAborted ? Status.ABORTED : status, trailers);
            }
          },
          headers);
    }
  }
}
