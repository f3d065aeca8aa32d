package io.codedeveloper.functions.api;

import io.codedeveloper.functions.api.NotificationReading.Position;
import io.codedeveloper.functions.http.Answer;
import io.codedeveloper.functions.http.Call;
import io.codedeveloper.notification.Notifications;
import java.time.Clock;

/// Sends notifications as they are made, as server-sent events.
final class NotificationStreamApi {
  private final ProjectChoice choice;
  private final Notifications notifications;
  private final Streams streams;
  private final Clock clock;

  NotificationStreamApi(
      ProjectChoice choice, Notifications notifications, Streams streams, Clock clock) {
    this.choice = choice;
    this.notifications = notifications;
    this.streams = streams;
    this.clock = clock;
  }

  Answer stream(Call call) {
    var last = call.header("Last-Event-ID").filter(id -> !id.isEmpty()).map(Position::parse);
    var project = choice.of(call).id();
    var reading = new NotificationReading(notifications, project, last, clock.instant());
    return streams.of(call, reading::send);
  }
}
