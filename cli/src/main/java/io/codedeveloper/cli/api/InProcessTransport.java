package io.codedeveloper.cli.api;

import com.google.gson.JsonObject;
import io.codedeveloper.auth.Principal;
import io.codedeveloper.auth.Role;
import io.codedeveloper.auth.Secret;
import io.codedeveloper.functions.api.ControlPlane;
import io.codedeveloper.functions.http.Answer;
import io.codedeveloper.functions.http.Call;
import io.codedeveloper.functions.http.Problem;
import io.codedeveloper.functions.http.Routes;
import io.codedeveloper.platform.UserErrorException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The control API without a server: the functions' own use cases, on a data directory of this
/// machine.
public final class InProcessTransport implements Transport {
  private final String name;
  private final Routes routes;
  private final Principal caller;
  private final Runnable close;

  /// @param name where the data lies, for people
  /// @param subject who asks
  /// @param close releases what the control plane works on
  public InProcessTransport(String name, ControlPlane plane, String subject, Runnable close) {
    this.name = name;
    this.routes = new Routes(plane.all());
    this.caller = new Principal(subject, Role.OPERATOR);
    this.close = close;
  }

  @Override
  public Reply send(Request request) {
    var target = URI.create(request.pathAndQuery());
    return switch (routes.find(request.method(), target.getRawPath())) {
      case Routes.Match.Found(var endpoint, var variable) -> {
        var body = request.json().orElse("").getBytes(StandardCharsets.UTF_8);
        var headers = headers(request);
        var call = new Call(variable, query(target), headers, Optional.of(caller), body);
        try {
          var answer = endpoint.action().answer(call);
          yield reply(answer);
        } catch (Problem problem) {
          yield problem(problem.status(), problem.detail());
        }
      }
      case Routes.Match.OtherMethods ignored -> problem(405, "this path takes other methods");
      case Routes.Match.Unknown ignored -> problem(404, "there is nothing at this path");
    };
  }

  @Override
  public Arriving open(Request request) {
    throw new UserErrorException(
        "what comes piece by piece takes a server; start one with: project-manager local up");
  }

  private static Map<String, List<String>> headers(Request request) {
    var headers = new LinkedHashMap<String, List<String>>();
    headers.put("Content-Type", List.of("application/json"));
    request.headers().forEach((name, value) -> headers.put(name, List.of(value)));
    return headers;
  }

  private static Reply reply(Answer answer) {
    var headers = new LinkedHashMap<>(answer.headers());
    headers.put("Content-Type", answer.contentType());
    return new Reply(answer.status(), headers, new String(answer.body(), StandardCharsets.UTF_8));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Optional<Secret> token() {
    return Optional.empty();
  }

  @Override
  public void close() {
    close.run();
  }

  private static Reply problem(int status, String detail) {
    var body = new JsonObject();
    body.addProperty("detail", detail);
    return new Reply(status, Map.of(), body.toString());
  }

  private static Map<String, List<String>> query(URI target) {
    var parameters = new LinkedHashMap<String, List<String>>();
    var query = target.getRawQuery();
    if (query != null) {
      for (var pair : query.split("&")) {
        var equals = pair.indexOf('=');
        parameters.put(
            decoded(pair.substring(0, equals)), List.of(decoded(pair.substring(equals + 1))));
      }
    }
    return parameters;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
