package io.codedeveloper.job.host;

import io.codedeveloper.platform.UserErrorException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import org.kohsuke.github.connector.GitHubConnector;
import org.kohsuke.github.connector.GitHubConnectorRequest;
import org.kohsuke.github.connector.GitHubConnectorResponse;

/// Sends the requests of the GitHub library: each bounded in time and size, to one host only, and
/// with every error answer as our own exception, so that the library neither retries nor waits.
final class GitHubConnection implements GitHubConnector {
  /// How long the host may take for one answer.
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final int LARGEST_BODY = 20 * 1024 * 1024;
  private static final int MOST_REDIRECTS = 3;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 307, 308);

  /// Compressed answers could grow without bound.
  private static final Set<String> LEFT_OUT = Set.of("accept-encoding", "content-length", "host");

  private final HttpClient client;
  private final GitHubFailures failures;

  GitHubConnection(GitHubFailures failures) {
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    this.failures = failures;
  }

  @Override
  public GitHubConnectorResponse send(GitHubConnectorRequest request) {
    try {
      var body = body(request);
      var start = URI.create(request.url().toString());
      var target = start;
      for (var redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
        var response = client.send(built(request, target, body), BodyHandlers.ofInputStream());
        if (!REDIRECTS.contains(response.statusCode())) {
          return answer(request, response);
        }
        target = redirected(start, target, request.method(), response);
      }
      throw failures.notUnderstood("too many redirects");
    } catch (IOException e) {
      throw failures.unreachable(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failures.unreachable(e);
    }
  }

  private static byte[] body(GitHubConnectorRequest request) throws IOException {
    var stream = request.body();
    return stream == null ? new byte[0] : stream.readAllBytes();
  }

  private static HttpRequest built(GitHubConnectorRequest request, URI target, byte[] body) {
    var publisher = request.hasBody() ? BodyPublishers.ofByteArray(body) : BodyPublishers.noBody();
    var builder =
        HttpRequest.newBuilder(target).timeout(PATIENCE).method(request.method(), publisher);
    request
        .allHeaders()
        .forEach((name, values) -> {
          if (!LEFT_OUT.contains(name.toLowerCase(java.util.Locale.ROOT))) {
            values.forEach(value -> builder.header(name, value));
          }
        });
    return builder.build();
  }

  /// A renamed repository redirects on the same host; the token goes nowhere else.
  private URI redirected(URI start, URI from, String method, HttpResponse<InputStream> response)
      throws IOException {
    response.body().close();
    var target = from.resolve(response.headers().firstValue("location").orElse(""));
    var sameHost =
        start.getScheme().equals(target.getScheme())
            && start.getAuthority().equals(target.getAuthority());
    var keepsMethod = method.equals("GET") || response.statusCode() >= 307;
    if (!sameHost || !keepsMethod) {
      throw new UserErrorException(
          "%s says that what was asked for has moved to %s. Use the new address of the repository."
              .formatted(start.getHost(), target.getHost()));
    }
    return target;
  }

  private GitHubConnectorResponse answer(
      GitHubConnectorRequest request, HttpResponse<InputStream> response) throws IOException {
    byte[] bytes;
    try (var stream = response.body()) {
      bytes = stream.readNBytes(LARGEST_BODY + 1);
    }
    if (bytes.length > LARGEST_BODY) {
      throw failures.notUnderstood("more than " + LARGEST_BODY + " bytes");
    }
    if (response.statusCode() >= 400) {
      throw failures.of(response.statusCode(), response.headers(), bytes);
    }
    return new Answer(request, response, bytes);
  }

  private static final class Answer extends GitHubConnectorResponse.ByteArrayResponse {
    private final byte[] bytes;

    Answer(GitHubConnectorRequest request, HttpResponse<InputStream> response, byte[] bytes) {
      super(request, response.statusCode(), response.headers().map());
      this.bytes = bytes;
    }

    @Override
    protected InputStream rawBodyStream() {
      return new ByteArrayInputStream(bytes);
    }
  }
}
