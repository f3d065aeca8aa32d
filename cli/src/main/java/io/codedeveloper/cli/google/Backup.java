package io.codedeveloper.cli.google;

import io.codedeveloper.cli.api.JsonView;
import java.time.DateTimeException;
import java.time.Instant;

/// A backup of a database of Firestore.
///
/// @param id what tells it from others in its location
/// @param name with project and location, as commands want it
/// @param database that it is of
/// @param state `READY`, `CREATING` or `NOT_AVAILABLE`
/// @param taken the moment whose documents it has
/// @param until when it goes
public record Backup(
    String id, String name, String database, String state, Instant taken, Instant until) {
  /// @param says as `gcloud firestore backups list` prints it
  static Backup of(JsonView says) {
    var name = says.text("name").orElse("");
    return new Backup(
        last(name),
        name,
        last(says.text("database").orElse("")),
        says.text("state").orElse("UNKNOWN"),
        instant(says, "snapshotTime"),
        instant(says, "expireTime"));
  }

  /// The id at the end of a name.
  static String last(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  public boolean isReady() {
    return state.equals("READY");
  }

  private static Instant instant(JsonView says, String name) {
    try {
      return Instant.parse(says.text(name).orElse(""));
    } catch (DateTimeException none) {
      return Instant.EPOCH;
    }
  }
}
