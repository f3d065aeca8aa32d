package io.codedeveloper.job.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.codedeveloper.auth.Secret;
import io.codedeveloper.job.corpus.Corpus;
import io.codedeveloper.job.git.RemoteRepository.Comparison;
import io.codedeveloper.job.git.RemoteRepository.PushResult.Pushed;
import io.codedeveloper.job.git.RemoteRepository.PushResult.Refused;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.platform.UserErrorException;
import io.codedeveloper.testing.FaultRow;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class HttpRemoteIT {
  private static final String TOKEN = "ghp_verysecrettoken";
  private static final String BRANCH = "code-developer/p-1";

  @TempDir Path temporary;
  private NativeGit bare;
  private GitHttpServer server;
  private JGitRemoteRepository remote;

  @BeforeEach
  void start() throws IOException {
    Assumptions.assumeTrue(GitHttpServer.program().isPresent());
    bare = NativeGit.bare(temporary.resolve("origin.git"), Map.of("README.md", "Hello\n"));
    server = GitHttpServer.start(temporary);
    remote = open(server.url("origin.git"), Optional.of(Secret.of(TOKEN)));
  }

  @AfterEach
  void stop() {
    remote.close();
    server.close();
  }

  @Test
  void gitsOwnServerIsReadShallowAndPushedTo() throws IOException {
    var first = new CommitId(bare.run("rev-parse", "main"));
    advance();
    assertThat(remote.defaultBranch()).contains("main");
    var commit = change(remote.fetch("main"), "a.txt");

    assertThat(remote.push(BRANCH, commit)).isEqualTo(new Pushed());
    assertThat(bare.run("rev-parse", BRANCH)).isEqualTo(commit.hex());
    assertThat(bare.run("fsck", "--strict")).doesNotContain("error");
    assertThat(remote.compare(BRANCH, commit, Set.of())).isEqualTo(Comparison.SAME);
    assertThat(remote.fetchCommit(first, "main")).isTrue();
    assertThat(remote.inspect(first).entries()).isEqualTo(1);
  }

  @Test
  void pushWorksAfterTheBaseMovedOn() throws IOException {
    var commit = change(remote.fetch("main"), "a.txt");
    advance();
    assertThat(remote.push(BRANCH, commit)).isEqualTo(new Pushed());
    assertThat(bare.run("diff", "--name-only", "main..." + BRANCH)).isEqualTo("a.txt");
  }

  @Test
  void commitThatTheServerNeverHadIsNotFound() {
    remote.fetch("main");
    assertThat(remote.fetchCommit(new CommitId("1".repeat(40)), "main")).isFalse();
  }

  @Test
  void tokenIsSentWhereItBelongsAndIsNotKept() throws IOException {
    server.requireToken(TOKEN);
    var commit = change(remote.fetch("main"), "a.txt");
    assertThat(remote.push(BRANCH, commit)).isEqualTo(new Pushed());
    assertThat(server.authorizations()).isNotEmpty();
    assertThat(remote.displayUrl()).doesNotContain("@");
    try (var files = Files.walk(temporary.resolve("caches"))) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        assertThat(new String(Files.readAllBytes(file), "ISO-8859-1")).doesNotContain(TOKEN);
      }
    }
  }

  @Test
  void tokenOfAnotherHostIsNotSent() {
    server.requireToken(TOKEN);
    var token = new AccessToken(AccessToken.GITHUB, () -> Optional.of(Secret.of(TOKEN)));
    try (var opened = Remotes.open(server.url("origin.git"), temporary.resolve("caches"), token)) {
      assertThatThrownBy(() -> opened.fetch("main"))
          .isInstanceOf(UserErrorException.class)
          .hasMessageContaining("wants a token (401)");
    }
    assertThat(server.authorizations()).isEmpty();
  }

  @Test
  @FaultRow("G2")
  void wrongTokenIsTheUsersErrorAndIsShownNowhere() {
    server.requireToken("another");
    var failure = Assertions.catchThrowable(() -> remote.fetch("main"));
    assertThat(failure)
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("refuses the token (401)");
    var text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    assertThat(text.toString()).doesNotContain(TOKEN);
  }

  @Test
  @FaultRow({"G2", "X9"})
  void tokenThatWasChangedMeanwhileIsReadAgainOnce() throws IOException {
    server.requireToken("ghp_thenewtoken");
    var origin = ((RemoteUrl.Web) RemoteUrl.parse(server.url("origin.git"))).origin();
    var token =
        new AccessToken(
            origin,
            () ->
                Optional.of(
                    Secret.of(server.authorizations().isEmpty() ? TOKEN : "ghp_thenewtoken")));
    try (var opened = Remotes.open(server.url("origin.git"), temporary.resolve("caches"), token)) {
      assertThat(opened.fetch("main").hex()).isEqualTo(bare.run("rev-parse", "main"));
      assertThat(server.authorizations()).hasSizeGreaterThan(1);
    }
  }

  @Test
  @FaultRow("G4")
  void redirectOnTheSameHostIsFollowed() throws IOException {
    server.redirectRepository("old.git", "origin.git");
    server.requireToken(TOKEN);
    try (var opened = open(server.url("old.git"), Optional.of(Secret.of(TOKEN)))) {
      var commit = opened.fetch("main");
      assertThat(commit.hex()).isEqualTo(bare.run("rev-parse", "main"));
    }
  }

  @Test
  @FaultRow("G4")
  void redirectOfAPushToAnotherHostIsNotFollowed() throws IOException {
    var commit = change(remote.fetch("main"), "a.txt");
    try (var other = GitHttpServer.start(temporary)) {
      server.redirectPushesTo(other.url("").replaceFirst("/$", ""));
      assertThatThrownBy(() -> remote.push(BRANCH, commit))
          .isInstanceOf(UserErrorException.class)
          .hasMessageContaining("redirects to another host");
      assertThat(other.authorizations()).isEmpty();
      assertThat(other.asked()).isZero();
    }
  }

  @Test
  @FaultRow("G4")
  void redirectToAnotherHostIsNotFollowed() throws IOException {
    try (var other = GitHttpServer.start(temporary)) {
      other.requireToken(TOKEN);
      server.redirectTo(other.url("").replaceFirst("/$", ""));
      assertThatThrownBy(() -> remote.fetch("main"))
          .isInstanceOf(UserErrorException.class)
          .hasMessageContaining("redirects to another host");
      assertThat(other.authorizations()).isEmpty();
    }
  }

  @Test
  void missingRightsToPushAreTheUsersError() throws IOException {
    var commit = change(remote.fetch("main"), "a.txt");
    server.answerPushesWith(403);
    assertThatThrownBy(() -> remote.push(BRANCH, commit))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("No rights to push to");
  }

  @Test
  @FaultRow({"G2", "G3"})
  void statusDecidesWhoseErrorItIs() {
    for (var status : List.of(403, 404, 410, 451)) {
      server.answerWith(status);
      assertThatThrownBy(() -> remote.fetch("main"))
          .as("%d", status)
          .isInstanceOf(UserErrorException.class)
          .hasMessageContaining("" + status);
    }
    for (var status : List.of(429, 500, 503)) {
      server.answerWith(status);
      assertThatThrownBy(() -> remote.fetch("main"))
          .as("%d", status)
          .isInstanceOf(TransientException.class)
          .hasMessageContaining("" + status);
    }
  }

  @Test
  void repositoryThatIsNotThereIsTheUsersError() {
    try (var opened = open(server.url("nowhere.git"), Optional.empty())) {
      assertThatThrownBy(() -> opened.fetch("main"))
          .isInstanceOf(UserErrorException.class)
          .hasMessageContaining("There is no repository at");
    }
  }

  @Test
  void emptyRepositoryIsNamedSo() throws IOException {
    new NativeGit(temporary).run("init", "-q", "--bare", "empty.git");
    try (var opened = open(server.url("empty.git"), Optional.empty())) {
      assertThatThrownBy(() -> opened.fetch("main"))
          .isInstanceOf(UserErrorException.class)
          .hasMessageContaining("is empty");
    }
  }

  static Stream<String> rules() throws IOException {
    var own =
        Stream.of(
            "GH001: Large files detected.",
            "GH006: Protected branch update failed",
            "GH013: Repository rule violations found for refs/heads/x.",
            "refusing to allow a token to create or update workflow without workflow scope");
    var corpus = Corpus.find("api/github_errors.json");
    return corpus.isEmpty() ? own : Stream.concat(own, shared(corpus.get()));
  }

  private static Stream<String> shared(Path corpus) throws IOException {
    var tests = JsonParser.parseString(Files.readString(corpus)).getAsJsonObject();
    return tests.getAsJsonArray("tests").asList().stream()
        .filter(test ->
            test.getAsJsonObject().get("body") instanceof JsonObject body && body.has("push"))
        .map(test -> test.getAsJsonObject().getAsJsonObject("body").get("push").getAsString());
  }

  @ParameterizedTest
  @FaultRow("P11")
  @MethodSource("rules")
  void hookOfTheServerDeclinesWithItsReason(String rule) throws IOException {
    var commit = change(remote.fetch("main"), "a.txt");
    var hook = bare.directory().resolve("hooks/pre-receive");
    Files.writeString(hook, "#!/bin/sh\ncat >&2 <<'END'\n%s\nEND\nexit 1\n".formatted(rule));
    Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertThat(remote.push(BRANCH, commit))
        .isInstanceOfSatisfying(
            Refused.class,
            refused ->
                assertThat(refused.reason()).contains("pre-receive hook declined").contains(rule));
  }

  @Test
  @FaultRow("G1")
  void hostThatIsGoneOrUnknownIsTransient() {
    var gone = server.url("origin.git");
    server.close();
    for (var address : List.of(gone, "https://host.invalid/a/b")) {
      try (var opened = open(address, Optional.empty())) {
        assertThatThrownBy(() -> opened.fetch("main"))
            .as(address)
            .isInstanceOf(TransientException.class)
            .hasMessageContaining(URI.create(address).getHost());
      }
    }
  }

  @Test
  @FaultRow("G1")
  void timeThatIsUpIsTransient() {
    var ticking = new TickingClock();
    try (var opened =
        JGitRemoteRepository.open(
            RemoteUrl.parse(server.url("origin.git")),
            temporary.resolve("caches"),
            AccessToken.none(),
            NetworkLimits.usual(),
            ticking)) {
      assertThatThrownBy(() -> opened.fetch("main"))
          .isInstanceOf(TransientException.class)
          .hasMessageContaining("within 600 seconds");
    }
  }

  private JGitRemoteRepository open(String url, Optional<Secret> secret) {
    var origin = ((RemoteUrl.Web) RemoteUrl.parse(url)).origin();
    return Remotes.open(url, temporary.resolve("caches"), new AccessToken(origin, () -> secret));
  }

  private void advance() throws IOException {
    var seed = new NativeGit(temporary.resolve("origin.git-seed"));
    seed.commitFiles("Second", Map.of("z.txt", "z"));
    seed.run("push", "-q", bare.directory().toString(), "main");
  }

  private CommitId change(CommitId base, String path) throws IOException {
    var tree = remote.checkOut(base, temporary.resolve("work"));
    Files.writeString(tree.root().resolve(path), "one");
    return tree.commit(Remotes.commit("Change " + path, "it-1"), List.of(path));
  }
}
