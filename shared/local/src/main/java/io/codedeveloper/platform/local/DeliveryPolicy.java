package io.codedeveloper.platform.local;

import java.time.Duration;

/// How long deliveries may take and how they are repeated.
///
/// @param acknowledgementDeadline a delivery not answered by then, its process dead perhaps, is
///   made again
/// @param firstBackoff after the first refusal; doubled with each further one
/// @param longestBackoff where the doubling ends
public record DeliveryPolicy(
    Duration acknowledgementDeadline, Duration firstBackoff, Duration longestBackoff) {
  /// Two minutes to answer (the dispatcher needs seconds); 2, 4, 8 and 16 s between the five
  /// attempts.
  public static final DeliveryPolicy STANDARD =
      new DeliveryPolicy(Duration.ofMinutes(2), Duration.ofSeconds(2), Duration.ofMinutes(1));

  public DeliveryPolicy {
    if (!acknowledgementDeadline.isPositive() || firstBackoff.isNegative()) {
      throw new IllegalArgumentException(
          "a deadline is positive and a backoff not negative: %s, %s"
              .formatted(acknowledgementDeadline, firstBackoff));
    }
  }

  /// How long to wait after so many refusals.
  Duration backoff(int refusals) {
    var backoff = firstBackoff.multipliedBy(1L << Math.min(refusals - 1, 30));
    return backoff.compareTo(longestBackoff) < 0 ? backoff : longestBackoff;
  }
}
