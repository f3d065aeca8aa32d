package io.codedeveloper.job.sandbox;

import io.codedeveloper.platform.UserErrorException;

/// Whether commands can run the way that is wanted.
public sealed interface SandboxChoice {
  /// The sandbox, or a refusal that says what to do.
  CommandSandbox orRefuse();

  /// A sandbox that ran a command just now.
  record Ready(CommandSandbox sandbox) implements SandboxChoice {
    @Override
    public CommandSandbox orRefuse() {
      return sandbox;
    }
  }

  /// This machine cannot do it.
  ///
  /// @param why one sentence for people, without what to do
  /// @param remedy what to install or to pass, and what that means
  record Unavailable(String why, String remedy) implements SandboxChoice {
    @Override
    public CommandSandbox orRefuse() {
      throw new UserErrorException(why + ". " + remedy);
    }
  }
}
