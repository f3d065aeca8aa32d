package io.codedeveloper.cli.ops;

import io.codedeveloper.cli.api.JsonView;
import io.codedeveloper.cli.google.GoogleCloud;
import io.codedeveloper.cli.terminal.Times;
import io.codedeveloper.platform.SecretSource.Name;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.platform.UserErrorException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// The reminder that a secret is old: what came is answered, and the next one moved on. Those of
/// other secrets stay.
record Reminder(GoogleCloud google, Name name) {
  private static final Duration NEXT = Duration.ofDays(90);

  /// Secret Manager reminds of nothing that is past.
  private static final Duration SOONEST = Duration.ofDays(1);

  private static final String SUBSCRIPTION = "secret-reminders";

  /// @param created when the value that counts was added: the reminder is of its age
  Finding movedOn(Instant created, Instant now) {
    var due = created.plus(NEXT);
    var soonest = now.plus(SOONEST);
    var next = (due.isBefore(soonest) ? soonest : due).truncatedTo(ChronoUnit.SECONDS).toString();
    var update = new String[] {"secrets", "update", name.name(), "--next-rotation-time=" + next};
    try {
      google.change(update);
    } catch (UserErrorException | TransientException failure) {
      return Finding.note(
          "reminder", "was not moved on (%s)".formatted(failure.getMessage()), google.line(update));
    }
    var text = "comes again at " + Times.seconds(next);
    try {
      answer();
      return Finding.fine("reminder", text);
    } catch (UserErrorException | TransientException failure) {
      return Finding.note(
          "reminder",
          "%s; what came of it before was not answered (%s)".formatted(text, failure.getMessage()),
          google.line(pulling()));
    }
  }

  private static String[] pulling() {
    return new String[] {"pubsub", "subscriptions", "pull", SUBSCRIPTION, "--limit=100"};
  }

  private void answer() {
    var ours =
        google.list(pulling()).stream()
            .filter(this::isOurs)
            .flatMap(one -> one.text("ackId").stream())
            .toList();
    if (!ours.isEmpty()) {
      google.change(
          "pubsub", "subscriptions", "ack", SUBSCRIPTION, "--ack-ids=" + String.join(",", ours));
    }
  }

  private boolean isOurs(JsonView received) {
    return received
        .view("message")
        .view("attributes")
        .text("secretId")
        .filter(id -> id.endsWith("/secrets/" + name))
        .isPresent();
  }
}
