package io.codedeveloper.reliability.kill;

import io.codedeveloper.budget.Usd;
import io.codedeveloper.daemon.Project;
import io.codedeveloper.daemon.Projects;
import io.codedeveloper.notification.Notification;
import io.codedeveloper.notification.Notifications;
import io.codedeveloper.platform.Fields;
import io.codedeveloper.platform.Query;
import io.codedeveloper.project.ProjectDocuments;
import io.codedeveloper.reliability.kill.GitHubStandIn.PullRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Looks, when all is done and the host has ended, whether anything was lost, done twice or leaked.
final class Aftermath {
  private static final Duration LAST_MOMENT = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final World world;
  private final int repeatable;
  private final Project project;
  private final List<String> violations = new ArrayList<>();

  /// @param repeatable how many of the model's answers may have been lost
  Aftermath(World world, int repeatable) {
    this.world = world;
    this.repeatable = repeatable;
    this.project = new Projects(world.look().documents()).require(world.project());
  }

  /// One sentence for each broken rule.
  List<String> violations() {
    onePullRequestEach();
    commitsAreWhole();
    oneNotificationEach();
    budgetHolds();
    nothingIsLeft();
    nothingLeaked();
    return violations;
  }

  /// Where the project stands, for a run that does not come to its end.
  String state() {
    return "desired %s, phase %s, step %s, last outcome %s (%s), lease %s, not before %s, %d pull requests"
        .formatted(
            project.desired(),
            project.fields().text("phase").orElse("-"),
            project.step().orElse("-"),
            project.lastOutcome().map(Enum::name).orElse("-"),
            project.lastMessage().orElse("-"),
            project.lease().map(Object::toString).orElse("-"),
            project.notBefore().map(Object::toString).orElse("-"),
            world.gitHub().pullRequests().size());
  }

  private void require(boolean holds, String otherwise, Object... values) {
    if (!holds) {
      violations.add(otherwise.formatted(values));
    }
  }

  private static String branch(String name) {
    return World.BRANCHES + (World.NAMES.indexOf(name) + 1);
  }

  private void onePullRequestEach() {
    for (var name : World.NAMES) {
      var ours =
          world.gitHub().pullRequests().stream()
              .filter(one -> one.branch().equals(branch(name)))
              .map(PullRequest::number)
              .toList();
      require(ours.size() == 1, "I1: %s has the pull requests %s", branch(name), ours);
    }
    require(
        world.gitHub().pullRequests().size() == World.NAMES.size(),
        "I1: there are %d pull requests",
        world.gitHub().pullRequests().size());
  }

  private void commitsAreWhole() {
    for (var name : World.NAMES) {
      var git = world.repository();
      var branch = branch(name);
      if (git.run("branch", "--list", branch).isEmpty()) {
        violations.add("I9: there is no branch " + branch);
        continue;
      }
      var subjects = world.commits(branch);
      require(
          subjects.stream().filter(World::isComplete).count() == 1
              && World.isComplete(subjects.getFirst()),
          "I9: %s has the commits %s",
          branch,
          subjects);
      var changed = git.run("diff", "--name-only", "main", branch).lines().sorted().toList();
      require(
          changed.equals(Stream.of(name + ".txt", "docs/ROADMAP.md").sorted().toList()),
          "I9: %s changes %s",
          branch,
          changed);
      var trailers = git.run("log", "-1", "--format=%B", branch);
      require(trailers.contains("Iteration-Id: "), "I9: %s has no trailer: %s", branch, trailers);
      var line = "PRIORITY %d: ".formatted(World.NAMES.indexOf(name) + 1);
      var roadmap = git.run("show", branch + ":docs/ROADMAP.md");
      require(
          roadmap.lines().dropWhile(one -> !one.contains(line)).limit(2).anyMatch(Aftermath::done),
          "I9: the roadmap on %s does not say that it is complete",
          branch);
    }
    var health = world.repository().run("fsck", "--no-dangling");
    require(health.isEmpty(), "I9: git fsck says %s", health);
  }

  private static boolean done(String line) {
    return line.contains("✅");
  }

  private void oneNotificationEach() {
    var told =
        new Notifications(world.look().documents())
            .list(world.project(), Optional.empty(), 100, Optional.empty())
            .items();
    var titles = told.stream().map(Notification::title).sorted().toList();
    var complete = told.stream().filter(one -> one.type() == Notification.Type.COMPLETION).count();
    var troubles = titles.stream().filter(title -> title.startsWith("Keeps failing: ")).toList();
    require(
        complete == World.NAMES.size()
            && told.size() == complete + troubles.size()
            && troubles.size() == Set.copyOf(troubles).size(),
        "I8: the notifications are %s",
        titles);
  }

  private void budgetHolds() {
    var limits = project.settings().budgets();
    var store = world.look().documents();
    var documents = new ProjectDocuments(world.project());
    for (var entry : store.query(Query.of(documents.ledger(), "date").limit(10)).items()) {
      var isDay = entry.id().length() > "2026-11".length();
      charged(entry.id(), entry.fields(), "spentUsd", isDay ? limits.perDay() : limits.perMonth());
    }
    for (var entry : store.query(Query.of(documents.priorities(), "key").limit(10)).items()) {
      charged(entry.id(), entry.fields(), "costUsd", limits.perPriority());
    }
    modelCalls();
  }

  private void charged(String account, Fields fields, String spent, Usd limit) {
    var paid = fields.decimal(spent).map(Usd::ofStored).orElse(Usd.ZERO);
    var reserved = fields.decimal("reservedUsd").map(Usd::ofStored).orElse(Usd.ZERO);
    require(reserved.compareTo(Usd.ZERO) >= 0, "I5: %s has %s set aside", account, reserved);
    require(
        paid.plus(reserved).compareTo(limit) <= 0,
        "I5: %s is charged %s of %s",
        account,
        paid.plus(reserved),
        limit);
  }

  private void modelCalls() {
    var usual = World.NAMES.size() * World.TURNS;
    var asked = world.model().requests().size();
    var most = usual + repeatable;
    require(
        asked >= usual && asked <= most,
        "I5: the model was asked %d times; %d were needed, and %d calls may be repeated",
        asked,
        usual,
        most - usual);
  }

  private void nothingIsLeft() {
    require(project.lease().isEmpty(), "I6: the lease is left: %s", project.lease());
    var left = processes();
    require(left.isEmpty(), "I12: processes are left: %s", left);
    require(trees().isEmpty(), "G16: work trees are left: %s", trees());
    var checkpoints = world.look().blobs().list("checkpoints/", 10, Optional.empty()).items();
    require(checkpoints.isEmpty(), "I6: checkpoints are left: %s", checkpoints);
  }

  /// What has given its lease back may take a moment to end.
  private List<Long> processes() {
    var end = Instant.now().plus(LAST_MOMENT);
    var left = left();
    while (!left.isEmpty() && Instant.now().isBefore(end)) {
      LockSupport.parkNanos(PAUSE.toNanos());
      left = left();
    }
    return left;
  }

  private List<Long> left() {
    return ProcessHandle.allProcesses().filter(this::isOurs).map(ProcessHandle::pid).toList();
  }

  /// True when the sweep has nothing left to delete.
  boolean isSwept() {
    return trees().isEmpty()
        && world.look().blobs().list("checkpoints/", 1, Optional.empty()).items().isEmpty();
  }

  /// Whatever has the data directory in its command line or its environment, sandboxes too.
  private boolean isOurs(ProcessHandle process) {
    return process.pid() != ProcessHandle.current().pid()
        && List.of("cmdline", "environ").stream()
            .anyMatch(file ->
                contains(
                    Path.of("/proc", Long.toString(process.pid()), file), world.data().toString()));
  }

  private List<Path> trees() {
    var work = world.data().resolve("work");
    if (!Files.isDirectory(work)) {
      return List.of();
    }
    try (var entries = Files.list(work)) {
      return entries.toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void nothingLeaked() {
    var told =
        world.gitHub().pullRequests().stream()
            .map(Object::toString)
            .collect(Collectors.joining("\n"));
    var asked =
        world.model().requests().stream().map(Object::toString).collect(Collectors.joining("\n"));
    var history = world.repository().run("log", "--all", "-p");
    for (var secret : List.of(World.TOKEN, World.KEY)) {
      require(!told.contains(secret), "I4: a pull request holds a secret");
      require(!asked.contains(secret), "I4: a request to the model holds a secret");
      require(!history.contains(secret), "I4: the repository holds a secret");
      for (var file : files()) {
        require(!contains(file, secret), "I4: %s holds a secret", file);
      }
    }
  }

  private List<Path> files() {
    try (var files = Files.walk(world.data())) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.endsWith("secrets.json"))
          .toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static boolean contains(Path file, String text) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1).contains(text);
    } catch (IOException gone) {
      return false;
    }
  }
}
