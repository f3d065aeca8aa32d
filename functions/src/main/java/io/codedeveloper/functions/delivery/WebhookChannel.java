package io.codedeveloper.functions.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.codedeveloper.auth.Secret;
import io.codedeveloper.functions.api.Words;
import io.codedeveloper.functions.http.JsonText;
import io.codedeveloper.notification.Notification;
import io.codedeveloper.notification.delivery.Channel;
import io.codedeveloper.notification.delivery.Receipt;
import io.codedeveloper.platform.Invisible;
import io.codedeveloper.platform.SecretSource;
import io.codedeveloper.platform.SecretSource.Name;
import io.codedeveloper.platform.UserErrorException;
import io.codedeveloper.project.ProjectId;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;

/// A program of the user's: it gets a notification as the API shows it, signed.
record WebhookChannel(WebAddress address, String environment, Clock clock) implements Channel {
  @Override
  public String name() {
    return "webhook";
  }

  @Override
  public boolean takes(Notification notification) {
    return address.takes(notification);
  }

  @Override
  public Receipt send(ProjectId project, Notification notification, String id) {
    return address.send(() -> letter(project, notification, id));
  }

  private WebAddress.Letter letter(ProjectId project, Notification notification, String id) {
    var body = body(project, notification).getBytes(UTF_8);
    var seconds = clock.instant().getEpochSecond();
    var headers = new LinkedHashMap<String, String>();
    headers.put("webhook-id", id);
    headers.put("webhook-timestamp", Long.toString(seconds));
    headers.put("webhook-signature", Signature.of(keys(address.secrets()), id, seconds, body));
    return new WebAddress.Letter(headers, body);
  }

  private String body(ProjectId project, Notification notification) {
    var words = Words.of(notification);
    words.remove("deliveries");
    var data = new LinkedHashMap<String, Object>();
    data.put("environment", environment);
    data.put("project", project.value());
    data.put("notification", words);
    var event = new LinkedHashMap<String, Object>();
    event.put("type", "notification.created");
    event.put("timestamp", notification.createdAt());
    event.put("data", data);
    return Invisible.escaped(JsonText.of(event));
  }

  /// @throws UserErrorException when there is none: nothing goes out unsigned
  static List<Secret> keys(SecretSource secrets) {
    var keys = secrets.valid(Name.NOTIFICATION_WEBHOOK_KEY);
    if (keys.isEmpty()) {
      throw new UserErrorException(
          "NOTIFICATION_WEBHOOK_KEY is not set, and nothing is posted unsigned; set it to what the receiver checks signatures with: openssl rand -base64 32");
    }
    return keys;
  }
}
