package io.codedeveloper.cli.google;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.cloud.secretmanager.v1.SecretVersion;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.codedeveloper.platform.google.testing.SecretManagerServer;
import java.net.URI;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Secret Manager as `gcloud` speaks to it, on the versions that others read over gRPC.
///
/// @param notes annotations by secret
/// @param changes gets what was changed: `disable NAME/1`, say
record SecretManagerApi(
    SecretManagerServer server, Map<String, JsonElement> notes, Consumer<String> changes)
    implements GoogleApi {
  private static final Pattern SECRET =
      Pattern.compile(
          "/v1/projects/([^/]+)/secrets/([^/:]+)(?:/versions/([0-9]+))?(/versions)?(?::(\\w+))?");

  SecretManagerApi(SecretManagerServer server, Consumer<String> changes) {
    this(server, new HashMap<>(), changes);
  }

  @Override
  public Optional<Answer> answer(String method, URI address, String body) {
    var path = SECRET.matcher(address.getPath());
    return path.matches() && !"getIamPolicy".equals(path.group(5))
        ? Optional.of(answer(path, method, String.valueOf(address.getQuery()), body))
        : Optional.empty();
  }

  private Answer answer(Matcher path, String method, String query, String body) {
    if (path.group(3) != null) {
      return version(path, Integer.parseInt(path.group(3)), String.valueOf(path.group(5)));
    }
    if (path.group(4) != null) {
      return listed(path, query);
    }
    if ("addVersion".equals(path.group(5))) {
      return added(path, body);
    }
    if (method.equals("PATCH")) {
      patched(path.group(2), query, body);
    }
    var secret = new JsonObject();
    secret.addProperty("name", "projects/%s/secrets/%s".formatted(path.group(1), path.group(2)));
    Optional.ofNullable(notes.get(path.group(2))).ifPresent(all -> secret.add("annotations", all));
    return Answer.ok(secret.toString());
  }

  private void patched(String secret, String query, String body) {
    if (!query.contains("annotations")) {
      changes.accept("remind of " + secret);
      return;
    }
    notes.put(secret, JsonParser.parseString(body).getAsJsonObject().get("annotations"));
    changes.accept("annotate " + secret);
  }

  private Answer listed(Matcher path, String query) {
    var all = new JsonArray();
    server.list(path.group(1), path.group(2)).stream()
        .filter(one -> !query.contains("ENABLED") || one.getState() == SecretVersion.State.ENABLED)
        .map(SecretManagerApi::json)
        .forEach(all::add);
    var answer = new JsonObject();
    answer.add("versions", all);
    return Answer.ok(answer.toString());
  }

  private Answer added(Matcher path, String body) {
    var payload = JsonParser.parseString(body).getAsJsonObject().getAsJsonObject("payload");
    var bytes = Base64.getUrlDecoder().decode(urlSafe(payload.get("data").getAsString()));
    var number = server.add(path.group(1), path.group(2), new String(bytes, UTF_8));
    var answer = json(server.list(path.group(1), path.group(2)).getFirst());
    changes.accept("add %s/%d".formatted(path.group(2), number));
    answer.addProperty("clientSpecifiedPayloadChecksum", true);
    return Answer.ok(answer.toString());
  }

  /// Google takes both alphabets.
  private static String urlSafe(String base64) {
    return base64.replace('+', '-').replace('/', '_');
  }

  private Answer version(Matcher path, int number, String verb) {
    switch (verb) {
      case "access" -> {
        return accessed(path, number);
      }
      case "disable" -> server.disable(path.group(1), path.group(2), number);
      case "enable" -> server.enable(path.group(1), path.group(2), number);
      default -> {
        return Answer.error(404, "NOT_FOUND", "no method " + verb);
      }
    }
    changes.accept("%s %s/%d".formatted(verb, path.group(2), number));
    var all = server.list(path.group(1), path.group(2));
    return Answer.ok(json(all.get(all.size() - number)).toString());
  }

  private Answer accessed(Matcher path, int number) {
    return server
        .value(path.group(1), path.group(2), number)
        .map(value -> {
          var payload = new JsonObject();
          payload.addProperty("data", Base64.getEncoder().encodeToString(value.getBytes(UTF_8)));
          var answer = new JsonObject();
          answer.addProperty("name", path.group().replaceFirst("^/v1/", ""));
          answer.add("payload", payload);
          return Answer.ok(answer.toString());
        })
        .orElseGet(() -> Answer.error(400, "FAILED_PRECONDITION", "it is not enabled"));
  }

  private static JsonObject json(SecretVersion version) {
    var json = new JsonObject();
    json.addProperty("name", version.getName());
    json.addProperty("state", version.getState().name());
    var created = version.getCreateTime();
    json.addProperty(
        "createTime", Instant.ofEpochSecond(created.getSeconds(), created.getNanos()).toString());
    return json;
  }
}
