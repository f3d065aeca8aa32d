package io.codedeveloper.job.host;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.patch;
import static com.github.tomakehurst.wiremock.client.WireMock.patchRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import io.codedeveloper.job.git.CommitId;
import io.codedeveloper.job.host.GitHost.Creation;
import io.codedeveloper.job.host.GitHost.NewPullRequest;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.platform.UserErrorException;
import io.codedeveloper.platform.memory.ManualClock;
import io.codedeveloper.testing.FaultRow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class GitHubHostIT {
  private static final String TOKEN = "ghp_verysecrettoken";
  private static final String PULLS = "/repos/octo/hello/pulls";
  private static final NewPullRequest REQUEST =
      new NewPullRequest("code-developer/p-1", "main", "Title", "Text", "<!-- marker -->", true);

  private WireMockServer server;
  private GitHubHost host;

  @BeforeEach
  void start() {
    server = new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));
    server.start();
    host = GitHubFixture.host(server.baseUrl(), TOKEN);
    server.stubFor(
        get(urlPathEqualTo("/repos/octo/hello"))
            .willReturn(okJson(GitHubFixture.repository(server.baseUrl()))));
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  @Test
  void findsByBranchInEveryStateAndIgnoresForks() {
    var fork = pull(4, "code-developer/p-1", "open", null);
    fork.put("head", GitHubFixture.head("code-developer/p-1", "mallory/hello"));
    var orphan = pull(5, "code-developer/p-1", "open", null);
    orphan.put("head", Map.of("ref", "code-developer/p-1"));
    server.stubFor(
        get(urlPathEqualTo(PULLS))
            .withQueryParam("state", equalTo("all"))
            .withQueryParam("head", equalTo("octo:code-developer/p-1"))
            .willReturn(
                list(
                    orphan,
                    fork,
                    pull(3, "code-developer/p-1", "open", null),
                    pull(2, "code-developer/p-1", "closed", "2026-01-01T00:00:00Z"),
                    pull(1, "code-developer/p-1", "closed", null))));

    assertThat(host.find("code-developer/p-1"))
        .allMatch(one -> one.head().equals(Optional.of(new CommitId(GitHubFixture.HEAD))))
        .extracting(PullRequest::number, PullRequest::state)
        .containsExactly(
            org.assertj.core.api.Assertions.tuple(3L, PullRequest.State.OPEN),
            org.assertj.core.api.Assertions.tuple(2L, PullRequest.State.MERGED),
            org.assertj.core.api.Assertions.tuple(1L, PullRequest.State.CLOSED));
    server.verify(
        getRequestedFor(urlPathEqualTo(PULLS))
            .withHeader("Authorization", equalTo("token " + TOKEN)));
  }

  @Test
  void repositoryItselfIsAskedForOnceAMinute() {
    var clock = new ManualClock(Instant.ofEpochSecond(1_800_000_000));
    var asking = GitHubFixture.host(server.baseUrl(), () -> TOKEN, clock);
    server.stubFor(get(urlPathEqualTo(PULLS)).willReturn(list()));

    asking.find("one");
    asking.findOpenByMarker("<!-- marker -->");
    server.verify(1, getRequestedFor(urlPathEqualTo("/repos/octo/hello")));

    clock.advance(Duration.ofMinutes(1));
    asking.find("two");
    server.verify(2, getRequestedFor(urlPathEqualTo("/repos/octo/hello")));
  }

  @Test
  void findsByMarkerOverAllPages() {
    var other = pull(1, "x", "open", null);
    other.put("body", "mentions <!-- marker --> in a sentence");
    var bare = pull(3, "y", "open", null);
    bare.remove("body");
    server.stubFor(
        get(urlPathEqualTo(PULLS))
            .withQueryParam("state", equalTo("open"))
            .willReturn(
                list(other, bare)
                    .withHeader(
                        "Link",
                        "<%s%s?page=2&state=open>; rel=\"next\""
                            .formatted(server.baseUrl(), PULLS))));
    server.stubFor(
        get(urlPathEqualTo(PULLS))
            .withQueryParam("page", equalTo("2"))
            .willReturn(list(pull(2, "mine", "open", null))));

    assertThat(host.findOpenByMarker("<!-- mark"))
        .filteredOn(found -> found.marker().equals("<!-- marker -->"))
        .extracting(found -> found.pullRequest().headBranch())
        .containsExactly("mine");
  }

  @Test
  void createsADraftWithTheMarkerInItsBody() {
    server.stubFor(
        post(urlPathEqualTo(PULLS))
            .willReturn(
                okJson(GitHubFixture.json(pull(7, "code-developer/p-1", "open", null)))
                    .withStatus(201)));

    assertThat(host.create(REQUEST))
        .isInstanceOfSatisfying(
            Creation.Made.class,
            made ->
                assertThat(made.pullRequest().url())
                    .isEqualTo("https://github.com/octo/hello/pull/7"));
    server.verify(
        postRequestedFor(urlPathEqualTo(PULLS))
            .withRequestBody(matchingJsonPath("$.draft", equalTo("true")))
            .withRequestBody(matchingJsonPath("$.head", equalTo("code-developer/p-1")))
            .withRequestBody(matchingJsonPath("$.body", equalTo("Text\n\n<!-- marker -->"))));
  }

  @Test
  @FaultRow("P13")
  void pullRequestThatExistsAlreadyIsAdopted() {
    refusing("Validation Failed", "A pull request already exists for octo:code-developer/p-1.");
    server.stubFor(
        get(urlPathEqualTo(PULLS)).willReturn(list(pull(7, "code-developer/p-1", "open", null))));
    assertThat(host.create(REQUEST)).isInstanceOf(Creation.Existing.class);
  }

  @Test
  @FaultRow("P13")
  void pullRequestThatExistsAndIsNotShownYetIsTransient() {
    refusing("Validation Failed", "A pull request already exists for octo:code-developer/p-1.");
    server.stubFor(get(urlPathEqualTo(PULLS)).willReturn(list()));
    assertThatThrownBy(() -> host.create(REQUEST)).isInstanceOf(TransientException.class);
  }

  @Test
  @FaultRow("P12")
  void answerThatWasLostIsFoundAgain() {
    server.stubFor(
        post(urlPathEqualTo(PULLS)).willReturn(aResponse().withFault(Fault.EMPTY_RESPONSE)));
    server.stubFor(
        get(urlPathEqualTo(PULLS)).willReturn(list(pull(7, "code-developer/p-1", "open", null))));
    assertThat(host.create(REQUEST)).isInstanceOf(Creation.Existing.class);
  }

  @Test
  @FaultRow("P14")
  void nothingToMergeIsNoChange() {
    refusing("Validation Failed", "No commits between main and code-developer/p-1");
    assertThat(host.create(REQUEST)).isEqualTo(new Creation.NoChange());
  }

  @Test
  void repositoryWithoutDraftsGetsAnOrdinaryOne() {
    server.stubFor(
        post(urlPathEqualTo(PULLS))
            .withRequestBody(matchingJsonPath("$.draft", equalTo("true")))
            .willReturn(
                refusal("Draft pull requests are not supported in this repository.", List.of())));
    server.stubFor(
        post(urlPathEqualTo(PULLS))
            .withRequestBody(matchingJsonPath("$.draft", equalTo("false")))
            .willReturn(okJson(GitHubFixture.json(pull(7, "code-developer/p-1", "open", null)))));
    assertThat(host.create(REQUEST)).isInstanceOf(Creation.Made.class);
  }

  @Test
  void branchThatGitHubDoesNotSeeYetIsTransientAndOtherRefusalsAreTheUsers() {
    server.stubFor(
        post(urlPathEqualTo(PULLS))
            .willReturn(
                refusal("Validation Failed", List.of(Map.of("field", "head", "code", "invalid")))));
    assertThatThrownBy(() -> host.create(REQUEST)).isInstanceOf(TransientException.class);
    server.stubFor(
        post(urlPathEqualTo(PULLS))
            .willReturn(
                refusal("Validation Failed", List.of(Map.of("field", "base", "code", "invalid")))));
    assertThatThrownBy(() -> host.create(REQUEST))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("Validation Failed");
  }

  @Test
  void commentsAndCloses() {
    var pull = pull(7, "code-developer/p-1", "open", null);
    server.stubFor(get(urlPathEqualTo(PULLS + "/7")).willReturn(okJson(GitHubFixture.json(pull))));
    server.stubFor(
        post(urlPathEqualTo("/repos/octo/hello/issues/7/comments"))
            .willReturn(okJson("{\"id\":1,\"body\":\"hi\"}").withStatus(201)));
    server.stubFor(patch(urlPathEqualTo("/repos/octo/hello/issues/7")).willReturn(okJson("{}")));
    server.stubFor(patch(urlPathEqualTo(PULLS + "/7")).willReturn(okJson("{}")));
    var found =
        new PullRequest(
            7, "", "code-developer/p-1", "", PullRequest.State.OPEN, false, Optional.empty());

    host.comment(found, "hi");
    host.close(found);

    server.verify(
        postRequestedFor(urlPathEqualTo("/repos/octo/hello/issues/7/comments"))
            .withRequestBody(equalToJson("{\"body\":\"hi\"}")));
    assertThat(
            server.findAll(
                patchRequestedFor(com.github.tomakehurst.wiremock.client.WireMock.anyUrl())))
        .hasSize(1);
    server.stubFor(
        get(urlPathEqualTo(PULLS + "/7"))
            .willReturn(okJson(GitHubFixture.json(pull(7, "code-developer/p-1", "closed", null)))));
    host.close(found);
    assertThat(
            server.findAll(
                patchRequestedFor(com.github.tomakehurst.wiremock.client.WireMock.anyUrl())))
        .hasSize(1);
  }

  private void refusing(String message, String error) {
    server.stubFor(
        post(urlPathEqualTo(PULLS))
            .willReturn(refusal(message, List.of(Map.of("message", error)))));
  }

  private static ResponseDefinitionBuilder refusal(String message, List<?> errors) {
    return okJson(GitHubFixture.json(Map.of("message", message, "errors", errors))).withStatus(422);
  }

  private Map<String, Object> pull(int number, String branch, String state, String mergedAt) {
    return GitHubFixture.pullRequest(server.baseUrl(), number, branch, state, mergedAt);
  }

  private static ResponseDefinitionBuilder list(Object... pulls) {
    return okJson(GitHubFixture.json(pulls));
  }
}
