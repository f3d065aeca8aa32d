package io.codedeveloper.platform.google;

import com.google.api.gax.rpc.FixedHeaderProvider;
import com.google.cloud.firestore.v1.FirestoreClient;
import com.google.cloud.firestore.v1.FirestoreSettings;
import java.io.IOException;
import java.time.Duration;

/// Opens Firestore's client.
public final class FirestoreClients {
  /// The deadline of one call; a request has 30 s for all of its calls.
  private static final Duration LONGEST_CALL = Duration.ofSeconds(10);

  /// What the emulator takes for one to whom security rules do not apply.
  private static final FixedHeaderProvider ADMINISTRATOR =
      FixedHeaderProvider.create("authorization", "Bearer owner");

  private FirestoreClients() {}

  /// A client without retries of its own: [FirestoreDocumentStore] decides what may be repeated.
  ///
  /// @throws IOException when the process has no credentials
  public static FirestoreClient open(ServiceEndpoint endpoint) throws IOException {
    return FirestoreClient.create(settings(endpoint).build());
  }

  static FirestoreSettings.Builder settings(ServiceEndpoint endpoint) {
    var settings = endpoint.applyTo(FirestoreSettings.newBuilder());
    if (endpoint.local().isPresent()) {
      settings.setHeaderProvider(ADMINISTRATOR);
    }
    settings.batchGetDocumentsSettings().setSimpleTimeoutNoRetriesDuration(LONGEST_CALL);
    settings.runQuerySettings().setSimpleTimeoutNoRetriesDuration(LONGEST_CALL);
    settings.commitSettings().setSimpleTimeoutNoRetriesDuration(LONGEST_CALL);
    settings.rollbackSettings().setSimpleTimeoutNoRetriesDuration(LONGEST_CALL);
    return settings;
  }
}
