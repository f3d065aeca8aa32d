package io.codedeveloper.daemon;

import io.codedeveloper.budget.Usd;
import io.codedeveloper.platform.Document;
import io.codedeveloper.platform.Fields;
import io.codedeveloper.project.ProjectDocuments;
import io.codedeveloper.project.ProjectId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A project as its document has it. Fields that this version does not know are kept.
///
/// @param fields the whole document
public record Project(ProjectId id, Fields fields) {
  /// A new project, stopped.
  public static Project of(ProjectId id, ProjectSettings settings) {
    var stopped = Fields.empty().with("desired", Desired.STOPPED.wireName()).with("progress", 0);
    return new Project(id, settings.over(stopped));
  }

  static Project from(Document document) {
    return new Project(new ProjectId(document.id()), document.fields());
  }

  public ProjectDocuments documents() {
    return new ProjectDocuments(id);
  }

  public ProjectSettings settings() {
    return ProjectSettings.from(fields);
  }

  /// With other settings. Another budget ends the pause of a project that had nothing it could pay,
  /// or whose budget was smaller than one call.
  public Project withSettings(ProjectSettings settings) {
    var changed = new Project(id, settings.over(fields));
    var poor =
        pausedAfter()
            .filter(outcome ->
                outcome == IterationOutcome.OVER_BUDGET
                    || outcome == IterationOutcome.NOTHING_TO_DO
                    || outcome == IterationOutcome.USER_ERROR)
            .isPresent();
    return poor && !settings.budgets().equals(settings().budgets()) ? changed.unpaused() : changed;
  }

  /// The time zone of the schedule and of the window.
  public ZoneId timeZone() {
    return fields.text("timeZone").map(ZoneId::of).orElse(ZoneOffset.UTC);
  }

  /// The hours in which iterations may begin; empty: any.
  public Optional<WorkWindow> window() {
    return fields.text("window").map(text -> WorkWindow.parse(text, timeZone()));
  }

  public Desired desired() {
    return fields.text("desired").map(Desired::of).orElse(Desired.STOPPED);
  }

  /// The present lease, live or expired; empty when nobody has it.
  public Optional<Lease> lease() {
    return Lease.from(fields);
  }

  /// The present lease if it has not expired.
  public Optional<Lease> liveLease(Instant now) {
    return lease().filter(lease -> lease.liveAt(now));
  }

  /// The highest fence that any lease of this project ever had; 0 before the first, and where it
  /// was lost.
  public long highestFence() {
    var leased = lease().map(Lease::fence).orElse(0L);
    var known = fields.asMap().get("highestFence") instanceof Long highest ? highest : 0;
    return Math.max(known, leased);
  }

  /// True when the execution under this fence shall end at its next safe point.
  public boolean stopRequested(long fence) {
    return desired() == Desired.STOPPED || fields.number("haltFence", 0) >= fence;
  }

  /// When a graceful stop becomes a forced one.
  public Optional<Instant> stopBy() {
    return fields.instant("stopBy");
  }

  /// What keeps the next iteration from starting although the daemon runs. What only another
  /// version knows is left to the user and the next work tick.
  public Optional<IterationOutcome> pausedAfter() {
    return fields
        .text("pausedAfter")
        .map(name -> IterationOutcome.find(name).orElse(IterationOutcome.USER_ERROR));
  }

  /// No iteration starts before this, unless the user asks for one.
  public Optional<Instant> notBefore() {
    return fields.instant("notBefore");
  }

  /// Ends of iterations in a row that another try may cure.
  public long failuresInARow() {
    return fields.number("failuresInARow", 0);
  }

  /// The outcome of the iteration that ended last, where this version knows it.
  public Optional<IterationOutcome> lastOutcome() {
    return fields.text("lastOutcome").flatMap(IterationOutcome::find);
  }

  public Optional<String> lastMessage() {
    return fields.text("lastMessage");
  }

  /// The iteration that works or worked last.
  public Optional<String> currentIteration() {
    return fields.text("currentIteration");
  }

  /// The priority that is worked on, as people know it.
  public Optional<String> currentPriority() {
    return fields.text("currentPriority");
  }

  /// The priority that the user asked for with `start`; the next new iteration takes it.
  public Optional<String> requestedPriority() {
    return fields.text("requestedPriority");
  }

  public Optional<String> step() {
    return fields.text("step");
  }

  /// 0 to 100.
  public int progress() {
    return (int) fields.number("progress", 0);
  }

  public Optional<Instant> startedAt() {
    return fields.instant("startedAt");
  }

  public Optional<Instant> lastActivity() {
    return fields.instant("lastActivity");
  }

  /// The sequence number of the newest command.
  public long commandSequence() {
    return fields.number("commandSequence", 0);
  }

  /// The highest sequence number of a start, stop or restart that was applied.
  public long appliedSequence() {
    return fields.number("appliedSequence", 0);
  }

  /// How often something happened, repairs for instance.
  public long counter(String name) {
    return fields.fields("counters").number(name, 0);
  }

  public Project counting(String name) {
    var counters = fields.fields("counters");
    return with("counters", counters.with(name, counters.number(name, 0) + 1));
  }

  /// Commits that iterations made on a day (UTC); only the last day that had one is known.
  public long commitsOn(LocalDate day) {
    var commits = fields.fields("commits");
    var known = commits.text("date").filter(day.toString()::equals).isPresent();
    return known ? commits.number("count", 0) : 0;
  }

  Project withCommitOn(LocalDate day) {
    return with(
        "commits", Fields.empty().with("date", day.toString()).with("count", commitsOn(day) + 1));
  }

  /// What the calls of a day (UTC) cost that were settled; only the last day that had one is known.
  public Usd spentOn(LocalDate day) {
    var spent = fields.fields("spent");
    return spent
        .text("date")
        .filter(day.toString()::equals)
        .flatMap(known -> spent.decimal("usd"))
        .map(Usd::ofStored)
        .orElse(Usd.ZERO);
  }

  public Project withSpent(LocalDate day, Usd spent) {
    return with("spent", Fields.empty().with("date", day.toString()).with("usd", spent.stored()));
  }

  /// The pull request of the iteration that works or worked last.
  public Optional<String> pullRequest() {
    return fields.text("pullRequest");
  }

  /// This project with one field changed; null removes it.
  public Project with(String name, @Nullable Object value) {
    return new Project(id, value == null ? fields.without(name) : fields.with(name, value));
  }

  Project without(String... names) {
    var rest = fields;
    for (var name : names) {
      rest = rest.without(name);
    }
    return new Project(id, rest);
  }

  Project withLease(Lease lease) {
    return with("highestFence", Math.max(lease.fence(), highestFence()))
        .with("lease", lease.toFields());
  }

  /// Without a lease; its fence stays the highest.
  Project withoutLease() {
    return with("highestFence", highestFence()).without("lease", "stopBy");
  }

  /// Nothing keeps the next iteration from starting any more.
  Project unpaused() {
    return without("pausedAfter", "notBefore", "failuresInARow");
  }
}
