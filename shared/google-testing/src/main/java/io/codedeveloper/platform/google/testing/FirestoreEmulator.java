package io.codedeveloper.platform.google.testing;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;

/// Google's emulator of Firestore, which leaves out composite indexes, TTL, and the limit of one
/// write a second on a document. It keeps nothing when it ends; Firestore would ([#save], [#load]).
public final class FirestoreEmulator extends Emulator {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String EXPORT = "export";

  private static final SharedEmulator<FirestoreEmulator> SHARED =
      new SharedEmulator<>(FirestoreEmulator::new);

  /// Another one than the shared one, for a test that kills it.
  public FirestoreEmulator() {
    super(
        new Program(
            "cloud-firestore-emulator",
            "cloud-firestore-emulator",
            "com.google.cloud.datastore.emulator.firestore.CloudFirestore"));
  }

  /// The one of this process, started by the first call.
  ///
  /// @throws IllegalStateException when it does not start, or is not installed and required
  public static FirestoreEmulator shared() {
    return SHARED.get();
  }

  /// Writes the documents of a project, but not their times, into a directory.
  ///
  /// @param directory that exists
  /// @throws IllegalStateException with what the emulator says, when it cannot
  public void save(String project, Path directory) {
    var request = request(project, directory);
    request.addProperty("export_name", EXPORT);
    call(project, "export", request);
  }

  /// Puts into a project what [#save] wrote.
  ///
  /// @throws IllegalStateException with what the emulator says, when it cannot
  public void load(String project, Path directory) {
    var metadata = directory.resolve(EXPORT).resolve(EXPORT + ".overall_export_metadata");
    call(project, "import", request(project, metadata));
  }

  private static JsonObject request(String project, Path place) {
    var request = new JsonObject();
    request.addProperty("database", "projects/%s/databases/(default)".formatted(project));
    request.addProperty("export_directory", place.toString());
    return request;
  }

  private void call(String project, String verb, JsonObject body) {
    var request =
        HttpRequest.newBuilder(
                URI.create(
                    "http://%s/emulator/v1/projects/%s:%s".formatted(address(), project, verb)))
            .header("Content-Type", "application/json")
            .timeout(PATIENCE)
            .POST(BodyPublishers.ofString(body.toString()))
            .build();
    try (var client = HttpClient.newHttpClient()) {
      var answer = client.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(
            "Firestore's emulator cannot %s: %s".formatted(verb, answer.body()));
      }
    } catch (IOException unreached) {
      throw new UncheckedIOException(unreached);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while an emulator works", stopped);
    }
  }
}
