package io.codedeveloper.cli.ops;

import io.codedeveloper.cli.google.Execution;
import io.codedeveloper.cli.google.GoogleCloud;
import io.codedeveloper.cli.ops.Act.Part;
import io.codedeveloper.cli.ops.Act.Undo;
import io.codedeveloper.cli.program.Questions.Pending;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// Cancels the executions that run, and those that begin meanwhile.
final class ExecutionsStop {
  private static final String EXECUTION = "execution ";

  private final Site site;
  private final CloudActs acts;
  private final Act.Plan plan;
  private final Set<String> cancelled = ConcurrentHashMap.newKeySet();
  private final Set<String> relaunched = ConcurrentHashMap.newKeySet();
  private final Pending<List<Execution>> first;
  private final Attempt firstLook;
  private Pending<List<Execution>> last;

  /// Begins it.
  ExecutionsStop(Site site, CloudActs acts) {
    this.site = site;
    this.acts = acts;
    var byHand = new ByHand(site, acts.google());
    plan = new Act.Plan(Part.EXECUTIONS, "executions", byHand.executions(), Undo.NONE);
    first = site.google(GoogleCloud::executions);
    last = first;
    firstLook = look(() -> running(first.get()));
  }

  private Attempt look(Supplier<List<Execution>> question) {
    return acts.each(
        List.of(plan), question, this::cancel, () -> cancelled.isEmpty() ? "none was running" : "");
  }

  private List<Execution> running(List<Execution> all) {
    return all.stream()
        .filter(one -> one.state() == Execution.State.RUNNING && cancelled.add(one.name()))
        .toList();
  }

  private void cancel(Execution execution) {
    var words =
        List.of(
            "run", "jobs", "executions", "cancel", execution.name(), acts.at("region"), "--async");
    var one =
        new Act.Plan(Part.EXECUTIONS, EXECUTION + execution.name(), acts.line(words), Undo.NONE);
    acts.one(
        one,
        () -> acts.changed(one, words, "is being cancelled; the next one goes on where it was"));
  }

  /// Looks for what began meanwhile, and for all of them where the first look failed.
  void lookAgain() {
    acts.attempts().forget(firstLook);
    var known = first.known();
    var second = site.google(GoogleCloud::executions);
    last = second;
    look(() -> {
      var running = running(second.get());
      known.ifPresent(before -> running.forEach(one -> note(one, before)));
      return running;
    });
  }

  private void note(Execution running, List<Execution> before) {
    if (before.stream().noneMatch(one -> one.name().equals(running.name()))) {
      relaunched.add(EXECUTION + running.name());
    }
  }

  /// An execution that began meanwhile, of a daemon that is not halted: it begins more.
  Act doubted(Act act) {
    return relaunched.contains(act.what()) && act.isDone()
        ? new Act(
            act.part(),
            act.what(),
            Level.WRONG,
            "began after the others were cancelled, and is being cancelled, too; as long as the daemon is not halted it begins more: halt it, then cancel what runs",
            plan.byHand(),
            Undo.NONE)
        : act;
  }

  /// What ran, as it was seen last.
  Pending<List<Execution>> seen() {
    return last.hasFailed() ? first : last;
  }
}
