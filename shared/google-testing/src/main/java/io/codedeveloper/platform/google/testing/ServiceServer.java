package io.codedeveloper.platform.google.testing;

import io.grpc.BindableService;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/// A gRPC server on a free port of loopback that speaks the protocol of one of Google's services.
///
/// Plaintext and without authentication: who may do what is left out, but for [#failWith].
public final class ServiceServer implements AutoCloseable {
  private final Server server;
  private final AtomicReference<Optional<Status>> failure = new AtomicReference<>(Optional.empty());
  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicInteger unanswered = new AtomicInteger();

  private ServiceServer(BindableService... services) {
    var builder =
        NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0)).intercept(new Gate());
    for (var service : services) {
      builder.addService(service);
    }
    server = builder.build();
  }

  public static ServiceServer start(BindableService... services) {
    var started = new ServiceServer(services);
    try {
      started.server.start();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return started;
  }

  /// Host and port.
  public String address() {
    return "127.0.0.1:" + server.getPort();
  }

  /// From now on every call fails like this; an empty one ends that.
  public void failWith(Optional<Status> status) {
    failure.set(status);
  }

  /// The next calls get no answer.
  public void leaveUnanswered(int number) {
    unanswered.set(number);
  }

  /// How many calls came, those that failed included.
  public int calls() {
    return calls.get();
  }

  @Override
  public void close() {
    server.shutdownNow();
    try {
      server.awaitTermination(5, TimeUnit.SECONDS);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  private final class Gate implements ServerInterceptor {
    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
      calls.incrementAndGet();
      if (unanswered.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        return new ServerCall.Listener<>() {};
      }
      var status = failure.get();
      if (status.isPresent()) {
        call.close(status.get(), new Metadata());
        return new ServerCall.Listener<>() {};
      }
      return next.startCall(call, headers);
    }
  }
}
