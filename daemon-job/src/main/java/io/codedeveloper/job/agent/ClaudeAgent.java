package io.codedeveloper.job.agent;

import io.codedeveloper.budget.PriceTable;
import io.codedeveloper.budget.Usd;
import io.codedeveloper.job.agent.tool.Output;
import io.codedeveloper.job.agent.tool.ToolSettings;
import io.codedeveloper.job.agent.tool.Toolbox;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/// The agent that asks a model of the Anthropic Messages API, and does with tools what it says.
public final class ClaudeAgent implements CodingAgent {
  private final ClaudeSettings settings;
  private final Supplier<MessagesService> service;
  private final AgentLimits limits;
  private final PriceTable prices;
  private final ToolSettings tools;
  private final Output output;
  private final Clock clock;
  private final LongSupplier nanos;
  private final Pause pause;
  private final RandomGenerator random;

  /// An agent that asks the service at the settings' address.
  ///
  /// @param redactor takes secrets out of what tools answer, before the model or the transcript
  ///   sees it
  /// @param clock for dates that the service names
  /// @param nanos measures how long the work takes, as [System#nanoTime] does: a clock may be set
  /// @param random for the jitter of waits between attempts
  /// @throws io.codedeveloper.platform.UserErrorException when the table lacks the model's price
  public ClaudeAgent(
      ClaudeSettings settings,
      AgentLimits limits,
      PriceTable prices,
      ToolSettings tools,
      UnaryOperator<String> redactor,
      Clock clock,
      LongSupplier nanos,
      Pause pause,
      RandomGenerator random) {
    this(
        settings,
        () -> new MessagesClient(settings),
        limits,
        prices,
        tools,
        redactor,
        clock,
        nanos,
        pause,
        random);
  }

  /// An agent that asks another service, on a clock that nobody sets.
  ///
  /// @param service opened for each piece of work
  public ClaudeAgent(
      ClaudeSettings settings,
      Supplier<MessagesService> service,
      AgentLimits limits,
      PriceTable prices,
      ToolSettings tools,
      UnaryOperator<String> redactor,
      Clock clock,
      Pause pause,
      RandomGenerator random) {
    this(
        settings,
        service,
        limits,
        prices,
        tools,
        redactor,
        clock,
        () -> TimeUnit.MILLISECONDS.toNanos(clock.millis()),
        pause,
        random);
  }

  private ClaudeAgent(
      ClaudeSettings settings,
      Supplier<MessagesService> service,
      AgentLimits limits,
      PriceTable prices,
      ToolSettings tools,
      UnaryOperator<String> redactor,
      Clock clock,
      LongSupplier nanos,
      Pause pause,
      RandomGenerator random) {
    this.settings = settings;
    this.service = service;
    this.limits = limits;
    this.prices = prices;
    this.tools = tools;
    this.output = new Output(redactor);
    this.clock = clock;
    this.nanos = nanos;
    this.pause = pause;
    this.random = random;
    prices.of(settings.model(), 1);
  }

  @Override
  public Optional<Usd> firstCall(Task task) {
    var toolbox = Toolbox.standard(task.workTree(), tools, task.readOnly());
    var preamble = RequestBody.Preamble.of(task.instructions(), toolbox.definitions());
    var conversation = Conversation.about(task.request());
    var body =
        RequestBody.of(settings.model(), settings.maxTokens(), preamble, conversation.messages());
    return Optional.of(
        prices.worstCase(settings.model(), body.promptTokens(conversation), body.maxTokens()));
  }

  @Override
  public Result work(Task task, Session session) {
    var toolbox = Toolbox.standard(task.workTree(), tools, task.readOnly());
    var modelCall = new ModelCall(settings, prices, limits.dollars(), clock, pause, random);
    try (var asked = service.get()) {
      return new AgentLoop(
              task, session, toolbox, output, modelCall, asked, settings, limits, nanos)
          .run();
    }
  }
}
