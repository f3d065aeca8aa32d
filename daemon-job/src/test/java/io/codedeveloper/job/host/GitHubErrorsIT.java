package io.codedeveloper.job.host;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.http.Fault;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.platform.UserErrorException;
import io.codedeveloper.testing.FaultRow;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class GitHubErrorsIT {
  private static final String TOKEN = "ghp_verysecrettoken";
  private static final String PULLS = "/repos/octo/hello/pulls";

  private WireMockServer server;
  private GitHubHost host;

  @BeforeEach
  void start() {
    server = new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));
    server.start();
    host = GitHubFixture.host(server.baseUrl(), TOKEN);
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  @Test
  @FaultRow("P16")
  void limitsAreTransientAndSayHowLong() {
    answering(403, Map.of("x-ratelimit-remaining", "0", "x-ratelimit-reset", "1800000600"), "{}");
    assertWait(Duration.ofSeconds(600));
    answering(429, Map.of("retry-after", "7"), "{}");
    assertWait(Duration.ofSeconds(7));
    answering(403, Map.of(), "{\"message\":\"You have exceeded a secondary rate limit\"}");
    assertWait(Duration.ofMinutes(1));
    answering(403, Map.of("x-ratelimit-remaining", "0", "x-ratelimit-reset", "1"), "{}");
    assertWait(Duration.ofSeconds(1));
    answering(429, Map.of("retry-after", "soon"), "");
    assertWait(Duration.ofMinutes(1));
  }

  @Test
  @FaultRow({"G2", "G3"})
  void missingRightsAndRepositoriesAreTheUsers() {
    assertUserError(401, "{\"message\":\"Bad credentials\"}", "refuses the token");
    assertUserError(403, "{\"message\":\"Resource not accessible\"}", "Resource not accessible");
    assertUserError(404, "{\"message\":\"Not Found\"}", "no repository octo/hello");
    assertUserError(418, "nonsense", "418");
  }

  @Test
  @FaultRow("P17")
  void brokenAnswersAreTransient() {
    for (var body : List.of("<html>Unicorn!</html>", "{\"id\":1,\"full_", "[]", "", "{}")) {
      server.resetAll();
      server.stubFor(any(anyUrl()).willReturn(okJson(body)));
      assertThatThrownBy(() -> host.find("x")).as(body).isInstanceOf(TransientException.class);
    }
    for (var fault : Fault.values()) {
      server.resetAll();
      server.stubFor(any(anyUrl()).willReturn(aResponse().withFault(fault)));
      assertThatThrownBy(() -> host.find("x"))
          .as(fault.name())
          .isInstanceOf(TransientException.class);
    }
    answering(502, Map.of("content-type", "text/html"), "<html>Unicorn!</html>");
    assertThatThrownBy(() -> host.find("x")).isInstanceOf(TransientException.class);
  }

  @Test
  void answersWithoutEndAreRefused() {
    server.resetAll();
    server.stubFor(any(anyUrl()).willReturn(aResponse().withBody(new byte[21 * 1024 * 1024])));
    assertThatThrownBy(() -> host.find("x"))
        .isInstanceOf(TransientException.class)
        .hasMessageContaining("more than");
  }

  @Test
  @FaultRow("G4")
  void renamedRepositoryIsFollowedOnTheSameHostOnly() {
    server.resetAll();
    server.stubFor(
        get(urlPathEqualTo("/repos/octo/hello"))
            .willReturn(aResponse().withStatus(301).withHeader("Location", "/repositories/1")));
    server.stubFor(
        get(urlPathEqualTo("/repositories/1"))
            .willReturn(okJson(GitHubFixture.repository(server.baseUrl()))));
    server.stubFor(get(urlPathEqualTo(PULLS)).willReturn(okJson("[]")));
    assertThat(host.find("x")).isEmpty();

    var elsewhere = new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));
    elsewhere.start();
    try {
      server.stubFor(
          get(urlPathEqualTo("/repos/octo/hello"))
              .willReturn(
                  aResponse().withStatus(302).withHeader("Location", elsewhere.baseUrl() + "/x")));
      assertThatThrownBy(() -> GitHubFixture.host(server.baseUrl(), TOKEN).find("x"))
          .isInstanceOf(UserErrorException.class);
      assertThat(elsewhere.getAllServeEvents()).isEmpty();
    } finally {
      elsewhere.stop();
    }
    server.stubFor(
        get(urlPathEqualTo("/repos/octo/hello"))
            .willReturn(aResponse().withStatus(301).withHeader("Location", "/repos/octo/hello")));
    assertThatThrownBy(() -> GitHubFixture.host(server.baseUrl(), TOKEN).find("x"))
        .hasMessageContaining("too many redirects");
  }

  @Test
  @FaultRow("G4")
  void requestThatChangesSomethingIsNeverSentToAnotherHost() {
    var elsewhere = new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));
    elsewhere.start();
    try {
      server.stubFor(
          get(urlPathEqualTo("/repos/octo/hello"))
              .willReturn(okJson(GitHubFixture.repository(server.baseUrl()))));
      server.stubFor(
          post(urlPathEqualTo(PULLS))
              .willReturn(
                  aResponse().withStatus(307).withHeader("Location", elsewhere.baseUrl() + PULLS)));
      var request =
          new GitHost.NewPullRequest("code-developer/p-1", "main", "Title", "Text", "m", false);
      assertThatThrownBy(() -> host.create(request))
          .isInstanceOf(UserErrorException.class)
          .hasMessageContaining("has moved to");
      assertThat(elsewhere.getAllServeEvents()).isEmpty();
    } finally {
      elsewhere.stop();
    }
  }

  @Test
  @FaultRow({"G2", "X9"})
  void tokenThatWasChangedMeanwhileIsReadAgainOnce() {
    server.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(401).withBody("{}")));
    server.stubFor(
        get(urlPathEqualTo("/repos/octo/hello"))
            .withHeader("Authorization", equalTo("token new"))
            .willReturn(okJson(GitHubFixture.repository(server.baseUrl()))));
    server.stubFor(
        get(urlPathEqualTo(PULLS))
            .withHeader("Authorization", equalTo("token new"))
            .willReturn(okJson("[]")));
    var rotated =
        GitHubFixture.host(
            server.baseUrl(), () -> server.getAllServeEvents().isEmpty() ? TOKEN : "new");
    assertThat(rotated.find("x")).isEmpty();
    assertThatThrownBy(() -> host.find("x")).isInstanceOf(UserErrorException.class);
  }

  @Test
  void hostThatDoesNotAnswerIsTransient() {
    var gone = server.baseUrl();
    server.stop();
    assertThatThrownBy(() -> GitHubFixture.host(gone, TOKEN).find("x"))
        .isInstanceOf(TransientException.class)
        .hasMessageContaining("cannot be reached");
  }

  @Test
  void noFailureShowsTheToken() {
    for (var status : IntStream.of(401, 403, 404, 422, 429, 500).boxed().toList()) {
      answering(status, Map.of(), "{\"message\":\"no\"}");
      var text = new StringWriter();
      catchThrowable(() -> host.find("x")).printStackTrace(new PrintWriter(text));
      assertThat(text.toString()).doesNotContain(TOKEN);
    }
  }

  private void answering(int status, Map<String, String> headers, String body) {
    server.resetAll();
    var response = aResponse().withStatus(status).withBody(body);
    headers.forEach(response::withHeader);
    server.stubFor(any(anyUrl()).willReturn(response));
  }

  private void assertWait(Duration wait) {
    assertThatThrownBy(() -> host.find("x"))
        .isInstanceOfSatisfying(
            TransientException.class, failure -> assertThat(failure.retryAfter()).contains(wait));
  }

  private void assertUserError(int status, String body, String words) {
    answering(status, Map.of(), body);
    assertThatThrownBy(() -> host.find("x"))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining(words);
  }
}
