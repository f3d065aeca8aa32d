package io.codedeveloper.job.agent;

import io.codedeveloper.budget.Usage;
import io.codedeveloper.budget.Usd;
import io.codedeveloper.job.agent.CodingAgent.Charge;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/// A session in memory.
final class TestSession implements CodingAgent.Session {
  final List<String> checkpoints = new ArrayList<>();
  final List<String> progress = new ArrayList<>();
  final List<Booked> charges = new ArrayList<>();
  final Deque<String> objections = new ArrayDeque<>();
  final List<String> finishes = new ArrayList<>();
  String transcript = "";
  String answer = "";
  Usd budget = Usd.of("1000");
  private int stopQuestions;
  private IntPredicate stopAt = question -> false;

  /// What was set aside for a call, and what became of it.
  static final class Booked implements Charge {
    final String model;
    final Usd reserved;
    Usd charged;
    Usage usage = Usage.NONE;
    boolean settled;

    Booked(String model, Usd reserved) {
      this.model = model;
      this.reserved = reserved;
      this.charged = reserved;
    }

    @Override
    public void settle(Usage usage, Usd cost) {
      this.usage = usage;
      this.charged = cost;
      this.settled = true;
    }
  }

  /// Says stop from the moment on that this holds for the number of times it was asked.
  void stopWhen(IntPredicate condition) {
    stopQuestions = 0;
    stopAt = condition;
  }

  Usd charged() {
    return charges.stream().map(each -> each.charged).reduce(Usd.ZERO, Usd::plus);
  }

  @Override
  public Optional<String> transcript() {
    return Optional.of(transcript).filter(text -> !text.isEmpty());
  }

  @Override
  public void checkpoint(String text) {
    transcript = text;
    checkpoints.add(text);
  }

  @Override
  public Optional<Charge> reserve(String model, Usd worstCase) {
    if (charged().plus(worstCase).compareTo(budget) > 0) {
      return Optional.empty();
    }
    var booked = new Booked(model, worstCase);
    charges.add(booked);
    return Optional.of(booked);
  }

  @Override
  public String budgetRefusal() {
    return "today's budget of " + budget + " is used up";
  }

  @Override
  public Optional<String> answer() {
    return Optional.of(answer).filter(text -> !text.isEmpty());
  }

  @Override
  public Optional<String> objectionTo(String summary) {
    finishes.add(summary);
    return Optional.ofNullable(objections.poll());
  }

  @Override
  public void progress(String line) {
    progress.add(line);
  }

  @Override
  public boolean stopRequested() {
    return stopAt.test(++stopQuestions);
  }
}
