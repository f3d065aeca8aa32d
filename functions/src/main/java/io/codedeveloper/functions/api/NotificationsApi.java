package io.codedeveloper.functions.api;

import io.codedeveloper.daemon.Command;
import io.codedeveloper.daemon.CommandRecord;
import io.codedeveloper.daemon.Commands;
import io.codedeveloper.daemon.Commands.Acceptance;
import io.codedeveloper.functions.http.Answer;
import io.codedeveloper.functions.http.Call;
import io.codedeveloper.functions.http.Problem;
import io.codedeveloper.notification.Notification;
import io.codedeveloper.notification.Notification.Status;
import io.codedeveloper.notification.Notifications;
import io.codedeveloper.notification.Notifications.Response;
import io.codedeveloper.platform.Page;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Lists, answers, marks and removes notifications.
final class NotificationsApi {
  private static final int USUAL_PAGE = 50;
  private static final int LARGEST_PAGE = 200;
  private static final int LONGEST_RESPONSE = 20_000;

  private final ProjectChoice choice;
  private final Notifications notifications;
  private final Commands commands;

  NotificationsApi(ProjectChoice choice, Notifications notifications, Commands commands) {
    this.choice = choice;
    this.notifications = notifications;
    this.commands = commands;
  }

  Answer list(Call call) {
    var limit = call.number("limit", USUAL_PAGE, 1, LARGEST_PAGE);
    var page = page(call, limit);
    var words = new LinkedHashMap<String, @Nullable Object>();
    words.put("notifications", page.items().stream().map(Words::of).toList());
    words.put("next_cursor", Words.orNull(page.nextCursor()));
    return Answer.json(200, words);
  }

  private Page<Notification> page(Call call, int limit) {
    var project = choice.of(call).id();
    var status = call.query("status").map(NotificationsApi::status);
    try {
      return notifications.list(project, status, limit, call.query("cursor"));
    } catch (IllegalArgumentException noCursor) {
      throw new Problem(400, "the query parameter 'cursor' is not one that a page ended with");
    }
  }

  private static Status status(String text) {
    return Status.of(text)
        .orElseThrow(() ->
            new Problem(
                400, "the query parameter 'status' must be pending, read, responded or dismissed"));
  }

  Answer respond(Call call) {
    var response = call.json().only("response").requireText("response");
    if (response.length() > LONGEST_RESPONSE) {
      throw new Problem(
          422, "the response is longer than %d characters".formatted(LONGEST_RESPONSE));
    }
    var command = new Command.Respond(call.variable(), response);
    var project = choice.of(call);
    legal(call.variable());
    return switch (commands.accept(project.id(), command, call.subject(), call.idempotencyKey())) {
      case Acceptance.Accepted(var record, var repeated) -> answered(record);
      case Acceptance.Conflict(var key) ->
          throw new Problem(
              409, "the Idempotency-Key '%s' was used for another request".formatted(key));
      case Acceptance.NotAnswerable(var why) -> throw refused(call.variable(), why);
      case Acceptance.AlreadyRunning alreadyRunning ->
          throw new IllegalStateException("an answer does not start the daemon");
    };
  }

  private static Answer answered(CommandRecord record) {
    return Answer.success(
        200, "the answer is kept; work goes on with it", Map.of("command", Words.of(record)));
  }

  private static Problem refused(String id, Response why) {
    return switch (why) {
      case Response.NotFound() -> missing(id);
      case Response.AlreadyAnswered(var notification) ->
          new Problem(
              409,
              "the notification '%s' was answered before: %s"
                  .formatted(id, notification.response().orElse("")));
      case Response.InvalidChoice(var notification) ->
          new Problem(
              422,
              notification.choices().isEmpty()
                  ? "the response must not be empty"
                  : "the response must be one of: " + String.join(", ", notification.choices()));
      case Response.Accepted accepted ->
          throw new IllegalStateException("an accepted answer is not refused");
    };
  }

  Answer read(Call call) {
    var id = legal(call.variable());
    return changed(id, notifications.markRead(choice.of(call).id(), id), "it is marked as read");
  }

  Answer delete(Call call) {
    var id = legal(call.variable());
    return changed(id, notifications.dismiss(choice.of(call).id(), id), "it is removed");
  }

  private static Answer changed(String id, Optional<Notification> found, String message) {
    var notification = found.orElseThrow(() -> missing(id));
    return Answer.success(200, message, Map.of("notification", Words.of(notification)));
  }

  private static String legal(String id) {
    return Words.legalId(id).orElseThrow(() -> missing(id));
  }

  private static Problem missing(String id) {
    return new Problem(404, "there is no notification '%s'".formatted(Words.shown(id)));
  }
}
