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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.IntConsumer;

/// The control plane on the platform in memory, called as its host calls it.
final class ControlPlaneScenario implements AutoCloseable {
  static final ProjectId PROJECT = new ProjectId("demo");
  static final String KEY = "a key of more than thirty-two bytes, for tests";

  final InMemoryPlatform world = new InMemoryPlatform();
  final Projects projects = new Projects(world.documents);
  private final ControlApi api;
  private final Instant began = world.clock.instant();
  private IntConsumer atEachPause = pause -> {};
  private int pauses;

  ControlPlaneScenario() {
    this(FunctionsConfiguration.local(), Secret.of(KEY));
  }

  ControlPlaneScenario(FunctionsConfiguration configuration, Secret key) {
    world.secrets.put(SecretSource.Name.API_AUTH_SECRET, key);
    projects.create(PROJECT, ProjectSettings.of("/srv/repository"));
    Hosted.host(new Hosted(world.platform(), configuration, this::pause));
    api = new ControlApi();
  }

  private void pause(Duration duration) {
    world.clock.advance(duration);
    pauses++;
    atEachPause.accept(pauses);
  }

  /// Does something whenever a request waits.
  ///
  /// @param doing takes the number of the pause, from 1
  void each(IntConsumer doing) {
    pauses = 0;
    atEachPause = doing;
  }

  /// How long it is since the beginning.
  Duration elapsed() {
    return Duration.between(began, world.clock.instant());
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

  /// Sends a request, and holds it and its answer against the description of the API.
  TestResponse send(TestRequest request) {
    var response = new TestResponse();
    unchecked(request, response);
    DescribedApi.read().check(exchange(request, response));
    return response;
  }

  /// Sends a request whose answer may break off.
  void unchecked(TestRequest request, TestResponse response) {
    try {
      api.service(request, response);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static DescribedApi.Exchange exchange(TestRequest request, TestResponse response) {
    return new DescribedApi.Exchange(
        request.getMethod(),
        request.getPath(),
        request.getQueryParameters().keySet(),
        request.getContentType().orElse("application/json"),
        new String(request.body(), StandardCharsets.UTF_8),
        response.status(),
        response.getContentType().orElse(""),
        response.text());
  }

  static JsonObject json(String text) {
    return JsonParser.parseString(text).getAsJsonObject();
  }

  @Override
  public void close() {
    Hosted.clear();
  }
}
