package io.codedeveloper.job.sandbox;

import java.nio.file.Path;
import java.util.List;

/// The real sandbox with limits that a hostile command reaches soon.
public final class TightSandbox {
  private TightSandbox() {}

  /// @param hidden what no command may see
  public static CommandSandbox choose(List<Path> hidden) {
    var toolbox = Toolbox.of(Path.of(System.getProperty("java.home")));
    var usual = Limits.usual();
    var tight =
        new Limits(
            300,
            300 << 20,
            usual.memoryReserveBytes(),
            200 << 20,
            usual.openFiles(),
            100 << 20,
            usual.diskReserveBytes());
    return ((BubblewrapSandbox) Sandboxes.choose("bubblewrap", toolbox, hidden).orRefuse())
        .with(tight);
  }
}
