package io.codedeveloper.job.agent;

import io.codedeveloper.job.sandbox.CommandSandbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// A sandbox that runs nothing and answers what the test says.
public final class ScriptedSandbox implements CommandSandbox {
  public final List<CommandRequest> requests = new ArrayList<>();
  private final Function<CommandRequest, CommandResult> behaviour;

  public ScriptedSandbox(Function<CommandRequest, CommandResult> behaviour) {
    this.behaviour = behaviour;
  }

  public static ScriptedSandbox printing(String output) {
    return new ScriptedSandbox(
        request -> new CommandResult(Ending.EXITED, 0, output, 0, Duration.ofSeconds(1)));
  }

  @Override
  public String name() {
    return "scripted";
  }

  @Override
  public CommandResult run(CommandRequest request) {
    requests.add(request);
    return behaviour.apply(request);
  }
}
