package io.codedeveloper.reliability.kill;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.codedeveloper.job.git.NativeGit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The pull requests of one repository, answered as GitHub's documentation says, and refused as
/// GitHub refuses.
public final class GitHubStandIn implements AutoCloseable {
  public static final String OWNER = "octo";
  private static final int FIRST_NUMBER = 11;

  private final HttpServer server;
  private final NativeGit repository;
  private final String name;
  private final String token;
  private final String shownUrl;
  private final List<PullRequest> pullRequests = new ArrayList<>();

  /// @param name of the repository, without its owner
  /// @param token the only one that is accepted
  /// @param shownUrl the address that answers speak of
  public GitHubStandIn(NativeGit repository, String name, String token, String shownUrl) {
    this.repository = repository;
    this.name = name;
    this.token = token;
    this.shownUrl = shownUrl;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    server.createContext("/", this::handle);
    server.start();
  }

  /// @param body as it was sent
  public record PullRequest(int number, String branch, String title, String body, State state) {
    boolean open() {
      return state == State.OPEN;
    }
  }

  /// Where a pull request stands.
  public enum State {
    OPEN,
    CLOSED,
    MERGED
  }

  private record Answer(int status, Object body) {}

  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /// All that were ever made, whatever became of them.
  public synchronized List<PullRequest> pullRequests() {
    return List.copyOf(pullRequests);
  }

  /// Merges a pull request whose branch begins at the base branch's newest commit.
  public synchronized void merge(PullRequest one) {
    repository.run("update-ref", "refs/heads/main", "refs/heads/" + one.branch());
    repository.run("branch", "-D", one.branch());
    pullRequests.set(
        pullRequests.indexOf(one),
        new PullRequest(one.number(), one.branch(), one.title(), one.body(), State.MERGED));
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      var answer = answer(exchange, body);
      var bytes = new Gson().toJson(answer.body()).getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("content-type", "application/json");
      exchange.sendResponseHeaders(answer.status(), bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private synchronized Answer answer(HttpExchange exchange, String body) {
    if (!("token " + token).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      return new Answer(401, Map.of("message", "Bad credentials"));
    }
    var root = "/repos/" + OWNER + "/" + name;
    var path = exchange.getRequestURI().getPath();
    var call = exchange.getRequestMethod() + " " + path.replace(root, "");
    if (call.matches("GET /pulls/[0-9]+")) {
      return one(Integer.parseInt(call.substring(call.lastIndexOf('/') + 1)));
    }
    return switch (call) {
      case "GET " -> new Answer(200, repositoryFields());
      case "GET /pulls" -> new Answer(200, found(query(exchange.getRequestURI())));
      case "POST /pulls" -> created(JsonParser.parseString(body).getAsJsonObject());
      default -> new Answer(404, Map.of("message", "Not Found"));
    };
  }

  private static Map<String, String> query(URI uri) {
    var parameters = new HashMap<String, String>();
    for (var pair : Optional.ofNullable(uri.getRawQuery()).orElse("").split("&")) {
      var parts = pair.split("=", 2);
      parameters.put(parts[0], URLDecoder.decode(parts[parts.length - 1], StandardCharsets.UTF_8));
    }
    return parameters;
  }

  private List<Object> found(Map<String, String> query) {
    return pullRequests.reversed().stream()
        .filter(one -> one.open() || query.getOrDefault("state", "open").equals("all"))
        .filter(one ->
            !query.containsKey("head") || query.get("head").equals(OWNER + ":" + one.branch()))
        .<Object>map(this::fields)
        .toList();
  }

  private Answer one(int number) {
    return pullRequests.stream()
        .filter(one -> one.number() == number)
        .findFirst()
        .map(one -> new Answer(200, fields(one)))
        .orElseGet(() -> new Answer(404, Map.of("message", "Not Found")));
  }

  private Answer created(JsonObject request) {
    var branch = request.get("head").getAsString();
    var base = request.get("base").getAsString();
    if (repository.run("branch", "--list", branch).isEmpty()) {
      return refused(Map.of("resource", "PullRequest", "field", "head", "code", "invalid"));
    }
    if (pullRequests.stream().anyMatch(one -> one.open() && one.branch().equals(branch))) {
      return refused(
          Map.of("message", "A pull request already exists for " + OWNER + ":" + branch + "."));
    }
    if (repository.run("rev-list", "--count", base + ".." + branch).equals("0")) {
      return refused(Map.of("message", "No commits between " + base + " and " + branch));
    }
    var made =
        new PullRequest(
            FIRST_NUMBER + pullRequests.size(),
            branch,
            request.get("title").getAsString(),
            request.get("body").getAsString(),
            State.OPEN);
    pullRequests.add(made);
    return new Answer(201, fields(made));
  }

  private static Answer refused(Map<String, String> error) {
    return new Answer(422, Map.of("message", "Validation Failed", "errors", List.of(error)));
  }

  private Map<String, Object> repositoryFields() {
    return Map.of(
        "id",
        1,
        "name",
        name,
        "full_name",
        OWNER + "/" + name,
        "owner",
        Map.of("login", OWNER),
        "url",
        shownUrl + "/repos/" + OWNER + "/" + name);
  }

  private Map<String, Object> fields(PullRequest one) {
    var api = shownUrl + "/repos/" + OWNER + "/" + name;
    var fields = new LinkedHashMap<String, Object>();
    fields.put("number", one.number());
    fields.put("url", api + "/pulls/" + one.number());
    fields.put("issue_url", api + "/issues/" + one.number());
    fields.put("html_url", shownUrl + "/" + OWNER + "/" + name + "/pull/" + one.number());
    fields.put("title", one.title());
    fields.put("body", one.body());
    fields.put("state", one.open() ? "open" : "closed");
    fields.put("draft", false);
    fields.put("mergeable_state", "clean");
    if (one.state() == State.MERGED) {
      fields.put("merged_at", "2026-01-01T00:00:00Z");
    }
    fields.put("head", Map.of("ref", one.branch(), "repo", repositoryFields()));
    return fields;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
