package io.codedeveloper.cli.google;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.codedeveloper.cli.google.GoogleApi.Answer;
import io.codedeveloper.platform.google.testing.GoogleInstallation;
import io.codedeveloper.platform.google.testing.SecretManagerServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/// What the real `gcloud` talks to in place of Google Cloud: the REST APIs of Cloud Run, Scheduler,
/// Tasks, Secret Manager and Logging, as far as procedures use them, for the project `acme`.
///
/// It is also the proxy that gcloud is told to use: `gcloud run` puts the region before the host's
/// name, so that no endpoint on loopback could be named.
public final class GoogleStandIn implements AutoCloseable {
  private static final String LOCATION = "projects/acme/locations/europe-west1/";
  private static final Pattern CHANGE = Pattern.compile(".*/([^/]+):(pause|cancel)");
  private static final List<String> OVERRIDDEN =
      List.of(
          "RUN",
          "CLOUDSCHEDULER",
          "CLOUDTASKS",
          "SECRETMANAGER",
          "LOGGING",
          "PUBSUB",
          "IAM",
          "CLOUDRESOURCEMANAGER",
          "STORAGE");

  private final Path home;
  private final HttpServer server;
  private final SchedulerApi scheduler = new SchedulerApi(this::changed, this::happened);
  private final SecretManagerServer secretManager;
  private final List<GoogleApi> apis = new ArrayList<>();
  private final Map<String, JsonObject> executions = new TreeMap<>();
  private final JsonArray log = new JsonArray();
  private final List<String> changes = new ArrayList<>();
  private final Map<String, Runnable> afterwards = new HashMap<>();
  private String queue = "RUNNING";
  private final Set<String> refused = new HashSet<>();
  private final Map<String, Integer> refusedFor = new HashMap<>();
  private Optional<String> relaunched = Optional.empty();
  private final Map<String, String> told = new TreeMap<>(Map.of("FIRESTORE_DATABASE", "(default)"));

  /// @param home of gcloud's own settings and credentials
  public GoogleStandIn(Path home) throws IOException {
    this(home, new SecretManagerServer());
  }

  /// @param secretManager has the secrets
  public GoogleStandIn(Path home, SecretManagerServer secretManager) throws IOException {
    this.home = home;
    this.secretManager = secretManager;
    apis.add(new SecretManagerApi(secretManager, this::changed));
    apis.add(scheduler);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::serve);
    server.start();
  }

  /// Skips the test where there is no gcloud, loudly; fails it where that is required.
  public static void assumeGcloud() {
    GoogleInstallation.assumeGcloud();
  }

  /// What leads commands, and their gcloud, here.
  public Map<String, String> variables() throws IOException {
    var token = Files.writeString(home.resolve("access-token"), "of-the-test");
    var variables = new HashMap<String, String>();
    variables.put("PATH", System.getenv().getOrDefault("PATH", ""));
    variables.put("GCP_PROJECT_ID", "acme");
    variables.put("GCP_LOCATION", "europe-west1");
    variables.put("CLOUDSDK_CONFIG", home.resolve("gcloud").toString());
    variables.put("CLOUDSDK_AUTH_ACCESS_TOKEN_FILE", token.toString());
    variables.put("CLOUDSDK_CORE_DISABLE_USAGE_REPORTING", "true");
    variables.put("CLOUDSDK_COMPONENT_MANAGER_DISABLE_UPDATE_CHECK", "true");
    variables.put("CLOUDSDK_PROXY_TYPE", "http");
    variables.put("CLOUDSDK_PROXY_ADDRESS", "127.0.0.1");
    variables.put("CLOUDSDK_PROXY_PORT", String.valueOf(server.getAddress().getPort()));
    for (var api : OVERRIDDEN) {
      variables.put("CLOUDSDK_API_ENDPOINT_OVERRIDES_" + api, "http://google.test/");
    }
    // We ask it ourselves, too, and know no proxy.
    variables.put(
        "CLOUDSDK_API_ENDPOINT_OVERRIDES_FIRESTORE",
        "http://127.0.0.1:%d/".formatted(server.getAddress().getPort()));
    return variables;
  }

  /// Serves one more of Google's APIs.
  public synchronized void serve(GoogleApi api) {
    apis.add(api);
  }

  /// Keeps that something was changed.
  public synchronized void changed(String what) {
    changes.add(what);
    happened(what);
  }

  private void happened(String what) {
    Optional.ofNullable(afterwards.remove(what)).ifPresent(Runnable::run);
  }

  /// This happens as soon as that was changed, or `list ticks` was answered, once.
  public synchronized void afterwards(String what, Runnable event) {
    afterwards.put(what, event);
  }

  /// A tick of the daemon, as Terraform makes it.
  ///
  /// @param name `sweep-PROJECT`, say
  /// @param state `ENABLED` or `PAUSED`
  public synchronized void tick(String name, String state, Instant last) {
    scheduler.tick(name, state, last);
  }

  /// A job of Cloud Scheduler that is somebody else's.
  public synchronized void job(String name, String state, Instant last) {
    scheduler.job(name, state, last);
  }

  /// An execution of the job.
  ///
  /// @param completed `True`, `False` or `Unknown`
  public synchronized void execution(
      String name, Instant created, String completed, String message) {
    execution(name, created, completed, message, "[]");
  }

  /// An execution that runs for a project of the daemon.
  public synchronized void executionOf(String project, String name, Instant created) {
    var variables = "[{\"name\": \"CODE_DEVELOPER_PROJECT\", \"value\": \"%s\"}]";
    execution(name, created, "Unknown", "", variables.formatted(project));
  }

  private void execution(
      String name, Instant created, String completed, String message, String variables) {
    executions.put(
        name,
        JsonParser.parseString(
                """
                {"apiVersion": "run.googleapis.com/v1", "kind": "Execution",
                 "metadata": {"name": "%s", "namespace": "acme", "creationTimestamp": "%s",
                   "labels": {"run.googleapis.com/job": "code-developer"}},
                 "spec": {"template": {"spec": {"containers": [{"image": "i", "env": %s}]}}},
                 "status": {"conditions": [
                   {"type": "Completed", "status": "%s", "message": "%s"}]%s}}
                """
                    .formatted(
                        name,
                        created,
                        variables,
                        completed,
                        message,
                        completed.equals("Unknown")
                            ? ""
                            : ", \"completionTime\": \"%s\"".formatted(created)))
            .getAsJsonObject());
  }

  /// A version of a secret that is enabled.
  public synchronized void secret(String name, int version) {
    for (var number = 1; number <= version; number++) {
      secretManager.add("acme", name, "value %d of %s".formatted(number, name));
      if (number < version) {
        secretManager.disable("acme", name, number);
      }
    }
  }

  public synchronized void logged(Instant at, String service, String message) {
    log.add(
        JsonParser.parseString(
            """
            {"timestamp": "%s", "severity": "ERROR", "textPayload": "%s", "insertId": "%s",
             "logName": "projects/acme/logs/run.googleapis.com%%2Fstderr",
             "resource": {"type": "cloud_run_revision", "labels": {"service_name": "%s"}}}
            """
                .formatted(at, message, log.size(), service)));
  }

  /// A request that a service answered with this status.
  public synchronized void requested(Instant at, String service, int status) {
    log.add(
        JsonParser.parseString(
            """
            {"timestamp": "%s", "severity": "WARNING", "insertId": "%s",
             "httpRequest": {"status": %d, "remoteIp": "192.0.2.7"},
             "logName": "projects/acme/logs/run.googleapis.com%%2Frequests",
             "resource": {"type": "cloud_run_revision", "labels": {"service_name": "%s"}}}
            """
                .formatted(at, log.size(), status, service)));
  }

  public synchronized void queue(String state) {
    queue = state;
  }

  /// The database that the job is told to use.
  public synchronized void database(String name) {
    tell("FIRESTORE_DATABASE", name);
  }

  /// The job has this variable.
  public synchronized void tell(String variable, String value) {
    told.put(variable, value);
  }

  private String job() {
    var variables = new JsonArray();
    told.forEach((name, value) -> {
      var variable = new JsonObject();
      variable.addProperty("name", name);
      variable.addProperty("value", value);
      variables.add(variable);
    });
    return JOB.formatted(variables);
  }

  /// The next execution that is cancelled is followed by this one.
  public synchronized void relaunch(String name) {
    relaunched = Optional.of(name);
  }

  /// From now on every path with this in it is refused.
  public synchronized void refuse(String part) {
    refused.add(part);
  }

  /// Nothing is refused any more.
  public synchronized void refuseNothing() {
    refused.clear();
  }

  /// The next requests whose path has this in it are refused.
  public synchronized void refuse(String part, int times) {
    refusedFor.put(part, times);
  }

  private boolean isRefused(String path) {
    var next = refusedFor.keySet().stream().filter(path::contains).findFirst();
    next.ifPresent(
        part -> refusedFor.computeIfPresent(part, (same, times) -> times > 1 ? times - 1 : null));
    return next.isPresent() || refused.stream().anyMatch(path::contains);
  }

  /// What was changed: `pause sweep-p1`, say, in the order in which it was.
  public synchronized List<String> changes() {
    return List.copyOf(changes);
  }

  private void serve(HttpExchange exchange) throws IOException {
    var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    var answer = answer(exchange.getRequestMethod(), exchange.getRequestURI(), body);
    var bytes = answer.body().getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(answer.status(), bytes.length);
    try (var out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  private synchronized Answer answer(String method, URI address, String body) {
    var path = address.getPath();
    if (isRefused(path)) {
      return new Answer(
          403,
          "{\"error\":{\"code\":403,\"status\":\"PERMISSION_DENIED\",\"message\":\"not yours to see\"}}");
    }
    for (var api : apis) {
      var answer = api.answer(method, address, body);
      if (answer.isPresent()) {
        return answer.get();
      }
    }
    var change = CHANGE.matcher(path);
    if (method.equals("POST") && change.matches()) {
      return changed(path, change.group(1), change.group(2));
    }
    return path.endsWith("/entries:list") ? logged(body) : found(path);
  }

  /// Of a filter no more is understood than whether it wants repairs, or requests.
  private Answer logged(String filter) {
    return list(
        "entries",
        log.asList().stream()
            .map(one -> one.getAsJsonObject())
            .filter(one -> kind(one).equals(wanted(filter)))
            .toList());
  }

  private static String wanted(String filter) {
    return filter.contains("repaired:")
        ? "repair"
        : filter.contains("httpRequest.status") ? "request" : "error";
  }

  private static String kind(JsonObject entry) {
    if (entry.has("httpRequest")) {
      return "request";
    }
    return entry.get("textPayload").getAsString().contains("repaired:") ? "repair" : "error";
  }

  private Answer changed(String path, String name, String what) {
    changed(what + " " + name);
    var thing = new JsonObject();
    if (what.equals("cancel")) {
      thing = executions.getOrDefault(name, thing);
      relaunched.ifPresent(next -> execution(next, Instant.now(), "Unknown", ""));
      relaunched = Optional.empty();
    } else {
      thing.addProperty("name", path.replaceFirst("^/v[0-9]/", "").replace(":pause", ""));
      thing.addProperty("state", "PAUSED");
      queue = "PAUSED";
    }
    return new Answer(200, thing.toString());
  }

  private Answer found(String path) {
    if (path.endsWith("/queues/code-developer")) {
      return new Answer(
          200,
          "{\"name\":\"%squeues/code-developer\",\"state\":\"%s\"}".formatted(LOCATION, queue));
    }
    if (path.endsWith("/executions")) {
      return new Answer(
          200,
          "{\"apiVersion\":\"run.googleapis.com/v1\",\"kind\":\"ExecutionList\",\"metadata\":{},\"items\":%s}"
              .formatted(executions.values()));
    }
    if (path.contains("/executions/")) {
      var one = executions.get(path.substring(path.lastIndexOf('/') + 1));
      return one == null ? new Answer(404, "{}") : new Answer(200, one.toString());
    }
    if (path.endsWith("/jobs/code-developer")) {
      return new Answer(200, job());
    }
    return new Answer(404, "{\"error\":{\"code\":404,\"message\":\"nothing at " + path + "\"}}");
  }

  private static Answer list(String name, Iterable<JsonObject> all) {
    var array = new JsonArray();
    all.forEach(array::add);
    var object = new JsonObject();
    object.add(name, array);
    return new Answer(200, object.toString());
  }

  private static final String JOB =
      """
      {"apiVersion": "run.googleapis.com/v1", "kind": "Job",
       "metadata": {"name": "code-developer", "namespace": "acme"},
       "spec": {"template": {"spec": {"template": {"spec": {"containers": [
         {"image": "europe-west1-docker.pkg.dev/acme/code-developer/code-developer-job:abc123",
          "env": %s,
          "resources": {"limits": {"cpu": "4", "memory": "8Gi"}}}]}}}}},
       "status": {"executionCount": 3}}
      """;

  @Override
  public void close() {
    server.stop(0);
    secretManager.close();
  }
}
