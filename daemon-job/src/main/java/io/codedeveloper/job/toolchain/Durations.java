package io.codedeveloper.job.toolchain;

import java.time.Duration;
import java.util.Optional;

/// Durations as people write them.
final class Durations {
  private static final int MOST_DIGITS = 6;

  private Durations() {}

  /// `90s`, `20m`, `1h`; a bare number counts seconds.
  static Optional<Duration> parse(String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    char unit = text.charAt(text.length() - 1);
    boolean bare = Character.isDigit(unit);
    String digits = bare ? text : text.substring(0, text.length() - 1).strip();
    boolean number =
        !digits.isEmpty()
            && digits.length() <= MOST_DIGITS
            && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!number) {
      return Optional.empty();
    }
    long amount = Long.parseLong(digits);
    return switch (bare ? 's' : unit) {
      case 's' -> Optional.of(Duration.ofSeconds(amount));
      case 'm' -> Optional.of(Duration.ofMinutes(amount));
      case 'h' -> Optional.of(Duration.ofHours(amount));
      default -> Optional.empty();
    };
  }

  /// `20 min`, `90 s`; for people.
  static String words(Duration duration) {
    long seconds = duration.toSeconds();
    return seconds >= 120 && seconds % 60 == 0 ? seconds / 60 + " min" : seconds + " s";
  }
}
