package io.codedeveloper.cli.google;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.codedeveloper.auth.Secret;
import io.codedeveloper.cli.api.JsonView;
import io.codedeveloper.cli.program.Programs;
import io.codedeveloper.cli.program.Shell;
import io.codedeveloper.platform.UserErrorException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// A project in Google Cloud, which the user's own `gcloud` asks and changes.
///
/// @param project Google Cloud's id of it
/// @param location of everything regional
public record GoogleCloud(Programs programs, String project, String location) {
  /// The job that does iterations, as `terraform/job.tf` names it.
  public static final String JOB = "code-developer";

  /// The queue of delayed messages, as `terraform/schedule.tf` names it.
  public static final String QUEUE = "code-developer";

  /// Only versions of a secret that have a value: as Secret Manager, which gets the filter, spells
  /// it. In its tables gcloud prints `enabled`.
  public static final String ENABLED_VERSIONS = "--filter=state=ENABLED";

  /// Nobody waits so long for an answer; it ends a program that would never.
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /// Asks for a list.
  ///
  /// @param words of the command, without project and format
  /// @throws UserErrorException with what gcloud complains about
  /// @throws io.codedeveloper.platform.TransientException when it takes too long
  public List<JsonView> list(String... words) {
    return answer(words) instanceof JsonArray all
        ? StreamSupport.stream(all.spliterator(), false)
            .filter(JsonElement::isJsonObject)
            .map(one -> new JsonView(one.getAsJsonObject()))
            .toList()
        : List.of();
  }

  /// Asks for one thing.
  ///
  /// @throws UserErrorException as [#list]
  public JsonView one(String... words) {
    return view(answer(words));
  }

  private static JsonView view(JsonElement answer) {
    return new JsonView(answer instanceof JsonObject one ? one : new JsonObject());
  }

  /// Changes something.
  ///
  /// @throws UserErrorException as [#list]
  public void change(String... words) {
    print(words);
  }

  private JsonElement answer(String... words) {
    return json(print(words), words);
  }

  private JsonElement json(String text, String... words) {
    try {
      return JsonParser.parseString(text);
    } catch (JsonParseException noJson) {
      throw new UserErrorException(
          "%s did not print JSON; run it yourself".formatted(line(words)), noJson);
    }
  }

  private String print(String... words) {
    var command = new ArrayList<>(command(words));
    command.add("--format=json");
    var printed = programs.print(command, PATIENCE);
    if (printed.code() != 0) {
      throw new UserErrorException(
          "%s: %s".formatted(line(words), complaint(printed.complaints()).orElse("failed")));
    }
    return printed.text();
  }

  /// As people type it into a shell.
  public String line(String... words) {
    return Shell.line(
        Stream.of(Stream.of("gcloud"), Stream.of(words), Stream.of("--project=" + project))
            .flatMap(part -> part)
            .toList());
  }

  /// The one line of all that says why.
  private static Optional<String> complaint(String printed) {
    var lines = printed.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    return Stream.concat(
            lines.stream().filter(line -> line.startsWith("ERROR:")), lines.reversed().stream())
        .findFirst()
        .map(line -> line.replaceFirst("^ERROR: (\\([a-z0-9.-]+\\) )?", ""));
  }

  /// What the job did lately, newest first.
  public List<Execution> executions() {
    return list("run", "jobs", "executions", "list", "--job=" + JOB, "--region=" + location)
        .stream()
        .map(Execution::of)
        .toList();
  }

  /// What Cloud Scheduler has for the daemon's projects.
  public List<Tick> ticks() {
    return list("scheduler", "jobs", "list", "--location=" + location).stream()
        .map(Tick::of)
        .filter(Tick::isOurs)
        .toList();
  }

  /// The daemon's projects: each has a tick that repairs it.
  public List<String> daemonProjects() {
    return ticks().stream().flatMap(tick -> tick.swept().stream()).sorted().toList();
  }

  /// The queue of delayed messages.
  public JsonView queue() {
    return one("tasks", "queues", "describe", QUEUE, "--location=" + location);
  }

  /// What the job runs, and on how much.
  public JobSize job() {
    return JobSize.of(one("run", "jobs", "describe", JOB, "--region=" + location));
  }

  /// The versions of a secret, the newest first.
  public List<SecretVersion> versions(String secret) {
    return list("secrets", "versions", "list", secret).stream()
        .map(SecretVersion::of)
        .sorted(Comparator.comparing(SecretVersion::number).reversed())
        .toList();
  }

  /// What enables a version of a secret again, as people type it.
  public String enabling(String secret, int version) {
    return line("secrets", "versions", "enable", "" + version, "--secret=" + secret);
  }

  /// The value of a version.
  ///
  /// @throws UserErrorException when it may not be read
  public Secret value(String secret, int version) {
    var words = new String[] {"secrets", "versions", "access", "" + version, "--secret=" + secret};
    return programs
        .secret(command(words), PATIENCE)
        .orElseThrow(
            () -> new UserErrorException("version %d of %s is empty".formatted(version, secret)));
  }

  /// Adds a version to a secret; the value goes through a pipe.
  ///
  /// @return the version as Secret Manager answers it: the newest may be another's
  /// @throws UserErrorException when it is refused
  public SecretVersion addVersion(String secret, Secret value) {
    var words =
        new String[] {"secrets", "versions", "add", secret, "--data-file=-", "--format=json"};
    return SecretVersion.of(view(json(programs.feed(command(words), value, PATIENCE), words)));
  }

  /// What a command prints, exactly; it is one that takes no format.
  ///
  /// @throws UserErrorException with what gcloud complains about
  public String text(String... words) {
    return programs.exactly(command(words), PATIENCE);
  }

  /// As whom gcloud is logged in, for what it has no command for.
  ///
  /// @throws UserErrorException when nobody is
  public Secret token() {
    return programs
        .secret(command("auth", "print-access-token"), PATIENCE)
        .orElseThrow(
            () -> new UserErrorException("gcloud is not logged in; run: gcloud auth login"));
  }

  private List<String> command(String... words) {
    checkInstalled();
    return Stream.of(
            Stream.of("gcloud"), Stream.of(words), Stream.of("--project=" + project, "--quiet"))
        .flatMap(part -> part)
        .toList();
  }

  private void checkInstalled() {
    if (programs.find("gcloud").isEmpty()) {
      throw new UserErrorException(
          "the Google Cloud CLI is not installed: there is no gcloud on the PATH; install it (cloud.google.com/sdk/docs/install)");
    }
  }

  /// Entries of the log, newest first.
  ///
  /// @param filter in Cloud Logging's language
  /// @param hours how far back
  public List<JsonView> log(String filter, int hours, int most) {
    return list("logging", "read", filter, "--freshness=" + hours + "h", "--limit=" + most);
  }
}
