package io.codedeveloper.cli.google;

import io.codedeveloper.cli.api.JsonView;
import io.codedeveloper.platform.UserErrorException;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// What the job and the functions that are deployed are told, as variables.
public record DeployedVariables(GoogleCloud google) {
  private static final String DATABASE = "FIRESTORE_DATABASE";

  /// The databases that they use: more than one while a deployment is half done.
  ///
  /// @throws UserErrorException when the job or the functions cannot be read
  public Set<String> databases() {
    var region = "--region=" + google.location();
    var job = google.one("run", "jobs", "describe", GoogleCloud.JOB, region);
    var functions = google.list("run", "services", "list", region);
    var used = new TreeSet<String>();
    Stream.concat(Stream.of(template(template(job))), functions.stream().map(this::template))
        .forEach(spec -> used.add(database(spec)));
    return used;
  }

  /// @return the specification that things are made of
  private JsonView template(JsonView thing) {
    var spec = thing.json().has("spec") ? thing.view("spec") : thing;
    return spec.view("template").view("spec");
  }

  private static String database(JsonView spec) {
    return spec.views("containers").stream()
        .flatMap(container -> container.views("env").stream())
        .filter(one -> one.text("name").filter(DATABASE::equals).isPresent())
        .flatMap(one -> one.text("value").stream())
        .findFirst()
        .orElse(Firestore.USUAL);
  }
}
