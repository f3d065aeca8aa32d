package io.codedeveloper.cli.google;

import io.codedeveloper.cli.api.JsonView;
import io.codedeveloper.platform.UserErrorException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What the job and the functions that are deployed are told, as variables.
public record DeployedVariables(GoogleCloud google) {
  private static final String DATABASE = "FIRESTORE_DATABASE";

  /// The database that the job uses.
  ///
  /// @throws UserErrorException when the job cannot be read
  public String databaseOfJob() {
    return ofJob(DATABASE).orElse(Firestore.USUAL);
  }

  /// What the job is told; empty where it is not.
  ///
  /// @throws UserErrorException when the job cannot be read
  public Optional<String> ofJob(String variable) {
    var job = google.one("run", "jobs", "describe", GoogleCloud.JOB, region());
    return value(template(template(job)), variable);
  }

  private String region() {
    return "--region=" + google.location();
  }

  /// The databases that they use: more than one while a deployment is half done.
  ///
  /// @throws UserErrorException when the job or the functions cannot be read
  public Set<String> databases() {
    var functions = google.list("run", "services", "list", region());
    var used = new TreeSet<>(Set.of(databaseOfJob()));
    functions.stream()
        .map(this::template)
        .forEach(spec -> used.add(value(spec, DATABASE).orElse(Firestore.USUAL)));
    return used;
  }

  /// @return the specification that things are made of
  private JsonView template(JsonView thing) {
    var spec = thing.json().has("spec") ? thing.view("spec") : thing;
    return spec.view("template").view("spec");
  }

  private static Optional<String> value(JsonView spec, String variable) {
    var containers = spec.views("containers");
    if (containers.isEmpty()) {
      throw new UserErrorException(
          "what gcloud says of the job and the functions has no container");
    }
    return containers.stream()
        .flatMap(container -> container.views("env").stream())
        .filter(one -> one.text("name").filter(variable::equals).isPresent())
        .flatMap(one -> one.text("value").stream())
        .findFirst();
  }
}
