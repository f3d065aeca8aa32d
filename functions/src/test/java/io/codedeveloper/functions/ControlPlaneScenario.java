package io.codedeveloper.functions;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.codedeveloper.auth.Role;
import io.codedeveloper.auth.Secret;
import io.codedeveloper.daemon.ProjectSettings;
import io.codedeveloper.daemon.Projects;
import io.codedeveloper.platform.SecretSource;
import io.codedeveloper.platform.memory.InMemoryPlatform;
import io.codedeveloper.project.ProjectId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;

/// The control plane on the platform in memory, called as its host calls it.
final class ControlPlaneScenario implements AutoCloseable {
  static final ProjectId PROJECT = new ProjectId("demo");
  static final String KEY = "a key of more than thirty-two bytes, for tests";

  final InMemoryPlatform world = new InMemoryPlatform();
  final Projects projects = new Projects(world.documents);
  private final ControlApi api;

  ControlPlaneScenario() {
    world.secrets.put(SecretSource.Name.API_AUTH_SECRET, Secret.of(KEY));
    projects.create(PROJECT, ProjectSettings.of("/srv/repository"));
    var hosted = new Hosted(world.platform(), FunctionsConfiguration.local(), world.clock::advance);
    Hosted.host(hosted);
    api = new ControlApi();
  }

  String token(Role role) {
    return tokenOf("ann", role);
  }

  String tokenOf(String subject, Role role) {
    return Wiring.tokens(
            name -> java.util.Optional.ofNullable(world.secrets.get(name)),
            FunctionsConfiguration.local(),
            world.clock)
        .mint(subject, role, Duration.ofHours(1));
  }

  TestResponse get(String path) {
    return call("GET", path, "", Map.of());
  }

  TestResponse post(String path, String body) {
    return call("POST", path, body, Map.of());
  }

  TestResponse put(String path, String body) {
    return call("PUT", path, body, Map.of());
  }

  /// Calls as an operator.
  TestResponse call(String method, String path, String body, Map<String, String> headers) {
    var all = new java.util.TreeMap<>(headers);
    all.put("Authorization", "Bearer " + token(Role.OPERATOR));
    return send(TestRequest.of(method, path, body, all));
  }

  TestResponse send(TestRequest request) {
    var response = new TestResponse();
    try {
      api.service(request, response);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return response;
  }

  static JsonObject json(String text) {
    return JsonParser.parseString(text).getAsJsonObject();
  }

  @Override
  public void close() {
    Hosted.clear();
  }
}
