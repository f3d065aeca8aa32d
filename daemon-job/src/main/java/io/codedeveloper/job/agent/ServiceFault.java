package io.codedeveloper.job.agent;

import com.anthropic.errors.AnthropicException;
import com.anthropic.errors.AnthropicServiceException;
import com.google.gson.JsonObject;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/// What a failed call of the service means for the work.
sealed interface ServiceFault {
  /// Longer than any wait within one piece of work.
  Duration NOT_NOW = Duration.ofDays(1);

  /// One sentence for people, from the service's own words.
  String why();

  /// It may work in a moment. @param after what the service asks for @param charged whether the
  /// attempt may have cost something
  record Retry(String why, Optional<Duration> after, boolean charged) implements ServiceFault {}

  /// A person must raise a limit or add credit.
  record NeedsCredit(String why) implements ServiceFault {}

  /// The settings are wrong: the key, the model, the address.
  record Misconfigured(String why) implements ServiceFault {}

  /// The prompt is too long.
  record TooLong(String why) implements ServiceFault {}

  /// The service will never take this request.
  record Refused(String why) implements ServiceFault {}

  static ServiceFault of(AnthropicException failure, ClaudeSettings settings, Instant now) {
    return failure instanceof AnthropicServiceException answer
        ? ofAnswer(answer, settings, now)
        : withoutAnswer(failure, settings.baseUrl());
  }

  /// What never reached the service has cost nothing; any other attempt may have.
  private static ServiceFault withoutAnswer(AnthropicException failure, String baseUrl) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case UnknownHostException unknown -> {
          return unreached(baseUrl, "there is no such host");
        }
        case ConnectException refused -> {
          return unreached(baseUrl, "the connection is refused");
        }
        case BoundedResponse.TooLongException endless -> {
          return new Retry(
              "the answer of %s was not read to its end: it is longer than %d KiB, and no answer that was asked for can be; check ANTHROPIC_BASE_URL"
                  .formatted(baseUrl, endless.mostBytes() / 1024),
              Optional.empty(),
              true);
        }
        default -> {}
      }
    }
    return new Retry(
        "the answer of " + baseUrl + " did not arrive or was not understood",
        Optional.empty(),
        true);
  }

  private static ServiceFault unreached(String baseUrl, String why) {
    return new Retry(
        "the model's service cannot be reached at "
            + baseUrl
            + ", "
            + why
            + "; check the network and ANTHROPIC_BASE_URL",
        Optional.empty(),
        false);
  }

  private static ServiceFault ofAnswer(
      AnthropicServiceException answer, ClaudeSettings settings, Instant now) {
    var error = error(answer);
    var type = Json.text(error, "type");
    var status = status(answer.statusCode(), type);
    var says = settings.baseUrl() + " answered " + status + (type.isEmpty() ? "" : " " + type);
    var message = Json.text(error, "message").lines().findFirst().orElse("");
    var why =
        message.isEmpty()
            ? says
            : says + ": " + message.substring(0, Math.min(300, message.length()));
    if (needsCredit(status, error)) {
      return new NeedsCredit(
          why + ". Add credit or raise the spend limit of the account, then start again");
    }
    if (tooLong(status, message)) {
      return new TooLong(why);
    }
    return switch (status) {
      case 401 ->
          new Misconfigured(
              "the key of the model's service was refused ("
                  + why
                  + "); check ANTHROPIC_API_KEY and ANTHROPIC_BASE_URL");
      case 403 ->
          new Misconfigured(
              "the key of the model's service was refused: it has no right to this ("
                  + why
                  + "); check ANTHROPIC_API_KEY and the model "
                  + settings.model());
      case 404 ->
          isAboutAModel(message, settings.model())
              ? new Misconfigured(unknownModel(settings, why))
              : misplaced(settings.baseUrl(), why);
      case 405, 410, 501 -> misplaced(settings.baseUrl(), why);
      case 408, 409, 429, 500, 502, 503, 504, 529 -> temporary(answer, status, why, now);
      default -> status >= 500 ? temporary(answer, status, why, now) : new Refused(why);
    };
  }

  /// The service says so of a path that it does not have, too.
  private static boolean isAboutAModel(String message, String model) {
    return message.contains(model) || message.toLowerCase(Locale.ROOT).contains("model");
  }

  private static String unknownModel(ClaudeSettings settings, String why) {
    return "the model \"%s\" is not known at %s (%s); name one that is: --model or CODE_DEVELOPER_MODEL on one machine, the field 'model' of the project's document on Google Cloud"
        .formatted(settings.model(), settings.baseUrl(), why);
  }

  private static Misconfigured misplaced(String baseUrl, String why) {
    return new Misconfigured(
        "the model's service is not at %s (%s); set ANTHROPIC_BASE_URL to its address without /v1/messages"
            .formatted(baseUrl, why));
  }

  /// What the service says is wrong, also where a gateway says it in its own way; empty where it
  /// says nothing that is understood.
  private static JsonObject error(AnthropicServiceException answer) {
    if (answer.body().isMissing()
        || !(Json.GSON.toJsonTree(answer.body().convert(Object.class))
            instanceof JsonObject body)) {
      return new JsonObject();
    }
    var words = Json.text(body, "error");
    if (words.isEmpty()) {
      return body.has("error") ? Json.object(body, "error") : body;
    }
    var error = new JsonObject();
    error.addProperty("message", words);
    return error;
  }

  private static ServiceFault temporary(
      AnthropicServiceException answer, int status, String why, Instant now) {
    var unbilled = status == 429 || status == 529;
    return header(answer, "x-should-retry").equals("false")
        ? new Retry(why, Optional.of(NOT_NOW), !unbilled)
        : new Retry(why, retryAfter(answer, now), !unbilled);
  }

  /// Errors inside a stream come with status 200; their type tells what they are.
  private static int status(int status, String type) {
    if (status >= 400) {
      return status;
    }
    return switch (type) {
      case "invalid_request_error" -> 400;
      case "authentication_error" -> 401;
      case "billing_error" -> 402;
      case "permission_error" -> 403;
      case "not_found_error" -> 404;
      case "request_too_large" -> 413;
      case "rate_limit_error" -> 429;
      case "timeout_error" -> 504;
      case "overloaded_error" -> 529;
      default -> 500;
    };
  }

  private static boolean needsCredit(int status, JsonObject error) {
    var message = Json.text(error, "message").toLowerCase(Locale.ROOT);
    return status == 402
        || status == 429
            && Json.text(Json.object(error, "details"), "error_code")
                .equals("enforced_spend_limit_reached")
        || status == 400 && message.contains("credit balance");
  }

  private static boolean tooLong(int status, String message) {
    var words = message.toLowerCase(Locale.ROOT);
    return status == 413
        || status == 400
            && (words.contains("prompt is too long")
                || words.contains("exceed context limit")
                || words.contains("context window"));
  }

  private static Optional<Duration> retryAfter(AnthropicServiceException answer, Instant now) {
    var millis = header(answer, "retry-after-ms");
    var value = header(answer, "retry-after");
    if (millis.matches("\\d{1,9}")) {
      return Optional.of(Duration.ofMillis(Long.parseLong(millis)));
    }
    if (value.matches("\\d{1,6}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
    }
    try {
      var at = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Optional.of(at.isAfter(now) ? Duration.between(now, at) : Duration.ZERO);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static String header(AnthropicServiceException answer, String name) {
    return answer.headers().values(name).stream().findFirst().orElse("").strip();
  }
}
