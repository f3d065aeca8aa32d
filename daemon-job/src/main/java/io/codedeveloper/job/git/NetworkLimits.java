package io.codedeveloper.job.git;

import java.time.Duration;

/// How long the network and its other users may take.
///
/// @param silence how long a connection may say nothing
/// @param whole how long one fetch or push may take altogether
/// @param others how long other processes may hold what was fetched, before a copy is made
public record NetworkLimits(Duration silence, Duration whole, Duration others) {
  /// A minute for other processes.
  public NetworkLimits(Duration silence, Duration whole) {
    this(silence, whole, Duration.ofMinutes(1));
  }

  /// 30 seconds of silence, 10 minutes altogether, a minute for other processes.
  public static NetworkLimits usual() {
    return new NetworkLimits(Duration.ofSeconds(30), Duration.ofMinutes(10));
  }
}
