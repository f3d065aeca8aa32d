package io.codedeveloper.functions.delivery;

import io.codedeveloper.notification.Notification.Level;
import io.codedeveloper.platform.Variable;
import io.codedeveloper.platform.Variable.Reader;
import io.codedeveloper.platform.VariableReader;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Which notifications are delivered, and how strict that is.
///
/// @param levels only these
/// @param loopback whether a server of this machine may be posted to, also without TLS
public record DeliverySettings(Set<Level> levels, boolean loopback) {
  private static final Set<Level> USUAL = Set.of(Level.CRITICAL, Level.HIGH, Level.NORMAL);

  private static final Variable LEVELS =
      Variable.of(
              "NOTIFICATION_LEVELS",
              "which notifications are delivered by webhook and to Slack, divided by commas, of"
                  + " `critical`, `high`, `normal` and `low`",
              Reader.UP,
              Reader.FUNCTIONS)
          .usually("critical, high, normal");
  private static final Variable LOOPBACK =
      Variable.of(
              "NOTIFICATION_LOOPBACK",
              "`allowed`: they may be posted to a server of this machine, also over http; for tests,"
                  + " and refused where `ENVIRONMENT` is `production`",
              Reader.UP,
              Reader.FUNCTIONS)
          .usually("refused");

  /// What it is made of.
  public static final List<Variable> VARIABLES = List.of(LEVELS, LOOPBACK);

  public DeliverySettings {
    levels = Set.copyOf(levels);
  }

  /// Everything but the least urgent, to servers of the internet.
  public static DeliverySettings usual() {
    return new DeliverySettings(USUAL, false);
  }

  /// Reads the environment; the reader keeps what is wrong.
  public static DeliverySettings read(VariableReader reader) {
    var levels =
        reader.parsed(
            LEVELS,
            DeliverySettings::named,
            "some of critical, high, normal and low, divided by commas");
    var loopback =
        reader.parsed(
            LOOPBACK,
            text ->
                switch (text) {
                  case "allowed" -> Optional.of(true);
                  case "refused" -> Optional.of(false);
                  default -> Optional.empty();
                },
            "allowed or refused");
    return new DeliverySettings(levels.orElse(USUAL), loopback.orElse(false));
  }

  private static Optional<Set<Level>> named(String text) {
    var names = Arrays.stream(text.split(",", -1)).map(String::strip).collect(Collectors.toSet());
    var levels = EnumSet.allOf(Level.class);
    levels.removeIf(level -> !names.contains(level.wireName()));
    return Optional.<Set<Level>>of(levels).filter(known -> known.size() == names.size());
  }
}
