package io.codedeveloper.simulation.world;

import io.codedeveloper.budget.Budget;
import io.codedeveloper.budget.Usd;
import io.codedeveloper.job.git.CommitId;
import io.codedeveloper.platform.DocumentPath;
import io.codedeveloper.platform.Fields;
import io.codedeveloper.simulation.engine.Scheduler;
import io.codedeveloper.simulation.engine.SimulatedProcess;
import io.codedeveloper.simulation.engine.VirtualClock;
import io.codedeveloper.simulation.fake.InMemoryGitHost;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What the outside knows of the truth: what was promised to people, who worked under which fence,
/// what was found wrong on the way.
public final class Observations {
  /// A store that does not answer is noticed when the lease ends.
  private static final Duration LONGEST_UNHEARD = Duration.ofSeconds(75);

  private final Map<SimulatedProcess, Long> fences = new HashMap<>();
  private final Set<String> accepted = new LinkedHashSet<>();
  private final Map<DocumentPath, Fields> present = new LinkedHashMap<>();
  private final Map<DocumentPath, Fields> months = new LinkedHashMap<>();
  private final Map<String, String> edits = new LinkedHashMap<>();
  private final Map<CommitId, String> foreign = new LinkedHashMap<>();
  private @Nullable Instant stopBy;
  private final Set<String> deleted = new HashSet<>();
  private final Set<Long> reopened = new HashSet<>();
  private final Map<String, Set<String>> attempts = new TreeMap<>();
  private final Map<String, String> texts = new HashMap<>();
  private final Map<String, Integer> textChanges = new HashMap<>();
  private final Map<String, Long> checked = new TreeMap<>();
  private boolean rewritten;
  private String newestEdit = "";
  private int nextPriority = 10;
  private final List<Violation> violations = new ArrayList<>();

  /// Something that must not be. @param invariant its number, `I7`
  public record Violation(String invariant, String what) {}

  /// Counts that an invariant was looked at.
  void check(String invariant) {
    checked.merge(invariant, 1L, Long::sum);
  }

  /// How often each invariant was checked.
  public Map<String, Long> checked() {
    return checked;
  }

  public void violated(String invariant, String what) {
    violations.add(new Violation(invariant, what));
  }

  public List<Violation> violations() {
    return List.copyOf(violations);
  }

  /// A command was answered with 202.
  public void accepted(String command) {
    accepted.add(command);
  }

  public Set<String> accepted() {
    return accepted;
  }

  /// The number of a priority that nobody has used.
  int nextPriority() {
    return nextPriority++;
  }

  /// An edit is about to be saved. Whether or not anybody hears of it, it may replace those before.
  void edits(String mark) {
    newestEdit = mark;
  }

  /// The mark of the edit that was sent last.
  public String newestEdit() {
    return newestEdit;
  }

  /// An edit was acknowledged. @param mark by which it is found again
  void edited(String mark, String text) {
    edits.put(mark, text);
  }

  /// Acknowledged edits in their order: mark to text.
  public Map<String, String> edits() {
    return edits;
  }

  /// Somebody else committed to a branch.
  void foreign(String branch, CommitId commit) {
    foreign.put(commit, branch);
  }

  /// Commits of people, and the branch of each.
  public Map<CommitId, String> foreign() {
    return foreign;
  }

  /// A person deleted a branch, and with it whatever it held.
  void deletes(String branch) {
    deleted.add(branch);
    foreign.values().removeIf(branch::equals);
  }

  /// Whether a person ever deleted the branch.
  public boolean deleted(String branch) {
    return deleted.contains(branch);
  }

  /// A person opened a closed pull request again.
  void reopens(long pullRequest) {
    reopened.add(pullRequest);
  }

  public boolean reopened(InMemoryGitHost.Entry entry) {
    return reopened.contains(entry.pullRequest().number());
  }

  /// Which iterations tried a priority with the same text.
  public Map<String, Set<String>> attempts() {
    return attempts;
  }

  /// A text that comes back after another one is tried anew.
  private void attempted(DocumentPath priority, Fields fields) {
    var text = fields.text("textHash").orElse("");
    if (!text.equals(texts.put(priority.id(), text))) {
      textChanges.merge(priority.id(), 1, Integer::sum);
    }
    var what =
        "%s (text %s, change %d)".formatted(priority.id(), text, textChanges.get(priority.id()));
    fields
        .text("lastIteration")
        .ifPresent(iteration ->
            attempts.computeIfAbsent(what, first -> new LinkedHashSet<>()).add(iteration));
  }

  /// I10: an execution begins something that people notice.
  void begins(Scheduler scheduler, Instant now, String what) {
    check("I10");
    var process = scheduler.current().process();
    if (stopBy == null || !fences.containsKey(process)) {
      return;
    }
    var thawed = VirtualClock.instant(process.lastThaw());
    var latest = stopBy.isAfter(thawed) ? stopBy : thawed;
    if (now.isAfter(latest.plus(LONGEST_UNHEARD))) {
      violated(
          "I10",
          "%s begins %s at %s, although it was to end by %s"
              .formatted(process.name(), what, now, stopBy));
    }
  }

  private void desired(Fields project) {
    if (project.text("desired").equals(Optional.of("running"))) {
      stopBy = null;
    } else if (stopBy == null || project.has("stopBy")) {
      stopBy = project.instant("stopBy").orElse(stopBy);
    }
  }

  /// Its author took a commit back.
  void taken(CommitId commit) {
    foreign.remove(commit);
    rewritten = true;
  }

  /// Whether a person ever took a commit of the base back.
  public boolean rewritten() {
    return rewritten;
  }

  void works(SimulatedProcess process, long fence) {
    fences.put(process, fence);
  }

  /// I4: a text leaves.
  public void leak(String where, String text) {
    check("I4");
    if (World.holdsSecret(text)) {
      violated("I4", "a secret stands in " + where + ": " + around(text));
    }
  }

  private static String around(String text) {
    var at = Math.max(text.indexOf(World.TOKEN), text.indexOf(World.KEY));
    return text.substring(Math.max(0, at - 200), Math.min(text.length(), at + 60));
  }

  /// I5: what was billed so far, in nanodollars.
  void billed(long nanodollars, Instant at) {
    check("I5");
    var charged = charged();
    if (nanodollars > charged * 1e9 + 1_000) {
      violated(
          "I5", "%.6f $ are billed and only %.6f $ charged".formatted(nanodollars / 1e9, charged));
    }
  }

  private double charged() {
    return months.values().stream().mapToDouble(month -> charge(month, "spentUsd")).sum();
  }

  private static double charge(Fields account, String spent) {
    return account.decimal(spent).orElse(0.0) + account.decimal("reservedUsd").orElse(0.0);
  }

  /// Every document as it was written last.
  public Map<DocumentPath, Fields> present() {
    return present;
  }

  private void note(Fields project, DocumentPath path, @Nullable Fields fields) {
    if (fields == null) {
      present.remove(path);
      return;
    }
    present.put(path, fields);
    check("I4");
    if (told(fields.asMap())) {
      leak(path.toString(), fields.toString());
    }
    if (path.value().lastIndexOf('/') == path.value().indexOf('/')) {
      desired(fields);
    }
    var limits = Budget.from(project.fields("budgets"));
    if (path.value().contains("/ledger/")) {
      var day = path.id().length() > "2026-03".length();
      if (!day) {
        months.put(path, fields);
      }
      within(path, charge(fields, "spentUsd"), day ? limits.perDay() : limits.perMonth());
    } else if (path.value().contains("/priorities/")) {
      within(path, charge(fields, "costUsd"), limits.perPriority());
      attempted(path, fields);
    }
  }

  /// Whether any text in a value holds a secret.
  private static boolean told(@Nullable Object value) {
    return switch (value) {
      case String text -> World.holdsSecret(text);
      case Map<?, ?> map -> anyTold(map.values());
      case List<?> list -> anyTold(list);
      case null, default -> false;
    };
  }

  /// A loop, as this looks at every value of every commit of every world.
  private static boolean anyTold(Collection<?> values) {
    for (var value : values) {
      if (told(value)) {
        return true;
      }
    }
    return false;
  }

  private void within(DocumentPath path, double charged, Usd limit) {
    check("I5");
    if (charged > limit.stored() + 1e-6) {
      violated("I5", "%.6f $ are charged in %s, whose limit is %s".formatted(charged, path, limit));
    }
  }

  /// I7: what an execution without the lease writes.
  void committing(
      Scheduler scheduler, Fields before, Map<DocumentPath, @Nullable Fields> writes, Instant at) {
    writes.forEach((path, fields) -> note(before, path, fields));
    if (!scheduler.running()) {
      return;
    }
    var process = scheduler.current().process();
    var fence = fences.get(process);
    check("I7");
    if (fence == null || holds(before.fields("lease"), fence, at)) {
      return;
    }
    writes.forEach((path, fields) -> {
      if (guarded(path.value()) && !released(path, before, fields, fence)) {
        violated(
            "I7",
            "%s wrote %s without the lease: it has fence %d, the lease is %s"
                .formatted(process.name(), path, fence, before.fields("lease")));
      }
    });
  }

  private static boolean holds(Fields lease, long fence, Instant at) {
    return lease.number("fence", -1) == fence
        && lease.instant("expiresAt").filter(at::isBefore).isPresent();
  }

  /// Giving back the own lease late changes nothing.
  private static boolean released(
      DocumentPath path, Fields before, @Nullable Fields after, long fence) {
    return path.value().matches("projects/[^/]+")
        && after != null
        && before.fields("lease").number("fence", -1) == fence
        && !after.has("lease");
  }

  private static boolean guarded(String path) {
    return !path.contains("/notifications/") && !path.contains("/pullRequests/");
  }
}
