package io.codedeveloper.platform.google;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.pubsub.v1.TopicName;
import io.codedeveloper.daemon.DaemonMessage;
import io.codedeveloper.daemon.Ticks;
import io.codedeveloper.platform.CloudEventHeaders;
import io.codedeveloper.project.ProjectId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The jobs of Cloud Scheduler that Terraform makes publish what the code would have published.
final class TicksOfTerraformTest {
  private static final Path SCHEDULE = Path.of("../../terraform/schedule.tf");
  private static final Pattern ATTRIBUTE = Pattern.compile("\"(ce-[a-z]+)\"\\s*=\\s*(.+)");
  private static final ProjectId PROJECT = new ProjectId("demo");

  /// What Terraform's expressions stand for.
  private static final Map<String, String> VALUES =
      Map.of(
          "each.key", "work-demo",
          "each.value.project", "demo",
          "each.value.schedule", "work",
          "${var.project_id}", "some-project");

  @Test
  void attributesAreThoseOfTheCode() throws IOException {
    var tick = new DaemonMessage.Tick(PROJECT, Ticks.WORK).toMessage("work-demo");
    var ours =
        PubSubMessageBus.published(TopicName.of("some-project", "ticks"), TickSlots.marked(tick));

    assertThat(terraforms()).containsExactlyInAnyOrderEntriesOf(ours.getAttributesMap());
    assertThat(Files.readString(SCHEDULE))
        .contains("base64encode(\"%s\")".formatted(ours.getData().toStringUtf8()));
  }

  @Test
  void dispatcherUnderstandsThem() throws IOException {
    var message = CloudEventHeaders.message(terraforms(), "{}");

    assertThat(DaemonMessage.from(message)).isEqualTo(new DaemonMessage.Tick(PROJECT, Ticks.WORK));
  }

  @Test
  void sweepComesAsOftenAsTheCodeWantsIt() throws IOException {
    var cron =
        CronText.of(new io.codedeveloper.platform.TickSchedule.Cadence.Every(Ticks.SWEEP_INTERVAL));

    assertThat(Files.readString(SCHEDULE))
        .contains("cron = \"%s\", time_zone = \"%s\"".formatted(cron.expression(), cron.zone()));
  }

  private static Map<String, String> terraforms() throws IOException {
    return ATTRIBUTE
        .matcher(Files.readString(SCHEDULE))
        .results()
        .collect(
            Collectors.toMap(
                found -> found.group(1),
                found -> value(found.group(2)),
                (one, two) -> one,
                TreeMap::new));
  }

  private static String value(String expression) {
    var text = expression.strip();
    if (!text.startsWith("\"")) {
      return VALUES.getOrDefault(text, "unknown: " + text);
    }
    return text.substring(1, text.length() - 1)
        .replace("${var.project_id}", VALUES.getOrDefault("${var.project_id}", ""));
  }
}
