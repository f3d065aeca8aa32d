package io.codedeveloper.cli;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What takes the libraries' log. The functions invoker carries a second provider of SLF4J inside
/// its archive, where no exclusion reaches it: without a word the choice would be random, and five
/// lines about that would stand in each log.
public final class LogProvider {
  private static final Map<String, String> PROPERTIES =
      new TreeMap<>(
          Map.of(
              "slf4j.internal.verbosity", "WARN",
              "slf4j.provider", "ch.qos.logback.classic.spi.LogbackServiceProvider"));

  private LogProvider() {}

  /// Chooses it for this process, before anything logs.
  static void choose() {
    PROPERTIES.forEach(System::setProperty);
  }

  /// The options of a Java process on the same class path that make the same choice.
  public static List<String> javaOptions() {
    return PROPERTIES.entrySet().stream()
        .map(one -> "-D%s=%s".formatted(one.getKey(), one.getValue()))
        .toList();
  }
}
