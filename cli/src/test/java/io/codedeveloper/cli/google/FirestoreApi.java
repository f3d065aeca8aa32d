package io.codedeveloper.cli.google;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// Firestore's databases and backups, and how many documents there are.
public final class FirestoreApi implements GoogleApi {
  private static final String DATABASES = "/v1/projects/acme/databases";
  private static final Pattern OPERATION =
      Pattern.compile(DATABASES + "/([^/]+)/operations/([^/]+)");
  private static final Pattern COUNT =
      Pattern.compile(DATABASES + "/([^/]+)/documents:runAggregationQuery");
  private static final Pattern COLLECTION = Pattern.compile("\"collectionId\": *\"(\\w+)\"");

  private static final Pattern READ_TIME = Pattern.compile("\"readTime\": *\"([^\"]+)\"");

  private final Consumer<String> changes;
  private final Map<String, JsonObject> databases = new TreeMap<>();
  private final Map<String, JsonObject> backups = new TreeMap<>();
  private final Map<String, Map<String, Integer>> documents = new TreeMap<>();
  private JsonArray schedules = new JsonArray();
  private final JsonArray expiring = new JsonArray();
  private final JsonArray indexes = new JsonArray();
  private final Map<String, Map<String, Integer>> earlier = new TreeMap<>();
  private int polls;
  private int refusedPolls;
  private Optional<String> failure = Optional.empty();

  /// @param changes gets what was changed
  public FirestoreApi(Consumer<String> changes) {
    this.changes = changes;
    database("(default)", true);
    schedule("dailyRecurrence");
  }

  /// There is a database.
  ///
  /// @param kept whether any minute can be taken out of it, and nobody can delete it
  public void database(String name, boolean kept) {
    var on = kept ? "ENABLED" : "DISABLED";
    databases.put(
        name,
        object(
            """
            {"name": "projects/acme/databases/%1$s", "locationId": "europe-west1",
             "pointInTimeRecoveryEnablement": "POINT_IN_TIME_RECOVERY_%2$s",
             "deleteProtectionState": "DELETE_PROTECTION_%2$s",
             "earliestVersionTime": "2026-02-22T12:00:00Z"}
            """
                .formatted(name, on)));
  }

  /// The only schedule from now on; empty: there is none.
  public void schedule(String recurrence) {
    schedules = new JsonArray();
    if (!recurrence.isEmpty()) {
      alsoSchedule(recurrence, Duration.ofDays(7));
    }
  }

  /// One more schedule.
  public void alsoSchedule(String recurrence, Duration retention) {
    schedules.add(
        object(
            "{\"name\": \"projects/acme/databases/(default)/backupSchedules/s%d\", \"retention\": \"%ds\", \"%s\": {}}"
                .formatted(schedules.size(), retention.toSeconds(), recurrence)));
  }

  /// Documents of a collection go when they have expired.
  public void expires(String collection, String state) {
    expiring.add(
        object(
            "{\"name\": \"projects/acme/databases/(default)/collectionGroups/%s/fields/expireAt\", \"ttlConfig\": {\"state\": \"%s\"}}"
                .formatted(collection, state)));
  }

  /// An index of a collection.
  ///
  /// @param state `READY`, `CREATING` or `NEEDS_REPAIR`
  public void index(String collection, String state) {
    indexed("%s: open ascending".formatted(collection), state);
  }

  /// An index as Terraform's state calls it: `commands: open ascending, issuedAt descending`.
  ///
  /// @param state as of [#index]
  public void indexed(String title, String state) {
    var fields = new JsonArray();
    for (var field : (title.replaceFirst("^\\w+: ", "") + ", __name__ ascending").split(", ", -1)) {
      fields.add(
          object(
              "{\"fieldPath\": \"%s\", \"order\": \"%s\"}"
                  .formatted(
                      field.replaceFirst(" .*", ""),
                      field.replaceFirst(".* ", "").toUpperCase(Locale.ROOT))));
    }
    indexes.add(
        object(
            "{\"name\": \"projects/acme/databases/(default)/collectionGroups/%s/indexes/i%d\", \"state\": \"%s\", \"fields\": %s}"
                .formatted(title.replaceFirst(":.*", ""), indexes.size(), state, fields)));
  }

  /// There is no index any more.
  public void forgetIndexes() {
    while (!indexes.isEmpty()) {
      indexes.remove(0);
    }
  }

  public void backup(String id, String state, Instant of) {
    backups.put(
        id,
        object(
            """
            {"name": "projects/acme/locations/europe-west1/backups/%s",
             "database": "projects/acme/databases/(default)",
             "state": "%s", "snapshotTime": "%s", "expireTime": "%s"}
            """
                .formatted(id, state, of, of.plusSeconds(604_800))));
  }

  /// A backup is kept no longer.
  public void expire(String backup) {
    backups.remove(backup);
  }

  /// How many documents a collection of a database has; a restored one gets those of `backup`.
  public void documents(String database, String collection, int count) {
    documents.computeIfAbsent(database, none -> new TreeMap<>()).put(collection, count);
  }

  /// How many it had at any whole minute before, where that is not what it has now.
  public void earlierDocuments(String database, String collection, int count) {
    earlier.computeIfAbsent(database, none -> new TreeMap<>()).put(collection, count);
  }

  /// The next questions how far a restore is are refused.
  public void refusePolls(int number) {
    refusedPolls = number;
  }

  /// From now on restores end with this.
  public void failRestores(String why) {
    failure = Optional.of("{\"code\": 9, \"message\": \"%s\"}".formatted(why));
  }

  /// From now on restores fail, and nobody says why.
  public void failRestores() {
    failure = Optional.of("{\"code\": 13}");
  }

  private static JsonObject object(String json) {
    return JsonParser.parseString(json).getAsJsonObject();
  }

  @Override
  public Optional<Answer> answer(String method, URI address, String body) {
    var path = address.getPath();
    if (path.endsWith("/locations/europe-west1/backups")) {
      return Optional.of(list("backups", backups.values()));
    }
    return path.startsWith(DATABASES)
        ? Optional.of(ofDatabases(method, path, body))
        : Optional.empty();
  }

  private Answer ofDatabases(String method, String path, String body) {
    var operation = OPERATION.matcher(path);
    var count = COUNT.matcher(path);
    if (path.equals(DATABASES)) {
      return list("databases", databases.values());
    }
    if (path.equals(DATABASES + ":restore")) {
      return restored(object(body));
    }
    if (operation.matches()) {
      if (refusedPolls > 0) {
        refusedPolls--;
        return Answer.error(403, "PERMISSION_DENIED", "not now");
      }
      polls++;
      return Answer.ok(operation(path.substring(4)));
    }
    if (count.matches()) {
      return counted(count.group(1), body);
    }
    if (path.endsWith("/backupSchedules")) {
      return Answer.ok("{\"backupSchedules\": %s}".formatted(schedules));
    }
    if (path.endsWith("/fields")) {
      return Answer.ok("{\"fields\": %s}".formatted(expiring));
    }
    if (path.endsWith("/indexes")) {
      var name = path.substring(DATABASES.length() + 1).replaceFirst("/.*", "");
      return Answer.ok(
          "{\"indexes\": %s}".formatted(indexes).replace("(default)/coll", name + "/coll"));
    }
    if (path.endsWith("/operations")) {
      return Answer.ok(polls == 0 ? "{}" : "{\"operations\": [%s]}".formatted(operation("o1")));
    }
    return ofOne(method, path.substring(path.lastIndexOf('/') + 1));
  }

  private String operation(String name) {
    var error = failure.map(", \"error\": %s"::formatted);
    return "{\"name\": \"%s\", \"done\": %b, \"metadata\": {\"@type\": \"type.googleapis.com/google.firestore.admin.v1.RestoreDatabaseMetadata\"}%s}"
        .formatted(name, polls > 1, error.filter(any -> polls > 1).orElse(""));
  }

  private Answer restored(JsonObject order) {
    var into = order.get("databaseId").getAsString();
    database(into, false);
    Optional.ofNullable(databases.get(into))
        .ifPresent(one ->
            one.add(
                "sourceInfo",
                object(
                    "{\"backup\": {\"backup\": \"%s\"}}"
                        .formatted(order.get("backup").getAsString()))));
    documents.put(into, documents.getOrDefault("backup", Map.of()));
    changes.accept("restore " + into);
    return Answer.ok("{\"name\": \"projects/acme/databases/%s/operations/o1\"}".formatted(into));
  }

  private Answer counted(String database, String body) {
    var collection = COLLECTION.matcher(body);
    var name = collection.find() ? collection.group(1) : "";
    var at = READ_TIME.matcher(body);
    var now = documents.getOrDefault(database, Map.of());
    var counts = now;
    if (at.find()) {
      if (!at.group(1).matches(".*T[0-9]{2}:[0-9]{2}:00Z")) {
        return Answer.error(400, "INVALID_ARGUMENT", "no whole minute: " + at.group(1));
      }
      counts = earlier.getOrDefault(database, now);
    }
    var number = counts.getOrDefault(name, 0);
    return Answer.ok(
        "[{\"result\": {\"aggregateFields\": {\"n\": {\"integerValue\": \"%d\"}}}}]"
            .formatted(number));
  }

  private Answer ofOne(String method, String name) {
    var one = databases.get(name);
    if (one == null) {
      return Answer.error(404, "NOT_FOUND", "no database " + name);
    }
    if (method.equals("DELETE")) {
      databases.remove(name);
      changes.accept("delete " + name);
      return Answer.ok("{\"done\": true}");
    }
    return Answer.ok(one.toString());
  }

  private static Answer list(String name, Iterable<JsonObject> all) {
    var array = new JsonArray();
    all.forEach(array::add);
    var object = new JsonObject();
    object.add(name, array);
    return Answer.ok(object.toString());
  }
}
