package io.codedeveloper.functions.delivery;

import io.codedeveloper.notification.delivery.Channel;
import io.codedeveloper.platform.Problems;
import io.codedeveloper.platform.SecretSource;
import io.codedeveloper.platform.SecretSource.Name;
import io.codedeveloper.platform.UserErrorException;
import io.codedeveloper.platform.VariableReader;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/// The channels on which notifications reach people over the web.
public final class WebChannels {
  private WebChannels() {}

  /// All of them, also those that are not set up: each finds out for itself, when it has something
  /// to send.
  public static List<Channel> of(
      SecretSource secrets, DeliverySettings settings, String environment, Clock clock) {
    var post = new HttpPost(settings.loopback());
    return List.of(
        new WebhookChannel(
            new WebAddress(Name.NOTIFICATION_WEBHOOK_URL, secrets, settings, post),
            environment,
            clock),
        new SlackChannel(
            new WebAddress(Name.NOTIFICATION_SLACK_URL, secrets, settings, post), environment));
  }

  /// Finds out what is wrong with what is set up.
  ///
  /// @param variables the environment
  /// @throws UserErrorException naming all of it
  public static boolean check(SecretSource secrets, Map<String, String> variables) {
    // What is wrong with the settings themselves, their own reader tells.
    var settings = DeliverySettings.read(new VariableReader(variables));
    var post = new HttpPost(settings.loopback());
    var problems = new Problems();
    for (var name : List.of(Name.NOTIFICATION_WEBHOOK_URL, Name.NOTIFICATION_SLACK_URL)) {
      problems.attempt(() -> new WebAddress(name, secrets, settings, post).destination());
    }
    problems.attempt(() -> signed(secrets));
    problems.refuse();
    return true;
  }

  private static boolean signed(SecretSource secrets) {
    if (secrets.read(Name.NOTIFICATION_WEBHOOK_URL).isPresent()) {
      WebhookChannel.keys(secrets).forEach(Signature::key);
    }
    return true;
  }
}
