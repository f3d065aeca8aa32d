package io.codedeveloper.functions.api;

import io.codedeveloper.functions.http.Answer;
import io.codedeveloper.functions.http.Call;
import io.codedeveloper.platform.DocumentPath;
import io.codedeveloper.platform.InstallationException;
import io.codedeveloper.platform.LogStore;
import io.codedeveloper.platform.Platform;
import io.codedeveloper.platform.TransientException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Says whether the control plane and what it depends on is alive.
public final class HealthApi {
  /// A document that nobody writes: reading it tells whether the store can be reached.
  public static final DocumentPath PROBE = DocumentPath.of("health", "probe");

  private static final String CONNECTED = "connected";
  private static final String UNREACHABLE = "unreachable";

  /// We lack a right, or it does not exist.
  private static final String UNUSABLE = "unusable";

  private final Platform platform;
  private final String environment;

  HealthApi(Platform platform, String environment) {
    this.platform = platform;
    this.environment = environment;
  }

  /// Without a look at any dependency.
  static Answer alive(String environment) {
    return Answer.json(200, Map.of("status", "healthy", "environment", environment));
  }

  Answer dependencies(Call call) {
    var states = new LinkedHashMap<String, String>();
    var latencies = new LinkedHashMap<String, Long>();
    probes().forEach((name, probe) -> states.put(name, probe(name, probe, latencies)));
    var healthy = states.values().stream().allMatch(CONNECTED::equals);
    var words = new LinkedHashMap<String, Object>();
    words.put("status", healthy ? "healthy" : "unhealthy");
    words.put("environment", environment);
    words.putAll(states);
    words.put("latency_ms", latencies);
    return Answer.json(healthy ? 200 : 503, words);
  }

  private Map<String, Runnable> probes() {
    var probes = new LinkedHashMap<String, Runnable>();
    probes.put("database", () -> platform.documents().get(PROBE));
    probes.put("storage", () -> platform.blobs().list("health/", 1, Optional.empty()));
    probes.put("schedule", () -> platform.schedule().next("health"));
    return probes;
  }

  private String probe(String name, Runnable probe, Map<String, Long> latencies) {
    var before = platform.clock().instant();
    try {
      probe.run();
      return CONNECTED;
    } catch (TransientException unreachable) {
      return UNREACHABLE;
    } catch (InstallationException ours) {
      tell(ours);
      return UNUSABLE;
    } finally {
      latencies.put(name, Duration.between(before, platform.clock().instant()).toMillis());
    }
  }

  /// Which right or resource it is stands in the log, and not in the answer.
  private void tell(InstallationException ours) {
    platform
        .logs()
        .append(
            new LogStore.Entry(
                platform.clock().instant(),
                LogStore.Severity.ERROR,
                ControlPlane.LOG,
                Optional.empty(),
                String.valueOf(ours.getMessage())));
  }
}
