package io.codedeveloper.job.host;

import io.codedeveloper.auth.Secret;
import io.codedeveloper.job.git.CommitId;
import io.codedeveloper.job.git.RefusedTokenException;
import io.codedeveloper.job.git.RemoteUrl;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.platform.UserErrorException;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.kohsuke.github.GHDirection;
import org.kohsuke.github.GHException;
import org.kohsuke.github.GHIssueState;
import org.kohsuke.github.GHPullRequest;
import org.kohsuke.github.GHPullRequestQueryBuilder.Sort;
import org.kohsuke.github.GHRepository;
import org.kohsuke.github.GitHub;
import org.kohsuke.github.GitHubBuilder;

/// Pull requests of one repository on GitHub, or on a GitHub Enterprise server.
public final class GitHubHost implements GitHost {
  /// GitHub's limit for a body, in characters.
  private static final int LONGEST_BODY = 65_536;

  private static final int LONGEST_TITLE = 256;
  private static final int PAGE = 100;

  /// How long the repository's name and owner are believed: one step asks several times.
  private static final Duration REMEMBERED = Duration.ofMinutes(1);

  private final GitHubRepositoryName repository;
  private final URI api;
  private final Supplier<Optional<Secret>> token;
  private final GitHubFailures failures;
  private final GitHubConnection connection;
  private final Clock clock;
  private @Nullable Known known;

  /// @param api where the API is: `https://api.github.com`, or `https://HOST/api/v3`
  /// @param token asked at each use
  public GitHubHost(RemoteUrl.Web remote, URI api, Supplier<Optional<Secret>> token, Clock clock) {
    this.repository = GitHubRepositoryName.of(remote);
    this.api = api;
    this.token = token;
    this.failures = new GitHubFailures(api.getAuthority(), repository.toString(), clock);
    this.connection = new GitHubConnection(failures);
    this.clock = clock;
  }

  @Override
  public List<PullRequest> find(String headBranch) {
    return asking(found -> {
      var requests =
          found
              .queryPullRequests()
              .state(GHIssueState.ALL)
              .head(found.getOwnerName() + ":" + headBranch)
              .sort(Sort.CREATED)
              .direction(GHDirection.DESC)
              .list()
              .withPageSize(PAGE);
      return matching(found, requests, request -> request.getHead().getRef().equals(headBranch));
    });
  }

  @Override
  public List<Marked> findOpenByMarker(String start) {
    return asking(found -> {
      var requests =
          found
              .queryPullRequests()
              .state(GHIssueState.OPEN)
              .sort(Sort.CREATED)
              .direction(GHDirection.ASC)
              .list()
              .withPageSize(PAGE);
      return own(found, requests).flatMap(request -> marked(request, start).stream()).toList();
    });
  }

  @Override
  public Creation create(NewPullRequest request) {
    try {
      return new Creation.Made(post(request, request.draft()));
    } catch (GitHubRefusal refusal) {
      return refused(request, refusal);
    } catch (TransientException lost) {
      // The answer may be lost, and not the request.
      return open(request.headBranch())
          .<Creation>map(Creation.Existing::new)
          .orElseThrow(() -> lost);
    }
  }

  private Creation refused(NewPullRequest request, GitHubRefusal refusal) {
    if (refusal.says("No commits between")) {
      return new Creation.NoChange();
    }
    if (refusal.says("already exists")) {
      return new Creation.Existing(
          open(request.headBranch())
              .orElseThrow(() ->
                  new TransientException(
                      "GitHub says that branch '%s' has a pull request, but shows none yet."
                          .formatted(request.headBranch()))));
    }
    if (request.draft() && refusal.says("Draft pull requests are not supported")) {
      return create(
          new NewPullRequest(
              request.headBranch(),
              request.baseBranch(),
              request.title(),
              request.body(),
              request.marker(),
              false));
    }
    if (refusal.rejects("head")) {
      throw new TransientException(
          "GitHub does not see branch '%s' of %s yet. It can be tried again later."
              .formatted(request.headBranch(), repository));
    }
    throw new UserErrorException(
        "GitHub refuses a pull request from '%s' to '%s' in %s: %s"
            .formatted(
                request.headBranch(), request.baseBranch(), repository, refusal.getMessage()));
  }

  private PullRequest post(NewPullRequest request, boolean draft) {
    return asking(found ->
        pullRequest(
            found.createPullRequest(
                bounded(request.title(), LONGEST_TITLE),
                request.headBranch(),
                request.baseBranch(),
                body(request),
                true,
                draft)));
  }

  private Optional<PullRequest> open(String headBranch) {
    return find(headBranch).stream()
        .filter(request -> request.state() == PullRequest.State.OPEN)
        .findFirst();
  }

  @Override
  public void comment(PullRequest pullRequest, String text) {
    asking(found ->
        found
            .getPullRequest(Math.toIntExact(pullRequest.number()))
            .comment(bounded(text, LONGEST_BODY)));
  }

  @Override
  public void close(PullRequest pullRequest) {
    asking(found -> {
      var request = found.getPullRequest(Math.toIntExact(pullRequest.number()));
      if (request.getState() == GHIssueState.OPEN) {
        request.close();
      }
      return request;
    });
  }

  /// Only branches of the repository itself count: a fork may have one of the same name, and a body
  /// like ours.
  private static List<PullRequest> matching(
      GHRepository repository, Iterable<GHPullRequest> requests, Predicate<GHPullRequest> wanted) {
    return own(repository, requests).filter(wanted).map(GitHubHost::pullRequest).toList();
  }

  private static Stream<GHPullRequest> own(
      GHRepository repository, Iterable<GHPullRequest> requests) {
    return StreamSupport.stream(requests.spliterator(), false)
        .filter(request -> {
          @Nullable GHRepository head = request.getHead().getRepository();
          return head != null && head.getFullName().equalsIgnoreCase(repository.getFullName());
        });
  }

  /// Ours stands at the end; whatever is before it was written by others.
  private static Optional<Marked> marked(GHPullRequest request, String start) {
    @Nullable String body = request.getBody();
    return Optional.ofNullable(body).stream()
        .flatMap(String::lines)
        .map(String::strip)
        .filter(line -> line.startsWith(start))
        .reduce((text, ours) -> ours)
        .map(line -> new Marked(line, pullRequest(request)));
  }

  private static PullRequest pullRequest(GHPullRequest request) {
    try {
      return new PullRequest(
          request.getNumber(),
          request.getHtmlUrl().toString(),
          request.getHead().getRef(),
          request.getTitle(),
          state(request),
          request.isDraft(),
          head(request));
    } catch (IOException e) {
      throw new GHException("cannot read a pull request", e);
    }
  }

  private static Optional<CommitId> head(GHPullRequest request) {
    @Nullable String commit = request.getHead().getSha();
    return Optional.ofNullable(commit).map(CommitId::new);
  }

  private static PullRequest.State state(GHPullRequest request) {
    if (request.getState() == GHIssueState.OPEN) {
      return PullRequest.State.OPEN;
    }
    return request.getMergedAt() != null ? PullRequest.State.MERGED : PullRequest.State.CLOSED;
  }

  private static String body(NewPullRequest request) {
    var room = LONGEST_BODY - request.marker().length() - 2;
    return bounded(request.body(), room) + "\n\n" + request.marker();
  }

  private static String bounded(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
  }

  private <T> T asking(Question<T> question) {
    return RefusedTokenException.toleratingChange(token, () -> ask(question));
  }

  private <T> T ask(Question<T> question) {
    try {
      return question.about(found());
    } catch (IOException | GHException | NullPointerException | IllegalArgumentException e) {
      // The library trusts the shape of what it reads; a missing part shows as a null pointer.
      throw failures.notUnderstood(e.getClass().getSimpleName());
    }
  }

  private GHRepository found() throws IOException {
    var now = clock.instant();
    var before = known;
    if (before != null && now.isBefore(before.until())) {
      return before.repository();
    }
    var found = connect().getRepository(repository.toString());
    known = new Known(found, now.plus(REMEMBERED));
    return found;
  }

  private GitHub connect() throws IOException {
    // Given as a token, the library would first ask whose it is, which an installation's token may
    // not.
    return new GitHubBuilder()
        .withEndpoint(api.toString())
        .withConnector(connection)
        .withAuthorizationProvider(this::authorization)
        .build();
  }

  private @Nullable String authorization() {
    return token.get().map(secret -> "token " + secret.reveal()).orElse(null);
  }

  private record Known(GHRepository repository, Instant until) {}

  @FunctionalInterface
  private interface Question<T> {
    T about(GHRepository repository) throws IOException;
  }
}
