package io.codedeveloper.cli.deploy;

import io.codedeveloper.cli.terminal.Console;
import io.codedeveloper.cli.terminal.Line;
import io.codedeveloper.cli.terminal.Table;
import java.util.TreeMap;

/// Shows where an installation is, and what a workflow of GitHub needs to deploy to it.
record UrlTable(Outputs outputs) {
  void print(Console console, boolean json) {
    if (json) {
      var all = new TreeMap<>(outputs.urls());
      all.putAll(outputs.workflow());
      console.json(all);
      return;
    }
    var table = new Table("", "URL");
    outputs.urls().forEach((name, url) -> table.row(Line.of(name), Line.of(url)));
    table.printTo(console);
    if (!outputs.workflow().isEmpty()) {
      var workflow = new Table("", "FOR GITHUB");
      outputs.workflow().forEach((name, value) -> workflow.row(Line.of(name), Line.of(value)));
      workflow.printTo(console);
    }
  }
}
