package io.codedeveloper.notification.delivery;

import io.codedeveloper.notification.DeliveryResult;
import io.codedeveloper.notification.DeliveryResult.State;
import io.codedeveloper.notification.Notification;
import io.codedeveloper.platform.Fields;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/// How far the delivery of a notification is, and what comes next: the notification's document says
/// all of it.
///
/// While `deliverAt` is there something is to be done at that time; `delivery` holds how often it
/// was tried, and what became of it in each channel.
record Progress(Notification notification) {
  /// With the pauses between them, these take almost three hours.
  static final int MOST_TRIES = 6;

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
  private static final int GROWTH = 4;

  /// A server that asks for more is tried earlier than it likes.
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  /// Nobody wants to be told today what had to be known yesterday: where notifications were not
  /// delivered so far, the old ones stay where they are.
  private static final Duration TOO_OLD = Duration.ofDays(1);

  /// The clock of who delivers a task may be ahead of the store's.
  private static final Duration EARLY = Duration.ofSeconds(5);

  boolean isDue(Instant now) {
    return notification.deliverAt().filter(at -> !at.isAfter(now.plus(EARLY))).isPresent();
  }

  /// Whether people have dealt with it, or it is an old story.
  boolean isPointless(Instant now) {
    return switch (notification.status()) {
      case RESPONDED, DISMISSED -> true;
      case PENDING, READ ->
          notification.deliveryTries() == 0 && notification.createdAt().plus(TOO_OLD).isBefore(now);
    };
  }

  boolean isExhausted() {
    return notification.deliveryTries() >= MOST_TRIES;
  }

  /// Whether this channel may still be tried.
  boolean isOpen(String channel) {
    return result(channel).filter(one -> one.state() != State.WAITING).isEmpty();
  }

  /// One more try begins. Should nobody hear of it any more, the next one is due after the pause
  /// that would have followed.
  Progress begun(Instant now) {
    var tries = notification.deliveryTries() + 1;
    return with(notification.fields().fields("delivery").with("tries", tries))
        .at(Optional.of(now.plus(pause(tries))));
  }

  /// Half a minute, 2, 8, 32 minutes, two hours.
  private static Duration pause(long tries) {
    var pause = FIRST_PAUSE;
    for (var before = 1; before < tries && before < MOST_TRIES - 1; before++) {
      pause = pause.multipliedBy(GROWTH);
    }
    return pause;
  }

  /// Nothing more is to come.
  Progress over() {
    return at(Optional.empty());
  }

  /// Nothing more is to come, although these channels have not taken it.
  Progress givenUp(Iterable<String> channels, String why, Instant now) {
    var all = this;
    for (var channel : channels) {
      all = all.with(channel, State.FAILED, "not delivered: " + why, now);
    }
    return all.over();
  }

  /// After a try.
  ///
  /// @param tried which one it was; another may have begun since, and then only what was taken
  ///   counts
  Progress after(long tried, Map<String, Receipt> receipts, Instant now) {
    var present = tried == notification.deliveryTries();
    var all = this;
    for (var receipt : receipts.entrySet()) {
      all = all.after(receipt.getKey(), receipt.getValue(), tried, present, now);
    }
    return present ? all.next(receipts, now) : all;
  }

  private Progress after(
      String channel, Receipt receipt, long tried, boolean present, Instant now) {
    if (result(channel).filter(one -> one.state() == State.DELIVERED).isPresent()) {
      return this;
    }
    return switch (receipt) {
      case Receipt.Taken() -> with(channel, State.DELIVERED, "delivered at try " + tried, now);
      case Receipt.NotNow(var why, var asked) when present && isExhausted() ->
          with(channel, State.FAILED, "not delivered in %d tries: %s".formatted(tried, why), now);
      case Receipt.NotNow(var why, var asked) when present ->
          with(channel, State.WAITING, "try %d of %d: %s".formatted(tried, MOST_TRIES, why), now);
      case Receipt.Never(var why) when present ->
          with(channel, State.FAILED, "not delivered: " + why, now);
      case Receipt.NotNow notNow -> this;
      case Receipt.Never never -> this;
    };
  }

  private Progress next(Map<String, Receipt> receipts, Instant now) {
    if (receipts.keySet().stream().noneMatch(this::isOpen)) {
      return over();
    }
    var asked =
        receipts.values().stream()
            .flatMap(receipt -> askedFor(receipt).stream())
            .max(Duration::compareTo)
            .map(now::plus);
    var usual = notification.deliverAt();
    return at(asked.filter(at -> usual.filter(at::isAfter).isPresent()).or(() -> usual));
  }

  private static Optional<Duration> askedFor(Receipt receipt) {
    return receipt instanceof Receipt.NotNow(var why, var asked)
        ? asked.map(pause -> pause.compareTo(LONGEST_WAIT) < 0 ? pause : LONGEST_WAIT)
        : Optional.empty();
  }

  private Optional<DeliveryResult> result(String channel) {
    return notification.deliveries().stream()
        .filter(one -> one.channel().equals(channel))
        .findFirst();
  }

  private Progress with(String channel, State state, String result, Instant now) {
    var delivery = notification.fields().fields("delivery");
    var one =
        Fields.empty()
            .with("state", state.wireName())
            .with("result", result)
            .with("at", now.truncatedTo(ChronoUnit.SECONDS));
    return with(delivery.with("channels", delivery.fields("channels").with(channel, one)));
  }

  private Progress with(Fields delivery) {
    return new Progress(
        new Notification(notification.id(), notification.fields().with("delivery", delivery)));
  }

  private Progress at(Optional<Instant> next) {
    return new Progress(
        new Notification(notification.id(), notification.fields().withOptional("deliverAt", next)));
  }
}
