package io.codedeveloper.cli.roadmap;

import io.codedeveloper.cli.terminal.Console;
import java.nio.file.Path;

/// Tells how a priority is written, to somebody whose roadmap was not understood.
final class HowToWrite {
  private HowToWrite() {}

  static void explain(Console console, Path file) {
    console.problem(
        """
        project-manager: nothing in %s could be understood as a priority with a status.
        A priority is a heading, with its status below it:

            ### PRIORITY 1: Parse durations like "1h30m"
            **Status**: 📝 Planned

        or a checkbox: - [ ] 1.1 Parse durations like "1h30m\"\
        """
            .formatted(file));
  }
}
