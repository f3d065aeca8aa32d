package io.codedeveloper.cli.deploy;

import io.codedeveloper.cli.terminal.Console;
import io.codedeveloper.cli.terminal.Line;
import io.codedeveloper.cli.terminal.Table;

/// Shows where an installation is.
record UrlTable(Outputs outputs) {
  void print(Console console, boolean json) {
    if (json) {
      console.json(outputs.urls());
      return;
    }
    var table = new Table("", "URL");
    outputs.urls().forEach((name, url) -> table.row(Line.of(name), Line.of(url)));
    table.printTo(console);
  }
}
