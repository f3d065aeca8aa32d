package io.codedeveloper.cli;

import picocli.CommandLine.Option;

/// What every command with a result understands.
public final class OutputOptions {
  @Option(names = "--json", description = "Print JSON, for programs.")
  private boolean json;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  /// True when the result is for a program.
  public boolean json() {
    return json;
  }
}
