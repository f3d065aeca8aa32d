package io.codedeveloper.job.host;

import io.codedeveloper.job.git.RefusedTokenException;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.platform.UserErrorException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/// Turns GitHub's error answers into our exceptions, once. None has anything of the request in it.
final class GitHubFailures {
  /// What GitHub's documentation asks for where a limit says nothing of its own.
  private static final Duration USUAL_WAIT = Duration.ofMinutes(1);

  private final String host;
  private final String repository;
  private final Clock clock;

  /// @param host of the API, for messages
  /// @param repository owner and name, for messages
  GitHubFailures(String host, String repository, Clock clock) {
    this.host = host;
    this.repository = repository;
    this.clock = clock;
  }

  /// The exception for an answer of 400 or more.
  RuntimeException of(int status, HttpHeaders headers, byte[] body) {
    var message = GitHubMessage.of(new String(body, StandardCharsets.UTF_8));
    return switch (status) {
      case 401 ->
          new RefusedTokenException(
              "%s refuses the token (401). Set GITHUB_TOKEN to a valid one.".formatted(host));
      case 403, 429 ->
          limit(status, headers, message)
              .or(() -> closed(message))
              .orElseGet(() -> noRights(message));
      case 404, 410, 451 ->
          new UserErrorException(
              "%s shows no repository %s to this token (%d). Check its name, and that GITHUB_TOKEN may see it."
                  .formatted(host, repository, status));
      case 422 -> new GitHubRefusal(message);
      default -> other(status, message);
    };
  }

  /// An answer that should have been GitHub's JSON and is not.
  RuntimeException notUnderstood(String what) {
    return new TransientException(
        "%s answers with something that is not understood (%s). It can be tried again later."
            .formatted(host, what));
  }

  /// No answer at all.
  RuntimeException unreachable(Exception cause) {
    return new TransientException(
        "%s cannot be reached (%s). It can be tried again later."
            .formatted(host, cause.getClass().getSimpleName()));
  }

  private RuntimeException other(int status, GitHubMessage message) {
    return status >= 500
        ? new TransientException(
            "%s answers with error %d. It can be tried again later.".formatted(host, status))
        : new UserErrorException(
            "%s refuses a request for %s (%d): %s"
                .formatted(host, repository, status, message.text()));
  }

  /// No token would help.
  private Optional<RuntimeException> closed(GitHubMessage message) {
    var words = message.text().toLowerCase(Locale.ROOT);
    return words.contains("archived") || words.contains("access blocked")
        ? Optional.of(
            new UserErrorException(
                "%s does not let %s be changed (403): %s Unarchive or unblock it there, or stop the project."
                    .formatted(host, repository, message.text())))
        : Optional.empty();
  }

  private RuntimeException noRights(GitHubMessage message) {
    return new UserErrorException(
        "No rights for %s at %s (403): %s. Set GITHUB_TOKEN to a token that may write contents and pull requests."
            .formatted(repository, host, message.text()));
  }

  private Optional<RuntimeException> limit(int status, HttpHeaders headers, GitHubMessage message) {
    var wait = wait(headers);
    var limited =
        status == 429
            || wait.isPresent()
            || message.text().toLowerCase(Locale.ROOT).contains("rate limit")
            || message.text().toLowerCase(Locale.ROOT).contains("abuse")
            || message.text().toLowerCase(Locale.ROOT).contains("too quickly");
    return limited
        ? Optional.of(
            new TransientException(
                "%s limits the rate of requests (%d). It can be tried again later."
                    .formatted(host, status),
                wait.orElse(USUAL_WAIT)))
        : Optional.empty();
  }

  private Optional<Duration> wait(HttpHeaders headers) {
    var seconds = number(headers, "retry-after");
    if (seconds.isPresent()) {
      return Optional.of(Duration.ofSeconds(Math.clamp(seconds.getAsLong(), 1, 86_400)));
    }
    var remaining = number(headers, "x-ratelimit-remaining");
    if (remaining.isEmpty() || remaining.getAsLong() > 0) {
      return Optional.empty();
    }
    var reset = number(headers, "x-ratelimit-reset");
    return Optional.of(
        reset.isPresent() ? until(Instant.ofEpochSecond(reset.getAsLong())) : USUAL_WAIT);
  }

  private Duration until(Instant reset) {
    var left = Duration.between(clock.instant(), reset);
    return left.isPositive() ? left : Duration.ofSeconds(1);
  }

  private static OptionalLong number(HttpHeaders headers, String name) {
    try {
      return headers.firstValueAsLong(name);
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }
}
