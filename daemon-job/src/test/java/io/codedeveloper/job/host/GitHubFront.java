package io.codedeveloper.job.host;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.codedeveloper.job.host.GitHost.Creation;
import io.codedeveloper.job.host.GitHost.NewPullRequest;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.platform.UserErrorException;
import io.codedeveloper.simulation.fake.InMemoryGitHost;
import io.codedeveloper.simulation.fake.InMemoryGitHost.Entry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// GitHub's REST API on loopback, as its documentation says, over pull requests in memory.
final class GitHubFront implements AutoCloseable {
  private static final String ROOT = "/repos/" + GitHubFixture.REPOSITORY;
  private static final int LONGEST_BODY = 65_536;

  private final HttpServer server;
  private final InMemoryGitHost host;

  GitHubFront(InMemoryGitHost host) throws IOException {
    this.host = host;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private record Answer(int status, String body) {}

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      var answer = answer(exchange, body);
      var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("content-type", "application/json");
      exchange.sendResponseHeaders(answer.status(), bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private Answer answer(HttpExchange exchange, String body) {
    var path = exchange.getRequestURI().getPath();
    var call = exchange.getRequestMethod() + " " + path.replace(ROOT, "");
    var number = path.replaceAll("\\D*(\\d+)?.*", "$1");
    return switch (call.replaceAll("\\d+", "N")) {
      case "GET " -> new Answer(200, GitHubFixture.repository(url()));
      case "GET /pulls" -> list(exchange);
      case "POST /pulls" -> created(JsonParser.parseString(body).getAsJsonObject());
      case "GET /pulls/N" -> one(Integer.parseInt(number));
      case "PATCH /pulls/N", "PATCH /issues/N" -> closed(Integer.parseInt(number), body);
      case "POST /issues/N/comments" -> commented(Integer.parseInt(number), body);
      default -> new Answer(404, "{\"message\":\"Not Found\"}");
    };
  }

  private Answer list(HttpExchange exchange) {
    var query = query(exchange.getRequestURI());
    var found = new ArrayList<>(host.all());
    found.removeIf(entry -> !wanted(entry, query));
    if (query.getOrDefault("direction", "desc").equals("desc")) {
      Collections.reverse(found);
    }
    var size = Integer.parseInt(query.getOrDefault("per_page", "30"));
    var page = Integer.parseInt(query.getOrDefault("page", "1"));
    var from = Math.min(found.size(), size * (page - 1));
    var to = Math.min(found.size(), size * page);
    if (to < found.size()) {
      var next = exchange.getRequestURI().toString().replaceAll("&page=\\d+", "");
      exchange
          .getResponseHeaders()
          .set("Link", "<%s%s&page=%d>; rel=\"next\"".formatted(url(), next, page + 1));
    }
    return new Answer(
        200, GitHubFixture.json(found.subList(from, to).stream().map(this::fields).toList()));
  }

  private static boolean wanted(Entry entry, Map<String, String> query) {
    var open = entry.pullRequest().state() == PullRequest.State.OPEN;
    var head = query.getOrDefault("head", "");
    return (open || query.getOrDefault("state", "open").equals("all"))
        && (head.isEmpty() || head.equals("octo:" + entry.pullRequest().headBranch()));
  }

  private Answer created(JsonObject request) {
    var head = request.get("head").getAsString();
    var base = request.get("base").getAsString();
    var body = request.get("body").getAsString();
    if (body.length() > LONGEST_BODY) {
      return refused(Map.of("field", "body", "code", "too_long"));
    }
    var draft = request.get("draft").getAsBoolean();
    var title = request.get("title").getAsString();
    try {
      return switch (host.create(new NewPullRequest(head, base, title, body, "", draft))) {
        case Creation.Made(var made) -> new Answer(201, one((int) made.number()).body());
        case Creation.Existing existing ->
            refused(Map.of("message", "A pull request already exists for octo:" + head + "."));
        case Creation.NoChange none ->
            refused(Map.of("message", "No commits between " + base + " and " + head));
      };
    } catch (TransientException noHead) {
      return refused(Map.of("field", "head", "code", "invalid"));
    } catch (UserErrorException noBase) {
      return refused(Map.of("field", "base", "code", "invalid"));
    }
  }

  private static Answer refused(Map<String, String> error) {
    return new Answer(
        422, GitHubFixture.json(Map.of("message", "Validation Failed", "errors", List.of(error))));
  }

  private Answer one(int number) {
    return new Answer(200, GitHubFixture.json(fields(entry(number))));
  }

  private Answer closed(int number, String body) {
    if (JsonParser.parseString(body)
        .getAsJsonObject()
        .get("state")
        .getAsString()
        .equals("closed")) {
      host.close(entry(number).pullRequest());
    }
    return one(number);
  }

  private Answer commented(int number, String body) {
    var text = JsonParser.parseString(body).getAsJsonObject().get("body").getAsString();
    host.comment(entry(number).pullRequest(), text);
    return new Answer(201, GitHubFixture.json(Map.of("id", 1, "body", text)));
  }

  private Entry entry(int number) {
    return host.all().get(number - 1);
  }

  private Map<String, Object> fields(Entry entry) {
    var known = entry.pullRequest();
    var fields =
        GitHubFixture.pullRequest(
            url(),
            (int) known.number(),
            known.headBranch(),
            known.state() == PullRequest.State.OPEN ? "open" : "closed",
            known.state() == PullRequest.State.MERGED ? "2026-01-01T00:00:00Z" : null);
    fields.put("title", known.title());
    fields.put("body", entry.body());
    fields.put("draft", known.draft());
    return fields;
  }

  private static Map<String, String> query(URI uri) {
    var parameters = new HashMap<String, String>();
    for (var pair : uri.getRawQuery().split("&")) {
      var parts = pair.split("=", 2);
      parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return parameters;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
