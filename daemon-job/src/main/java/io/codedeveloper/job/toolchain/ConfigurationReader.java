package io.codedeveloper.job.toolchain;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// Takes the known keys out of the file's mapping and collects what is wrong with it.
final class ConfigurationReader {
  private static final List<String> KEYS =
      List.of("setup", "test", "language", "protected", "setupTimeout", "testTimeout");

  private static final Duration LONGEST = Duration.ofHours(6);

  private final Map<String, Node> values = new HashMap<>();
  private final List<String> problems = new ArrayList<>();

  ConfigurationReader(MappingNode mapping) {
    for (NodeTuple tuple : mapping.getValue()) {
      Node key = tuple.getKeyNode();
      String name = key instanceof ScalarNode scalar ? scalar.getValue() : "?";
      if (!KEYS.contains(name)) {
        problem(key, "'" + name + "' is not known here; known are " + String.join(", ", KEYS));
      } else if (values.put(name, tuple.getValueNode()) != null) {
        problem(key, "'" + name + "' stands here a second time");
      }
    }
  }

  ProjectConfiguration read() {
    return new ProjectConfiguration(
        command("setup"),
        command("test"),
        language(),
        texts("protected"),
        duration("setupTimeout"),
        duration("testTimeout"));
  }

  /// What was wrong so far, each with file and line.
  List<String> problems() {
    return problems;
  }

  /// One command line, or several of which each needs the one before.
  private Optional<String> command(String key) {
    return Optional.ofNullable(values.get(key)).map(node -> String.join(" && ", texts(key)));
  }

  private Optional<String> language() {
    Node node = values.get("language");
    List<String> texts = texts("language");
    if (node == null || texts.isEmpty()) {
      return Optional.empty();
    }
    if (!Detection.LANGUAGES.contains(texts.getFirst())) {
      problem(
          node,
          "language '"
              + texts.getFirst()
              + "' is not known; known are "
              + String.join(", ", Detection.LANGUAGES));
    }
    return Optional.of(texts.getFirst());
  }

  private List<String> texts(String key) {
    Node node = values.get(key);
    if (node == null) {
      return List.of();
    }
    List<Node> nodes = node instanceof SequenceNode sequence ? sequence.getValue() : List.of(node);
    List<String> texts = new ArrayList<>();
    for (Node item : nodes) {
      if (item instanceof ScalarNode scalar) {
        texts.add(scalar.getValue().strip());
      } else {
        problem(item, "'" + key + "' must be a text or a list of texts");
      }
    }
    texts.removeIf(String::isEmpty);
    return texts;
  }

  private Optional<Duration> duration(String key) {
    Node node = values.get(key);
    if (node == null) {
      return Optional.empty();
    }
    String text = String.join(" ", texts(key));
    Optional<Duration> duration = Durations.parse(text).filter(this::isPossible);
    if (duration.isEmpty()) {
      problem(node, "'" + key + "' is '" + text + "'; use for instance 90s, 20m or 1h, at most 6h");
    }
    return duration;
  }

  private boolean isPossible(Duration duration) {
    return duration.isPositive() && duration.compareTo(LONGEST) <= 0;
  }

  private void problem(Node node, String what) {
    int line = node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    problems.add(ProjectConfiguration.FILE + ", line " + line + ": " + what);
  }
}
