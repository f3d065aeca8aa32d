package io.codedeveloper.job.host;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.codedeveloper.job.corpus.Corpus;
import io.codedeveloper.job.host.GitHost.Creation;
import io.codedeveloper.job.host.GitHost.NewPullRequest;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.platform.UserErrorException;
import io.codedeveloper.testing.FaultRow;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What GitHub may answer, case by case from a file, and what has to come of it.
@FaultRow({"P12", "P13", "P14", "P16", "P17", "G2", "G3"})
final class GitHubAnswersIT {
  private static final String PULLS = "/repos/octo/hello/pulls";
  private static final NewPullRequest REQUEST =
      new NewPullRequest("code-developer/p-1", "main", "Title", "Text", "<!-- marker -->", false);

  private WireMockServer server;
  private GitHubHost host;

  static Stream<Arguments> cases() throws IOException {
    try (var own = GitHubAnswersIT.class.getResourceAsStream("github-errors.json")) {
      return Stream.concat(tests(new InputStreamReader(own, StandardCharsets.UTF_8), ""), shared())
          .map(test -> Arguments.of(test.get("name").getAsString(), test));
    }
  }

  /// Refusals of pushes are read by the test of remotes.
  private static Stream<JsonObject> shared() throws IOException {
    var corpus = Corpus.find("api/github_errors.json");
    return corpus.isEmpty()
        ? Stream.of()
        : tests(Files.newBufferedReader(corpus.get()), "shared: ")
            .filter(test -> test.get("status").getAsInt() > 0);
  }

  private static Stream<JsonObject> tests(Reader file, String prefix) {
    return JsonParser.parseReader(file).getAsJsonObject().getAsJsonArray("tests").asList().stream()
        .map(JsonElement::getAsJsonObject)
        .peek(test -> test.addProperty("name", prefix + test.get("name").getAsString()))
        .toList()
        .stream();
  }

  @BeforeEach
  void start() {
    server = new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));
    server.start();
    host = GitHubFixture.host(server.baseUrl(), "ghp_verysecrettoken");
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void isTakenAsItShould(String name, JsonObject test) {
    var expected = test.get("expect").getAsString();
    if (test.has("on") && test.get("on").getAsString().equals("read")) {
      server.stubFor(any(anyUrl()).willReturn(answer(test)));
      assertFails(expected, () -> host.find("code-developer/p-1"));
      return;
    }
    server.stubFor(
        get(urlPathEqualTo("/repos/octo/hello"))
            .willReturn(okJson(GitHubFixture.repository(server.baseUrl()))));
    server.stubFor(get(urlPathEqualTo(PULLS)).willReturn(okJson("[]")));
    server.stubFor(post(urlPathEqualTo(PULLS)).willReturn(answer(test)));
    if (expected.equals("NO_CHANGE")) {
      assertThat(host.create(REQUEST)).isEqualTo(new Creation.NoChange());
    } else {
      assertFails(expected, () -> host.create(REQUEST));
    }
    server.verify(1, postRequestedFor(urlPathEqualTo(PULLS)));
    if (List.of("LOOKUP_AND_ADOPT", "RETRY_AFTER_LOOKUP").contains(expected)) {
      assertIsAdopted();
    }
  }

  /// What was made after all is found and not made again.
  private void assertIsAdopted() {
    server.verify(getRequestedFor(urlPathEqualTo(PULLS)));
    server.resetRequests();
    var made = GitHubFixture.pullRequest(server.baseUrl(), 7, "code-developer/p-1", "open", null);
    server.stubFor(
        get(urlPathEqualTo(PULLS)).willReturn(okJson(GitHubFixture.json(List.of(made)))));
    assertThat(host.create(REQUEST))
        .isInstanceOfSatisfying(
            Creation.Existing.class,
            found -> assertThat(found.pullRequest().number()).isEqualTo(7));
    server.verify(1, postRequestedFor(urlPathEqualTo(PULLS)));
  }

  private static void assertFails(String expected, Runnable action) {
    var thrown = assertThatThrownBy(action::run);
    switch (expected) {
      case "AUTH_FAILED_NOTIFY" ->
          thrown.isInstanceOf(UserErrorException.class).hasMessageContaining("GITHUB_TOKEN");
      case "REPO_GONE_NOTIFY" ->
          thrown.isInstanceOf(UserErrorException.class).hasMessageContaining("octo/hello");
      case "REBASE_OR_REPORT" -> thrown.isInstanceOf(UserErrorException.class);
      case "WAIT_UNTIL_RESET" -> assertWaits(thrown, 600);
      case "REPUSH_THEN_RETRY" ->
          thrown.isInstanceOf(TransientException.class).hasMessageContaining("does not see branch");
      case "REFUSE", "LOOKUP_AND_ADOPT", "RETRY_AFTER_LOOKUP" ->
          thrown.isInstanceOf(TransientException.class);
      default -> assertWaits(thrown, Long.parseLong(expected.substring("WAIT_".length())));
    }
  }

  private static void assertWaits(
      org.assertj.core.api.AbstractThrowableAssert<?, ?> thrown, long seconds) {
    thrown.isInstanceOfSatisfying(
        TransientException.class,
        failure -> assertThat(failure.retryAfter()).contains(Duration.ofSeconds(seconds)));
  }

  private static ResponseDefinitionBuilder answer(JsonObject test) {
    var response = aResponse().withStatus(test.get("status").getAsInt());
    test.getAsJsonObject("headers")
        .asMap()
        .forEach((name, value) -> response.withHeader(name, value.getAsString()));
    var body = test.get("body");
    var text = body.isJsonPrimitive() ? body.getAsString() : body.toString();
    return text.equals("<50 MB>")
        ? response.withBody(new byte[50 * 1024 * 1024])
        : response.withBody(text);
  }
}
