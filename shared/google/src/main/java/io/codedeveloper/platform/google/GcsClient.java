package io.codedeveloper.platform.google;

import com.google.api.gax.retrying.RetrySettings;
import com.google.cloud.NoCredentials;
import com.google.cloud.http.HttpTransportOptions;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.StorageOptions;
import com.google.cloud.storage.StorageRetryStrategy;
import java.time.Duration;

/// Makes clients of Cloud Storage.
final class GcsClient {
  private static final Duration CONNECT = Duration.ofSeconds(5);

  private GcsClient() {}

  /// A client that repeats every request, also one without a precondition: what this program writes
  /// twice is the same both times.
  static Storage connect(ServiceEndpoint endpoint) {
    var options =
        StorageOptions.http()
            .setStorageRetryStrategy(StorageRetryStrategy.getUniformStorageRetryStrategy())
            .setRetrySettings(retries(endpoint.patience()))
            .setTransportOptions(
                HttpTransportOptions.newBuilder()
                    .setConnectTimeout((int) CONNECT.toMillis())
                    .setReadTimeout((int) endpoint.patience().toMillis())
                    .build());
    endpoint
        .local()
        .ifPresent(address ->
            options
                .setHost("http://" + address)
                .setProjectId("local")
                .setCredentials(NoCredentials.getInstance()));
    return options.build().getService();
  }

  private static RetrySettings retries(Duration patience) {
    return RetrySettings.newBuilder()
        .setInitialRetryDelayDuration(Duration.ofMillis(200))
        .setRetryDelayMultiplier(2)
        .setMaxRetryDelayDuration(Duration.ofSeconds(5))
        .setInitialRpcTimeoutDuration(patience)
        .setMaxRpcTimeoutDuration(patience)
        .setTotalTimeoutDuration(patience)
        .build();
  }
}
