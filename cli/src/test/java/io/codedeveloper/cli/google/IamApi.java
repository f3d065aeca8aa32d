package io.codedeveloper.cli.google;

import com.google.gson.JsonParser;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Who may do what: policies, services of Cloud Run, keys of accounts, and the sinks of logs.
public final class IamApi implements GoogleApi {
  private static final Pattern POLICY = Pattern.compile("/v1/(.+):getIamPolicy");
  private static final Pattern KEYS =
      Pattern.compile("/v1/projects/-/serviceAccounts/([^/]+)/keys");
  private static final String SERVICES = "/apis/serving.knative.dev/v1/namespaces/acme/services";
  private static final String SINKS = "/v2/projects/acme/sinks/";

  private final Map<String, String> policies = new TreeMap<>();
  private final Map<String, String> services = new TreeMap<>();
  private final Map<String, String> keys = new TreeMap<>();
  private final List<String> accounts = new ArrayList<>();
  private final Map<String, String> sinks = new TreeMap<>();

  /// The policy of a resource, as JSON.
  ///
  /// @param resource `projects/acme`, say
  public void policy(String resource, String json) {
    policies.put(resource, json);
  }

  /// There is no service any more.
  public void forgetServices() {
    services.clear();
  }

  /// A service that these may call.
  public void service(String name, String member) {
    services.put(
        name,
        """
        {"apiVersion": "serving.knative.dev/v1", "kind": "Service",
         "metadata": {"name": "%s", "namespace": "acme",
           "labels": {"cloud.googleapis.com/location": "europe-west1"}},
         "spec": {"template": {"spec": {"containers": [{"image": "i"}]}}}, "status": {}}
        """
            .formatted(name));
    policy(
        "projects/acme/locations/europe-west1/services/" + name,
        "{\"bindings\": [{\"role\": \"roles/run.invoker\", \"members\": [\"%s\"]}]}"
            .formatted(member));
  }

  /// An account of the project.
  public void account(String email) {
    accounts.add("{\"email\": \"%s\"}".formatted(email));
  }

  /// Somebody made a key for an account.
  public void key(String email, String id) {
    keys.put(
        email,
        "{\"keys\": [{\"name\": \"projects/acme/serviceAccounts/%s/keys/%s\", \"keyType\": \"USER_MANAGED\"}]}"
            .formatted(email, id));
  }

  /// Where logs go.
  public void sink(String name, String destination) {
    sinks.put(name, "{\"name\": \"%s\", \"destination\": \"%s\"}".formatted(name, destination));
  }

  @Override
  public Optional<Answer> answer(String method, URI address, String body) {
    var path = address.getPath();
    var policy = POLICY.matcher(path);
    if (policy.matches()) {
      return Optional.of(Answer.ok(policies.getOrDefault(policy.group(1), "{}")));
    }
    var ofKeys = KEYS.matcher(path);
    if (ofKeys.matches()) {
      return Optional.of(Answer.ok(keys.getOrDefault(ofKeys.group(1), "{}")));
    }
    if (path.equals("/v1/projects/acme/serviceAccounts")) {
      return Optional.of(Answer.ok("{\"accounts\": %s}".formatted(accounts)));
    }
    if (path.equals(SERVICES)) {
      return Optional.of(
          Answer.ok(
              "{\"apiVersion\": \"serving.knative.dev/v1\", \"kind\": \"ServiceList\", \"metadata\": {}, \"items\": %s}"
                  .formatted(JsonParser.parseString(services.values().toString()))));
    }
    return path.startsWith(SINKS)
        ? Optional.of(
            Optional.ofNullable(sinks.get(path.substring(SINKS.length())))
                .map(Answer::ok)
                .orElseGet(() -> Answer.error(404, "NOT_FOUND", "no such sink")))
        : Optional.empty();
  }
}
