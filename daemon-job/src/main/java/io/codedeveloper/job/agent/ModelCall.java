package io.codedeveloper.job.agent;

import com.anthropic.errors.AnthropicException;
import io.codedeveloper.budget.PriceTable;
import io.codedeveloper.budget.Usage;
import io.codedeveloper.budget.Usd;
import io.codedeveloper.job.agent.CodingAgent.Charge;
import io.codedeveloper.job.agent.CodingAgent.Result;
import io.codedeveloper.job.agent.CodingAgent.Session;
import io.codedeveloper.platform.UserErrorException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.random.RandomGenerator;

/// Gets one answer of the model: every attempt sets its worst case aside first; an attempt whose
/// end is unknown stays charged, and the next one needs its own reservation.
final class ModelCall {
  /// Attempts for one answer.
  static final int ATTEMPTS = 5;

  /// A longer wait is left to the next iteration.
  static final Duration LONGEST_WAIT = Duration.ofMinutes(2);

  private static final Duration FIRST_WAIT = Duration.ofSeconds(2);
  private static final Duration SLICE = Duration.ofSeconds(1);

  private final ClaudeSettings settings;
  private final PriceTable prices;
  private final Usd mostDollars;
  private final Clock clock;
  private final Pause pause;
  private final RandomGenerator random;

  ModelCall(
      ClaudeSettings settings,
      PriceTable prices,
      Usd mostDollars,
      Clock clock,
      Pause pause,
      RandomGenerator random) {
    this.settings = settings;
    this.prices = prices;
    this.mostDollars = mostDollars;
    this.clock = clock;
    this.pause = pause;
    this.random = random;
  }

  /// What came of it.
  sealed interface Answer {
    record Given(Reply reply, Usd cost) implements Answer {}

    /// The history is too long for the model. @param why in the service's words
    record TooLong(String why) implements Answer {}

    /// The work ends here.
    record End(Result result) implements Answer {}
  }

  /// Asks until there is an answer.
  ///
  /// @param conversation is told of attempts that stay charged
  Answer ask(
      MessagesService service, RequestBody body, Conversation conversation, Session session) {
    var why = "";
    var asked = Duration.ZERO;
    for (var attempt = 1; attempt <= ATTEMPTS; attempt++) {
      var worst =
          prices.worstCase(settings.model(), body.promptTokens(conversation), body.maxTokens());
      if (conversation.spent().plus(worst).compareTo(mostDollars) > 0) {
        return new Answer.End(new Result.GaveUp(overLimit(conversation, worst)));
      }
      var charge = session.reserve(settings.model(), worst);
      if (charge.isEmpty()) {
        return new Answer.End(new Result.Paused(session.budgetRefusal()));
      }
      var outcome = attempt(service, body, worst, charge.get(), session);
      if (outcome.answer().isPresent()) {
        return outcome.answer().get();
      }
      var retry = outcome.retry().orElseThrow();
      if (retry.charged()) {
        conversation.add(new Entry.Lost(worst));
      }
      if (session.stopRequested()) {
        return new Answer.End(new Result.Stopped());
      }
      why = retry.why();
      asked =
          retry.after().filter(after -> !after.equals(ServiceFault.NOT_NOW)).orElse(Duration.ZERO);
      var wait = retry.after().orElse(backoff(attempt));
      if (attempt == ATTEMPTS || wait.compareTo(LONGEST_WAIT) > 0) {
        break;
      }
      session.progress("waiting " + Math.max(1, wait.toSeconds()) + " s: " + why);
      if (!waited(wait, session)) {
        return new Answer.End(new Result.Stopped());
      }
    }
    return new Answer.End(new Result.TryLater(why, asked));
  }

  private record Outcome(Optional<Answer> answer, Optional<ServiceFault.Retry> retry) {
    static Outcome of(Answer answer) {
      return new Outcome(Optional.of(answer), Optional.empty());
    }

    static Outcome of(ServiceFault.Retry retry) {
      return new Outcome(Optional.empty(), Optional.of(retry));
    }
  }

  private Outcome attempt(
      MessagesService service, RequestBody body, Usd worst, Charge charge, Session session) {
    try {
      var reply =
          session.inFlight(() -> {
            var answer = new StreamedReply();
            service.ask(body.json(), answer::add, session::mustEndNow);
            return answer.reply();
          });
      if (reply.isEmpty()) {
        return Outcome.of(
            new ServiceFault.Retry(
                "the answer of " + settings.baseUrl() + " ended in the middle",
                Optional.empty(),
                true));
      }
      var usage = reply.get().usage();
      if (usage.total() == 0) {
        // The service did not say what it took, so that the worst case stays charged.
        return Outcome.of(new Answer.Given(reply.get(), worst));
      }
      var cost = prices.cost(settings.model(), usage);
      charge.settle(usage, cost);
      return Outcome.of(new Answer.Given(reply.get(), cost));
    } catch (CancellationException neverSent) {
      charge.settle(Usage.NONE, Usd.ZERO);
      return Outcome.of(new Answer.End(new Result.Stopped()));
    } catch (AnthropicException e) {
      return failed(ServiceFault.of(e, settings, clock.instant()), charge);
    }
  }

  private static Outcome failed(ServiceFault fault, Charge charge) {
    var unbilled =
        switch (fault) {
          case ServiceFault.Retry retry -> !retry.charged();
          case ServiceFault.NeedsCredit n -> true;
          case ServiceFault.Misconfigured m -> true;
          case ServiceFault.TooLong t -> true;
          case ServiceFault.Refused r -> true;
        };
    if (unbilled) {
      charge.settle(Usage.NONE, Usd.ZERO);
    }
    return switch (fault) {
      case ServiceFault.Retry retry -> Outcome.of(retry);
      case ServiceFault.NeedsCredit(var why) -> Outcome.of(new Answer.End(new Result.Paused(why)));
      case ServiceFault.Misconfigured(var why) -> throw new UserErrorException(why);
      case ServiceFault.TooLong(var why) -> Outcome.of(new Answer.TooLong(why));
      case ServiceFault.Refused(var why) ->
          Outcome.of(
              new Answer.End(new Result.GaveUp("the model's service refused the request: " + why)));
    };
  }

  private Duration backoff(int attempt) {
    var longest = FIRST_WAIT.toMillis() << (attempt - 1);
    return Duration.ofMillis(random.nextLong(longest / 2, longest + 1));
  }

  private boolean waited(Duration wait, Session session) {
    for (var left = wait; left.isPositive(); left = left.minus(SLICE)) {
      if (session.stopRequested()) {
        return false;
      }
      pause.sleep(left.compareTo(SLICE) < 0 ? left : SLICE);
    }
    return !session.stopRequested();
  }

  private String overLimit(Conversation conversation, Usd worst) {
    return "the next model call might pass the limit of "
        + mostDollars
        + " for one piece of work: "
        + conversation.spent()
        + " are spent, and it could cost up to "
        + worst;
  }
}
