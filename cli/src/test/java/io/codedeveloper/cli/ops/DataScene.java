package io.codedeveloper.cli.ops;

import io.codedeveloper.cli.CommandRun;
import io.codedeveloper.cli.google.FirestoreApi;
import io.codedeveloper.cli.google.GoogleStandIn;
import io.codedeveloper.cli.google.IamApi;
import io.codedeveloper.cli.google.StorageApi;
import io.codedeveloper.cli.person.Person;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/// An installation with a database and a bucket of files: the functions as served, and Google Cloud
/// as the real `gcloud` sees it.
record DataScene(
    DaemonAtWork daemon, GoogleStandIn google, FirestoreApi firestore, StorageApi storage)
    implements AutoCloseable {
  static final String FILES = "acme-code-developer-files";

  static DataScene in(Path home) throws IOException {
    var daemon = new DaemonAtWork(home);
    var google = new GoogleStandIn(home);
    var firestore = new FirestoreApi(google::changed);
    var storage = new StorageApi();
    google.serve(firestore);
    google.serve(storage);
    google.serve(new IamApi());
    storage.bucket(FILES, true);
    return new DataScene(daemon, google, firestore, storage);
  }

  /// The database has documents, two backups, and a third on its way.
  void backUp() {
    firestore.backup("b-old", "READY", Instant.now().minus(Duration.ofDays(2)));
    firestore.backup("b-new", "READY", Instant.now().minus(Duration.ofHours(5)));
    firestore.backup("b-next", "CREATING", Instant.now());
    firestore.documents("(default)", "commands", 7);
    firestore.documents("(default)", "projects", 1);
  }

  /// Runs a command of the group `ops`.
  CommandRun ops(Person person, String... words) throws IOException {
    return daemon.by(person, google.variables(), words);
  }

  @Override
  public void close() {
    daemon.close();
    google.close();
  }
}
