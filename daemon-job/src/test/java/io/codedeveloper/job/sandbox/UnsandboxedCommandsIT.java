package io.codedeveloper.job.sandbox;

import java.nio.file.Path;

@Exhausting
final class UnsandboxedCommandsIT extends CommandSandboxContract {
  @Override
  CommandSandbox sandbox(Limits limits) {
    return new UnsandboxedCommands(Toolbox.of(Path.of(System.getProperty("java.home"))), limits);
  }
}
