package io.codedeveloper.job.host;

import com.google.gson.Gson;
import io.codedeveloper.auth.Secret;
import io.codedeveloper.job.git.RemoteUrl;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Answers of GitHub as far as they matter here; the shape is that of its documentation.
final class GitHubFixture {
  static final String REPOSITORY = "octo/hello";
  static final String HEAD = "0123456789abcdef0123456789abcdef01234567";

  private GitHubFixture() {}

  /// A host for the repository, at the time when 1,800,000,000 seconds had passed.
  static GitHubHost host(String api, String token) {
    return host(api, () -> token);
  }

  /// @param token asked at each use
  static GitHubHost host(String api, Supplier<String> token) {
    return host(api, token, Clock.fixed(Instant.ofEpochSecond(1_800_000_000), ZoneOffset.UTC));
  }

  static GitHubHost host(String api, Supplier<String> token, Clock clock) {
    return new GitHubHost(
        (RemoteUrl.Web) RemoteUrl.parse("https://github.com/octo/hello.git"),
        URI.create(api),
        () -> Optional.of(Secret.of(token.get())),
        clock);
  }

  static String repository(String url) {
    return json(
        Map.of(
            "id",
            1,
            "name",
            "hello",
            "full_name",
            REPOSITORY,
            "owner",
            Map.of("login", "octo"),
            "html_url",
            "https://github.com/" + REPOSITORY,
            "url",
            url + "/repos/" + REPOSITORY));
  }

  static Map<String, Object> pullRequest(
      String url, int number, String branch, String state, @Nullable String mergedAt) {
    var fields = new HashMap<String, Object>();
    fields.put("number", number);
    fields.put("url", url + "/repos/" + REPOSITORY + "/pulls/" + number);
    fields.put("issue_url", url + "/repos/" + REPOSITORY + "/issues/" + number);
    fields.put("html_url", "https://github.com/" + REPOSITORY + "/pull/" + number);
    fields.put("title", "Title " + number);
    fields.put("body", "Text\r\n\r\n<!-- marker -->\r\n");
    fields.put("state", state);
    fields.put("draft", false);
    fields.put("mergeable_state", "clean");
    fields.put("head", head(branch, REPOSITORY));
    if (mergedAt != null) {
      fields.put("merged_at", mergedAt);
    }
    return fields;
  }

  static Map<String, Object> head(String branch, String repository) {
    var parts = repository.split("/");
    return Map.of(
        "ref",
        branch,
        "sha",
        HEAD,
        "repo",
        Map.of("full_name", repository, "name", parts[1], "owner", Map.of("login", parts[0])));
  }

  static String json(Object value) {
    return new Gson().toJson(value);
  }
}
