package io.codedeveloper.simulation.world;

import com.anthropic.errors.AnthropicIoException;
import com.google.gson.JsonObject;
import io.codedeveloper.daemon.Project;
import io.codedeveloper.daemon.ProjectSettings;
import io.codedeveloper.job.agent.AgentLimits;
import io.codedeveloper.job.agent.MessagesService;
import io.codedeveloper.job.git.RemoteRepository;
import io.codedeveloper.job.git.WorkTree;
import io.codedeveloper.job.host.GitHost;
import io.codedeveloper.job.iteration.AgentSource;
import io.codedeveloper.job.iteration.Workshop;
import io.codedeveloper.job.sandbox.CommandSandbox;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.simulation.fake.InMemorySandbox;
import io.codedeveloper.simulation.fake.InMemoryWorkshop;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// What an execution opens: the fakes behind the wire, and the real agent.
final class SimulatedWorkshop implements Workshop {
  private static final Map<String, Line> REMOTE =
      Map.of(
          "defaultBranch", Line.remoteRead("git.defaultBranch"),
          "fetch", Line.remoteRead("git.fetch"),
          "fetchCommit", Line.remoteRead("git.fetchCommit"),
          "head", Line.remoteRead("git.head"),
          "contains", Line.remoteRead("git.contains"),
          "compare", Line.remoteRead("git.compare"),
          "push", Line.remoteWrite("git.push"),
          "pushFrom", Line.remoteWrite("git.push"));
  private static final Map<String, Line> HOST =
      Map.of(
          "find", Line.remoteRead("host.find"),
          "findOpenByMarker", Line.remoteRead("host.findOpenByMarker"),
          "create", Line.remoteWrite("host.create"),
          "comment", Line.remoteWrite("host.comment"),
          "close", Line.remoteWrite("host.close"));
  private static final Map<String, Line> WORK_TREE =
      Map.of(
          "changes", Line.local("tree.changes"),
          "write", Line.local("tree.write"),
          "commit", Line.local("tree.commit"),
          "commitOver", Line.local("tree.commitOver"),
          "bundle", Line.local("tree.bundle"),
          "restore", Line.local("tree.restore"));

  private final World world;
  private final String iteration;
  private final InMemoryWorkshop fakes;
  private final RandomGenerator random;

  SimulatedWorkshop(World world, Clock clock, String iteration) {
    this.world = world;
    this.iteration = iteration;
    this.random = world.chance();
    this.fakes =
        new InMemoryWorkshop(
            world.origin,
            world.wire.port(GitHost.class, world.host, HOST),
            wired(new InMemorySandbox(clock, this::pass, Duration.ofSeconds(20))),
            new Model(),
            AgentLimits.USUAL,
            world.redactor,
            clock,
            this::pass,
            random.nextLong());
  }

  @Override
  public RemoteRepository remote(ProjectSettings settings) {
    return world.wire.port(
        RemoteRepository.class,
        fakes.remote(settings),
        REMOTE,
        WorkTree.class,
        tree -> world.wire.port(WorkTree.class, tree, WORK_TREE));
  }

  @Override
  public GitHost host(Project project) {
    return fakes.host(project);
  }

  @Override
  public CommandSandbox sandbox() {
    return fakes.sandbox();
  }

  @Override
  public AgentSource agents(ProjectSettings settings) {
    return fakes.agents(settings);
  }

  private void pass(Duration time) {
    world.scheduler.sleep(time.toNanos() / 1_000);
  }

  /// Commands see everything that the machine has, and some tell it.
  private CommandSandbox wired(CommandSandbox sandbox) {
    var line = Line.command("sandbox.run");
    return new CommandSandbox() {
      @Override
      public String name() {
        return sandbox.name();
      }

      @Override
      public CommandResult run(CommandRequest request) {
        return world.wire.call(line, () -> leaky(sandbox.run(request)), request::commandLine);
      }
    };
  }

  private CommandSandbox.CommandResult leaky(CommandSandbox.CommandResult result) {
    var leak = random.nextInt(8) == 0 ? "GITHUB_TOKEN=" + World.TOKEN + "\n" : "";
    return new CommandSandbox.CommandResult(
        result.ending(),
        result.exitCode(),
        leak + result.output(),
        result.omitted(),
        result.took());
  }

  /// The model as the network has it.
  private final class Model implements MessagesService {
    private final Line line = Line.model("model.ask");

    @Override
    public void ask(JsonObject request, Consumer<JsonObject> events, BooleanSupplier stop) {
      var text = request.toString();
      world.seen.leak("a prompt", text);
      world.answers.asks(iteration, text);
      try {
        world.wire.call(line, () -> asked(request, text, events, stop), () -> "");
      } catch (TransientException interrupted) {
        throw new AnthropicIoException(
            "the model did not answer", new IOException(interrupted.getMessage()));
      }
    }

    private boolean asked(
        JsonObject request, String text, Consumer<JsonObject> events, BooleanSupplier stop) {
      try {
        world.model.ask(request, events, stop);
      } finally {
        world.billed();
      }
      if (world.model.bills().last().whole()) {
        world.answers.answered(iteration, text);
      }
      return true;
    }

    @Override
    public void close() {
      LockSupport.unpark(Thread.currentThread());
    }
  }
}
