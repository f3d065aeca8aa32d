package io.codedeveloper.functions.deployment;

import com.google.gson.Gson;
import com.google.pubsub.v1.TopicName;
import io.codedeveloper.platform.google.PubSubMessageBus;
import io.codedeveloper.platform.google.ServiceEndpoint;
import io.codedeveloper.platform.google.testing.GcsServer;
import io.codedeveloper.platform.google.testing.PubSubEmulator;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/// [StandIns] with Pub/Sub and Cloud Storage beside them: for requests that write, too.
final class LoadStandIns {
  private static final String BUCKET = "files";

  private LoadStandIns() {}

  /// Prints the environment of a function, a token and the key as one line of JSON, and goes on
  /// until its standard input ends.
  public static void main(String[] arguments) throws IOException {
    try (var standIns = new StandIns();
        var storage = new GcsServer(Clock.systemUTC())) {
      storage.createBucket(BUCKET, false);
      var variables = new HashMap<>(standIns.variables());
      variables.put("GCS_BUCKET", BUCKET);
      variables.put("STORAGE_EMULATOR_HOST", storage.address());
      variables.put("PUBSUB_EMULATOR_HOST", bus(variables.get("GCP_PROJECT_ID")));
      System.out.println(
          new Gson()
              .toJson(
                  Map.of("variables", variables, "token", standIns.token(), "key", StandIns.KEY)));
      System.in.transferTo(OutputStream.nullOutputStream());
    }
    System.exit(0);
  }

  private static String bus(String project) throws IOException {
    var address = PubSubEmulator.shared().address();
    try (var topics = PubSubMessageBus.client(ServiceEndpoint.local(address))) {
      topics.createTopic(TopicName.of(project, "commands"));
    }
    return address;
  }
}
