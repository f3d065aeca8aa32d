package io.codedeveloper.cli.google;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// Cloud Scheduler as `gcloud` speaks to it. As Google has it, only a job that is enabled is
/// paused.
///
/// @param changes gets what was changed: `pause sweep-p1`, say
/// @param happened gets `list ticks` when they were listed
record SchedulerApi(
    Map<String, JsonObject> jobs, Consumer<String> changes, Consumer<String> happened)
    implements GoogleApi {
  private static final String ALL = "projects/acme/locations/europe-west1/jobs";
  private static final Pattern JOBS =
      Pattern.compile("/v[^/]+/" + ALL + "(?:/([^/:]+))?(?::(pause|run))?");

  SchedulerApi(Consumer<String> changes, Consumer<String> happened) {
    this(new TreeMap<>(), changes, happened);
  }

  /// A tick of the daemon, as Terraform makes it.
  void tick(String name, String state, Instant last) {
    job(name, state, last);
    var attributes = new JsonObject();
    var schedule = name.substring(0, name.indexOf('-'));
    attributes.addProperty("ce-type", "io.codedeveloper.tick");
    attributes.addProperty("ce-project", name.substring(name.indexOf('-') + 1));
    attributes.addProperty("ce-schedule", schedule.equals("nightly") ? "work" : schedule);
    var target = new JsonObject();
    target.addProperty("topicName", "projects/acme/topics/ticks");
    target.addProperty("data", "e30=");
    target.add("attributes", attributes);
    jobs.get(name).add("pubsubTarget", target);
  }

  /// A job that is somebody else's.
  void job(String name, String state, Instant last) {
    var job = new JsonObject();
    job.addProperty("name", ALL + "/" + name);
    job.addProperty("state", state);
    job.addProperty("lastAttemptTime", last.toString());
    jobs.put(name, job);
  }

  @Override
  public Optional<Answer> answer(String method, URI address, String body) {
    var path = JOBS.matcher(address.getPath());
    return path.matches()
        ? Optional.of(
            path.group(1) == null
                ? listed()
                : one(path.group(1), Optional.ofNullable(path.group(2))))
        : Optional.empty();
  }

  private Answer listed() {
    var all = new JsonArray();
    jobs.values().forEach(all::add);
    var answer = new JsonObject();
    answer.add("jobs", all);
    var ok = Answer.ok(answer.toString());
    happened.accept("list ticks");
    return ok;
  }

  private Answer one(String name, Optional<String> change) {
    var job = Optional.ofNullable(jobs.get(name));
    return job.map(known ->
            change
                .map(verb -> changed(name, known, verb))
                .orElseGet(() -> Answer.ok(known.toString())))
        .orElseGet(() -> Answer.error(404, "NOT_FOUND", "Job not found."));
  }

  private Answer changed(String name, JsonObject job, String verb) {
    if (verb.equals("pause")) {
      if (job.get("state").getAsString().equals("PAUSED")) {
        return Answer.error(400, "FAILED_PRECONDITION", "Job cannot be paused: it is not enabled.");
      }
      job.addProperty("state", "PAUSED");
    }
    changes.accept(verb + " " + name);
    return Answer.ok(job.toString());
  }
}
