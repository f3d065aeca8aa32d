package io.codedeveloper.cli.ops;

import java.util.Optional;
import java.util.regex.Pattern;

/// A size that Terraform is told.
enum ScaleSetting {
  MIN_INSTANCES("functions", "min_instances", false),
  MAX_INSTANCES("functions", "max_instances", false),
  CONCURRENCY("functions", "concurrency", false),
  FUNCTION_CPU("functions", "cpu", true),
  FUNCTION_MEMORY("functions", "memory", true),
  JOB_CPU("job", "cpu", true),
  JOB_MEMORY("job", "memory", true),
  JOB_TIMEOUT("job", "timeout_seconds", false);

  private final String object;
  private final String entry;
  private final boolean isText;

  ScaleSetting(String object, String entry, boolean isText) {
    this.object = object;
    this.entry = entry;
    this.isText = isText;
  }

  String object() {
    return object;
  }

  String entry() {
    return entry;
  }

  /// As people write it: `job.memory`.
  String wireName() {
    return object + "." + entry;
  }

  /// The value as Terraform's files have it.
  String literal(String value) {
    return isText ? "\"" + value + "\"" : value;
  }

  /// What counts where nobody says anything.
  ///
  /// @param variables Terraform's declarations
  Optional<String> usual(String variables) {
    var declared =
        Pattern.compile("(?s)variable \"" + object + "\" \\{(.*?)\n}").matcher(variables);
    if (!declared.find()) {
      return Optional.empty();
    }
    var pattern = Pattern.compile("\\b" + entry + "\\s*=\\s*optional\\(\\w+, \"?([^\")]+)\"?\\)");
    return pattern.matcher(declared.group(1)).results().map(one -> one.group(1)).findFirst();
  }
}
