package io.codedeveloper.job.git;

import java.time.Duration;

/// How long the network may take.
///
/// @param silence how long a connection may say nothing
/// @param whole how long one fetch or push may take altogether
public record NetworkLimits(Duration silence, Duration whole) {
  /// 30 seconds of silence, 10 minutes altogether.
  public static NetworkLimits usual() {
    return new NetworkLimits(Duration.ofSeconds(30), Duration.ofMinutes(10));
  }
}
