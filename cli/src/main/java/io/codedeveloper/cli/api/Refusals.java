package io.codedeveloper.cli.api;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.codedeveloper.cli.api.Transport.Reply;
import io.codedeveloper.cli.api.Transport.Request;
import io.codedeveloper.cli.terminal.Times;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.platform.UserErrorException;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/// Says what an answer means that is none: one clear sentence each, with what to do.
record Refusals(Transport transport, Clock clock) {
  private static final String MAKE =
      "make one with: project-manager cloud token --save (with --data DIR for 'local up'), or keep the API's key once with: project-manager cloud config set api_key";

  /// What the API says of paths and methods that it does not have.
  private static final Set<String> NOT_THERE =
      Set.of("there is nothing at this path", "this path takes ");

  RuntimeException of(Request request, Reply reply) {
    var status = reply.status();
    if (status == 401) {
      return new RefusedTokenException(refusedToken());
    }
    if (status == 429) {
      return new TransientException(
          "%s: too many requests%s".formatted(transport.name(), after(reply)));
    }
    if (status == 503) {
      return new TransientException(
          "%s: %s%s ('project-manager cloud health' says what is down)"
              .formatted(transport.name(), detail(reply), after(reply)));
    }
    if (status == 408 || status >= 500) {
      return new TransientException("%s: %s".formatted(transport.name(), detail(reply)));
    }
    if ((status == 404 || status == 405)
        && problem(reply).filter(Refusals::isNotThere).isPresent()) {
      return new UserErrorException(
          "%s does not know '%s %s': it is older than this project-manager; update it"
              .formatted(
                  transport.name(),
                  request.method(),
                  request.pathAndQuery().replaceFirst("\\?.*", "")));
    }
    return status >= 400 && problem(reply).isPresent()
        ? new UserErrorException(detail(reply))
        : notOurs(reply);
  }

  UserErrorException notOurs(Reply reply) {
    return new UserErrorException(
        "%s is not a control API of code-developer (it answered %d with something else); check the URL"
            .formatted(transport.name(), reply.status()));
  }

  private String refusedToken() {
    var token = transport.token();
    if (token.isEmpty()) {
      return "%s wants a token, and none is set for it; %s".formatted(transport.name(), MAKE);
    }
    var now = clock.instant();
    return token
        .flatMap(BearerTokens::end)
        .filter(now::isAfter)
        .map(end ->
            "the token for %s ended %s; %s"
                .formatted(transport.name(), Times.relative(end.toString(), now), MAKE))
        .orElseGet(() ->
            "%s does not accept the token: it is of another key or for another API; %s"
                .formatted(transport.name(), MAKE));
  }

  private static String after(Reply reply) {
    return reply
        .header("Retry-After")
        .filter(text -> text.matches("\\d{1,6}"))
        .map(seconds -> "; try again in " + seconds + " s")
        .orElse("; try again later");
  }

  private static boolean isNotThere(String detail) {
    return NOT_THERE.stream().anyMatch(detail::startsWith);
  }

  static String detail(Reply reply) {
    return problem(reply).orElse("it answered with status " + reply.status());
  }

  /// The detail of a problem document; empty where the answer is none.
  static Optional<String> problem(Reply reply) {
    try {
      return Optional.of(JsonParser.parseString(reply.body()))
          .filter(JsonElement::isJsonObject)
          .map(json -> json.getAsJsonObject().get("detail"))
          .filter(JsonElement::isJsonPrimitive)
          .map(JsonElement::getAsString);
    } catch (JsonParseException notJson) {
      return Optional.empty();
    }
  }
}
