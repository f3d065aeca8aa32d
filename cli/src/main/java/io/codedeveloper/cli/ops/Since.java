package io.codedeveloper.cli.ops;

import io.codedeveloper.platform.UserErrorException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

/// How far back a procedure looks, as people write it: `15m`, `2h`, `1d`, or a time.
final class Since {
  private static final Pattern AGO = Pattern.compile("([1-9][0-9]{0,4})([mhd])");

  private Since() {}

  /// @throws UserErrorException when it is neither, or in the future
  static Instant of(String text, Instant now) {
    var ago = AGO.matcher(text);
    var since = ago.matches() ? now.minus(span(ago.group(1), ago.group(2))) : instant(text);
    if (since.isAfter(now)) {
      throw new UserErrorException("--since %s is in the future".formatted(text));
    }
    return since;
  }

  private static Duration span(String amount, String unit) {
    var number = Long.parseLong(amount);
    return switch (unit) {
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException neither) {
      throw new UserErrorException(
          "--since is '%s'; write 15m, 2h, 1d, or a time such as 2026-03-01T12:00:00Z"
              .formatted(text),
          neither);
    }
  }
}
