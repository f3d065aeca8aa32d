package io.codedeveloper.functions.http;

import com.google.cloud.functions.HttpRequest;
import com.google.cloud.functions.HttpResponse;
import io.codedeveloper.auth.Principal;
import io.codedeveloper.auth.TokenVerifier;
import io.codedeveloper.platform.InstallationException;
import io.codedeveloper.platform.TraceContext;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.platform.UserErrorException;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What every request goes through: route, authenticate, authorise, rate, size, use case, and
/// errors as problems.
public final class Pipeline {
  /// The largest body, in bytes.
  static final int LARGEST_BODY = 10_000_000;

  private static final String BEARER = "Bearer ";

  private static final Map<String, String> USUAL_HEADERS =
      Map.of(
          "X-Content-Type-Options",
          "nosniff",
          "Cache-Control",
          "no-store",
          "Content-Security-Policy",
          "default-src 'none'; frame-ancestors 'none'",
          "Referrer-Policy",
          "no-referrer");

  private final TokenVerifier tokens;
  private final RateLimit rateLimit;
  private final Faults faults;

  /// @param requestsPerMinute of one subject, in this instance
  public Pipeline(TokenVerifier tokens, int requestsPerMinute, Clock clock, Faults faults) {
    this.tokens = tokens;
    this.rateLimit = new RateLimit(requestsPerMinute, clock);
    this.faults = faults;
  }

  /// Serves a request with the endpoint that it means.
  public void serve(List<Endpoint> endpoints, HttpRequest request, HttpResponse response)
      throws IOException {
    var trace = TraceContext.of(name -> header(request, name));
    send(TraceContext.during(trace, () -> answer(new Routes(endpoints), request)), response);
  }

  private Answer answer(Routes routes, HttpRequest request) {
    try {
      return switch (routes.find(request.getMethod(), rawPath(request))) {
        case Routes.Match.Found(var endpoint, var variable) -> call(endpoint, variable, request);
        case Routes.Match.OtherMethods(var allowed) ->
            Answer.problem(new Problem(405, "this path takes " + String.join(", ", allowed)))
                .with("Allow", String.join(", ", allowed));
        case Routes.Match.Unknown() ->
            Answer.problem(new Problem(404, "there is nothing at this path"));
      };
    } catch (Problem problem) {
      return withChallenge(Answer.problem(problem));
    } catch (InstallationException ours) {
      faults.bug(ours);
      return Answer.problem(
          new Problem(
              500,
              "this installation may not use something that it needs, or it is missing; its log says what to grant or create"));
    } catch (UserErrorException wrong) {
      return Answer.problem(new Problem(400, String.valueOf(wrong.getMessage())));
    } catch (TransientException unavailable) {
      faults.unavailable(unavailable);
      return Answer.problem(new Problem(503, "a service that is needed does not answer; try again"))
          .with("Retry-After", "5");
    } catch (IOException | RuntimeException bug) {
      faults.bug(bug);
      return Answer.problem(new Problem(500, "something went wrong here; the log says what"));
    }
  }

  private Answer call(Endpoint endpoint, String variable, HttpRequest request) throws IOException {
    var principal = endpoint.needs().map(role -> authenticate(request));
    if (principal.isPresent()
        && endpoint.needs().filter(role -> !principal.get().role().allows(role)).isPresent()) {
      throw new Problem(403, "this takes the role " + endpoint.needs().get().wireName());
    }
    var wait = principal.flatMap(known -> rateLimit.exceeded(known.subject()));
    if (wait.isPresent()) {
      return tooMany(wait.get());
    }
    var call =
        new Call(
            variable, request.getQueryParameters(), request.getHeaders(), principal, body(request));
    return endpoint.action().answer(call);
  }

  private Principal authenticate(HttpRequest request) {
    return header(request, "Authorization")
        .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
        .flatMap(value -> tokens.verify(value.substring(BEARER.length())))
        .orElseThrow(() -> new Problem(401, "a valid bearer token is needed"));
  }

  /// The one value of a header; two are as good as none.
  private static Optional<String> header(HttpRequest request, String name) {
    var values =
        request.getHeaders().entrySet().stream()
            .filter(header -> header.getKey().equalsIgnoreCase(name))
            .flatMap(header -> header.getValue().stream())
            .toList();
    return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
  }

  private static byte[] body(HttpRequest request) throws IOException {
    var tooLarge = request.getContentLength() > LARGEST_BODY;
    var body = tooLarge ? new byte[0] : request.getInputStream().readNBytes(LARGEST_BODY + 1);
    if (tooLarge || body.length > LARGEST_BODY) {
      throw new Problem(413, "the body is larger than %d bytes".formatted(LARGEST_BODY));
    }
    return body;
  }

  private static String rawPath(HttpRequest request) {
    try {
      var path = URI.create(request.getUri()).getRawPath();
      return path == null || path.isEmpty() ? "/" : path;
    } catch (IllegalArgumentException malformed) {
      throw new Problem(400, "the path is malformed");
    }
  }

  private static Answer tooMany(Duration wait) {
    return Answer.problem(
        new Problem(429, "too many requests; wait before the next one", wait.plusSeconds(1)));
  }

  private static Answer withChallenge(Answer answer) {
    return answer.status() == 401 ? answer.with("WWW-Authenticate", "Bearer") : answer;
  }

  private void send(Answer answer, HttpResponse response) throws IOException {
    response.setStatusCode(answer.status());
    response.setContentType(answer.contentType());
    var headers = new LinkedHashMap<>(USUAL_HEADERS);
    headers.putAll(answer.headers());
    headers.forEach(response::appendHeader);
    if (answer.events().isPresent()) {
      stream(answer.events().get(), response);
    } else {
      try (var out = response.getOutputStream()) {
        out.write(answer.body());
      }
    }
  }

  /// Sends events until there are no more. A client that goes is no failure.
  private void stream(EventSource source, HttpResponse response) {
    try (source;
        var out = response.getOutputStream()) {
      var stream = new EventStream(out);
      stream.comment("connected");
      source.send(stream);
    } catch (IOException gone) {
      // Nobody is there to be told anything.
    } catch (RuntimeException bug) {
      faults.bug(bug);
    }
  }

  /// Where failures go that the caller is not told about.
  public interface Faults {
    /// A dependency could not serve.
    void unavailable(TransientException why);

    /// Our own mistake.
    void bug(Exception why);
  }
}
