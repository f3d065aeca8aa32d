package io.codedeveloper.simulation.world;

import io.codedeveloper.job.git.InMemoryOrigin.Person;
import io.codedeveloper.job.host.PullRequest;
import io.codedeveloper.simulation.engine.SimulatedProcess;
import io.codedeveloper.simulation.fake.InMemoryGitHost.Entry;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// A person who works with git beside the daemon: reviews, commits, pushes, deletes, rewrites.
final class GitUser {
  private static final long MINUTES = 60_000_000L;

  private final World world;
  private final String name;
  private final RandomGenerator random;
  private int works;

  GitUser(World world, String name) {
    this.world = world;
    this.name = name;
    this.random = world.chance();
  }

  void begin(int busy) {
    world.scheduler.spawn(
        0,
        name,
        new SimulatedProcess(name),
        () -> {
          while (!world.faults.ended()) {
            world.scheduler.sleep(random.nextLong(MINUTES / 10, 2 * busy * MINUTES));
            if (!world.faults.ended()) {
              act();
            }
          }
          world.origin.unprotect("main");
        });
  }

  /// Acts in the worst moment: just before somebody else's request arrives.
  void meddle() {
    if (random.nextInt(4) > 0) {
      world.wire.arriveAll();
    }
    switch (random.nextInt(4)) {
      case 0, 1 ->
          world.host.all().stream()
              .filter(GitUser::isOpen)
              .reduce((first, last) -> last)
              .ifPresent(this::close);
      case 2 -> act();
      default -> did("waits");
    }
  }

  /// Looks all the time, and decides on each new pull request at once.
  void review() {
    world.scheduler.spawn(
        0,
        name + "/reviews",
        new SimulatedProcess(name + "/reviews"),
        () -> {
          var seen = 0;
          while (!world.faults.ended()) {
            world.scheduler.sleep(random.nextLong(MINUTES / 10, MINUTES));
            for (var entry : world.host.all().subList(seen, world.host.all().size())) {
              seen++;
              decide(entry);
            }
          }
        });
  }

  private void decide(Entry entry) {
    switch (random.nextInt(4)) {
      case 0 -> close(entry);
      case 1, 2 -> merge(entry);
      default -> did("looks at #" + entry.pullRequest().number());
    }
  }

  private void act() {
    var open = world.host.all().stream().filter(GitUser::isOpen).toList();
    var one = open.isEmpty() ? null : open.get(random.nextInt(open.size()));
    switch (random.nextInt(14)) {
      case 0, 1, 2, 3 -> Optional.ofNullable(one).ifPresent(this::merge);
      case 4 -> Optional.ofNullable(one).ifPresent(this::close);
      case 5 -> Optional.ofNullable(one).ifPresent(it -> delete(branch(it)));
      case 6 -> Optional.ofNullable(one).ifPresent(it -> commit(branch(it), "review.txt"));
      case 7 -> reopen();
      case 8 -> rewriteBase();
      case 9 -> protect();
      case 10 -> editRoadmap();
      case 11 -> foreignBranch();
      default -> commit("main", "work-" + random.nextInt(3) + ".txt");
    }
  }

  private static boolean isOpen(Entry entry) {
    return entry.pullRequest().state() == PullRequest.State.OPEN;
  }

  private static String branch(Entry entry) {
    return entry.pullRequest().headBranch();
  }

  private Person me() {
    return new Person(name, name + "@example.org", world.clock.instant());
  }

  private void did(String what) {
    world.trace.event("does", () -> what);
  }

  private void merge(Entry entry) {
    var number = entry.pullRequest().number();
    did("merges #" + number + ": " + world.host.merge(number, me()));
  }

  private void close(Entry entry) {
    world.host.close(entry.pullRequest());
    did("closes #" + entry.pullRequest().number());
  }

  private void delete(String branch) {
    world.origin.delete(branch);
    world.seen.deletes(branch);
    did("deletes " + branch);
  }

  private void commit(String branch, String path) {
    if (world.origin.head(branch).isEmpty()) {
      return;
    }
    var content = "by " + name + " " + ++works + "\n";
    var commit = world.origin.commit(branch, me(), "Work\n", Map.of(path, Optional.of(content)));
    world.seen.foreign(branch, commit);
    did("commits " + path + " to " + branch);
  }

  private void reopen() {
    world.host.all().stream()
        .filter(entry -> entry.pullRequest().state() == PullRequest.State.CLOSED)
        .findFirst()
        .ifPresent(entry -> {
          if (world.host.reopen(entry.pullRequest().number())) {
            world.seen.reopens(entry.pullRequest().number());
          }
          did("reopens #" + entry.pullRequest().number());
        });
  }

  /// Takes the last commit of the base back, which loses whatever it held: by this person's will.
  private void rewriteBase() {
    var head = world.origin.head("main").orElseThrow();
    var log = world.origin.log(head);
    var parents = log.getFirst().parents();
    if (log.getFirst().authorName().equals(name) && !parents.isEmpty()) {
      world.origin.forcePush("main", parents.getFirst());
      world.seen.taken(head);
      did("rewrites main");
      if (random.nextBoolean()) {
        world.origin.forgetUnreachable();
      }
    }
  }

  private void protect() {
    if (random.nextBoolean()) {
      world.origin.protect("main", "GH006: Protected branch update failed for refs/heads/main.");
      did("protects main");
    } else {
      world.origin.unprotect("main");
      did("unprotects main");
    }
  }

  private void editRoadmap() {
    var head = world.origin.head("main").orElseThrow();
    var mark = "git-mark-" + ++works + ".";
    var change = new RoadmapChange(random, world.seen.nextPriority());
    var text = change.of(world.origin.content(head, Scenario.ROADMAP).orElse("# Roadmap\n"), mark);
    world.origin.commit("main", me(), "Plan\n", Map.of(Scenario.ROADMAP, Optional.of(text)));
    did("edits the roadmap: " + mark);
  }

  /// Somebody takes the name that the daemon's branch would have.
  private void foreignBranch() {
    var branch = "code-developer/priority-" + random.nextInt(1, 6);
    if (world.origin.head(branch).isEmpty()) {
      world.origin.forcePush(branch, world.origin.head("main").orElseThrow());
      commit(branch, "mine.txt");
    }
  }
}
