package io.codedeveloper.platform.google;

import com.google.api.gax.core.NoCredentialsProvider;
import com.google.api.gax.grpc.InstantiatingGrpcChannelProvider;
import com.google.api.gax.rpc.ClientSettings;
import com.google.api.gax.rpc.StatusCode.Code;
import com.google.api.gax.rpc.UnaryCallSettings;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;

/// Where a service is, and how long a call of it may take.
///
/// @param local `host:port` of a server that stands in for the service, spoken to in plaintext and
///   without credentials; empty means Google's own, with the credentials of the process
/// @param patience for one call with all its retries
public record ServiceEndpoint(Optional<String> local, Duration patience) {
  private static final Duration USUAL_PATIENCE = Duration.ofSeconds(20);
  private static final int SHARE_OF_A_PAUSE = 20;

  /// Google's own, or the server that stands in for it.
  public static ServiceEndpoint of(Optional<String> local) {
    return new ServiceEndpoint(local, USUAL_PATIENCE);
  }

  public static ServiceEndpoint local(String address) {
    return of(Optional.of(address));
  }

  public ServiceEndpoint withPatience(Duration patience) {
    return new ServiceEndpoint(local, patience);
  }

  /// The client's settings with this endpoint.
  <B extends ClientSettings.Builder<?, B>> B applyTo(B settings) {
    local.ifPresent(address -> {
      settings.setCredentialsProvider(NoCredentialsProvider.create());
      settings.setTransportChannelProvider(
          InstantiatingGrpcChannelProvider.newBuilder()
              .setEndpoint(address)
              .setChannelConfigurator(channel -> channel.usePlaintext())
              .build());
    });
    return settings;
  }

  /// Bounds one of the client's methods; which failures are retried stays Google's choice.
  @org.jspecify.annotations.Nullable
  Void bound(UnaryCallSettings.Builder<?, ?> method) {
    var half = patience.dividedBy(2);
    method.setRetrySettings(
        method.getRetrySettings().toBuilder()
            .setTotalTimeoutDuration(patience)
            .setInitialRpcTimeoutDuration(half)
            .setMaxRpcTimeoutDuration(half)
            .build());
    return null;
  }

  /// Bounds a method that only reads: what was not answered in time is asked for once more, and
  /// after a pause that leaves the time for it.
  void boundReading(UnaryCallSettings.Builder<?, ?> method) {
    bound(method);
    var codes = new HashSet<>(method.getRetryableCodes());
    codes.add(Code.DEADLINE_EXCEEDED);
    method.setRetryableCodes(codes);
    method.setRetrySettings(
        method.getRetrySettings().toBuilder()
            .setInitialRetryDelayDuration(patience.dividedBy(SHARE_OF_A_PAUSE))
            .build());
  }
}
