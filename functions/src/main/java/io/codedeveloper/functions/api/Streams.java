package io.codedeveloper.functions.api;

import io.codedeveloper.functions.http.Answer;
import io.codedeveloper.functions.http.Call;
import io.codedeveloper.functions.http.EventSource;
import io.codedeveloper.functions.http.EventStream;
import io.codedeveloper.functions.http.Problem;
import io.codedeveloper.platform.TransientException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// Streams that look for something new until their client goes or their time is over.
///
/// A stream has the thread of its request. So there are so many of them in an instance and no more,
/// each ends by itself, and none is silent for long: a client that has gone is noticed when
/// something is written.
final class Streams {
  /// In this instance.
  static final int MOST = 32;

  /// Of one subject.
  static final int MOST_OF_ONE = 8;

  static final Duration LONGEST_LIFE = Duration.ofMinutes(10);
  static final Duration LONGEST_SILENCE = Duration.ofSeconds(10);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);

  /// What finds nothing for long looks less often: looks cost money, and services count them.
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(4);

  private static final Duration RETRY = Duration.ofSeconds(10);

  private final Clock clock;
  private final Patience patience;
  private final Map<String, Integer> open = new HashMap<>();

  Streams(Clock clock, Patience patience) {
    this.clock = clock;
    this.patience = patience;
  }

  /// Looks for something new.
  @FunctionalInterface
  interface Look {
    /// Sends what is new.
    ///
    /// @return whether there was anything
    /// @throws IOException when the client has gone
    boolean send(EventStream stream) throws IOException;
  }

  /// The answer that sends what the looks find.
  ///
  /// @throws Problem 429 or 503 when there are as many streams as may be
  Answer of(Call call, Look look) {
    var subject = call.subject();
    enter(subject);
    return Answer.events(
        new EventSource() {
          @Override
          public void send(EventStream stream) throws IOException {
            follow(stream, look);
          }

          @Override
          public void close() {
            leave(subject);
          }
        });
  }

  private synchronized void enter(String subject) {
    if (open.getOrDefault(subject, 0) >= MOST_OF_ONE) {
      throw new Problem(
          429, "you have %d streams open already; close one".formatted(MOST_OF_ONE), RETRY);
    }
    if (open.values().stream().mapToInt(Integer::intValue).sum() >= MOST) {
      throw new Problem(503, "as many streams are open as may be; try again", RETRY);
    }
    open.merge(subject, 1, Integer::sum);
  }

  private synchronized void leave(String subject) {
    open.computeIfPresent(subject, (known, count) -> count > 1 ? count - 1 : null);
  }

  private void follow(EventStream stream, Look look) throws IOException {
    var end = clock.instant().plus(LONGEST_LIFE);
    var heard = clock.instant();
    var pause = FIRST_PAUSE;
    while (clock.instant().isBefore(end)) {
      if (attempt(look, stream)) {
        heard = clock.instant();
        pause = FIRST_PAUSE;
      } else if (!clock.instant().isBefore(heard.plus(LONGEST_SILENCE))) {
        stream.comment("alive");
        heard = clock.instant();
      }
      patience.pause(pause);
      if (Thread.currentThread().isInterrupted()) {
        // The host ends.
        return;
      }
      pause =
          pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
              ? pause.multipliedBy(2)
              : LONGEST_PAUSE;
    }
    stream.event("end", Map.of("reason", "time"));
  }

  /// What cannot be reached now may be at the next look.
  private static boolean attempt(Look look, EventStream stream) throws IOException {
    try {
      return look.send(stream);
    } catch (TransientException unreachable) {
      return false;
    }
  }
}
