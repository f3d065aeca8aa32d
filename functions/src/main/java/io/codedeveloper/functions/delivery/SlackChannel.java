package io.codedeveloper.functions.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.codedeveloper.functions.http.JsonText;
import io.codedeveloper.notification.Notification;
import io.codedeveloper.notification.delivery.Channel;
import io.codedeveloper.notification.delivery.Receipt;
import io.codedeveloper.platform.Invisible;
import io.codedeveloper.project.ProjectId;
import java.util.Map;
import java.util.stream.Collectors;

/// A channel of Slack, through an incoming webhook.
record SlackChannel(WebAddress address, String environment) implements Channel {
  private static final int LONGEST = 3000;

  @Override
  public String name() {
    return "slack";
  }

  @Override
  public boolean takes(Notification notification) {
    return address.takes(notification);
  }

  @Override
  public Receipt send(ProjectId project, Notification notification, String id) {
    return address.send(() -> letter(project, notification));
  }

  /// Slack neither formats the text nor looks at its links: the agent wrote some of it.
  private WebAddress.Letter letter(ProjectId project, Notification notification) {
    var json =
        JsonText.of(
            Map.of(
                "text", escaped(text(project, notification)),
                "mrkdwn", false,
                "unfurl_links", false,
                "unfurl_media", false));
    return new WebAddress.Letter(Map.of(), json.getBytes(UTF_8));
  }

  private String text(ProjectId project, Notification notification) {
    var text =
        new StringBuilder(
                "%s · %s\n".formatted(notification.title(), notification.level().wireName()))
            .append(shortened(notification.message()));
    notification.context().text("pullRequest").ifPresent(link -> text.append("\n").append(link));
    text.append("\n%s (%s)".formatted(project, environment));
    if (notification.requiresResponse()) {
      text.append(" · answer with: project-manager respond %s \"…\"".formatted(notification.id()));
      if (!notification.choices().isEmpty()) {
        text.append(" · choices: ").append(String.join(" | ", notification.choices()));
      }
    }
    return text.toString();
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }

  /// The three characters with which Slack's own commands begin, end and are quoted; and nothing
  /// that nobody sees.
  private static String escaped(String text) {
    return text.codePoints()
        .filter(point -> point == '\n' || !Invisible.is(point))
        .mapToObj(point ->
            switch (point) {
              case '&' -> "&amp;";
              case '<' -> "&lt;";
              case '>' -> "&gt;";
              default -> Character.toString(point);
            })
        .collect(Collectors.joining());
  }
}
