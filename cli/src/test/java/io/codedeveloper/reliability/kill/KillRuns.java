package io.codedeveloper.reliability.kill;

import com.google.gson.GsonBuilder;
import io.codedeveloper.cli.Surroundings;
import io.codedeveloper.cli.demo.DemoSandbox;
import io.codedeveloper.cli.terminal.Console;
import io.codedeveloper.cli.terminal.Look;
import io.codedeveloper.platform.RandomIdSource;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;

/// `./dev kill-runs [--runs N] [--from SEED] [--json FILE]`: many runs, each with a seed of its
/// own. The directory of a run that broke a rule is kept.
public final class KillRuns {
  /// A run waits more than it works.
  private static final int AT_ONCE = 2;

  private final PrintStream out;
  private final String sandbox;

  /// @param out gets one line a run
  KillRuns(PrintStream out) {
    this.out = out;
    var console = new Console(out, out, Look.PIPE);
    var surroundings =
        new Surroundings(
            console,
            System.getenv(),
            Path.of("").toAbsolutePath(),
            Clock.systemUTC(),
            new RandomIdSource());
    this.sandbox = DemoSandbox.choose(surroundings).name();
  }

  /// What is kept of all runs.
  ///
  /// @param kills how many of each kind, by victim and by what was going on
  record Summary(long from, int runs, int violations, long seconds, Map<String, Integer> kills) {}

  public static void main(String[] arguments) throws IOException {
    System.setProperty("slf4j.internal.verbosity", "WARN");
    System.setProperty("slf4j.provider", "ch.qos.logback.classic.spi.LogbackServiceProvider");
    var options = options(arguments);
    var runs = Integer.parseInt(options.getOrDefault("--runs", "100"));
    var from = Long.parseLong(options.getOrDefault("--from", "1"));
    var summary = new KillRuns(System.out).run(from, runs);
    if (options.containsKey("--json")) {
      Files.writeString(
          Path.of(options.get("--json")),
          new GsonBuilder().setPrettyPrinting().create().toJson(summary) + "\n");
    }
    System.out.printf(
        "kill runs: %d, violations: %d, seconds: %d%n",
        summary.runs(), summary.violations(), summary.seconds());
    System.exit(summary.violations() == 0 ? 0 : 1);
  }

  private static Map<String, String> options(String[] arguments) {
    var options = new TreeMap<String, String>();
    for (var index = 0; index < arguments.length; index += 2) {
      var known = List.of("--runs", "--from", "--json").contains(arguments[index]);
      if (!known || index + 1 == arguments.length) {
        System.err.println("usage: ./dev kill-runs [--runs N] [--from SEED] [--json FILE]");
        System.exit(2);
      }
      options.put(arguments[index], arguments[index + 1]);
    }
    return options;
  }

  Summary run(long from, int runs) {
    var began = Instant.now();
    var kills = new TreeMap<String, Integer>();
    var violations = 0;
    try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
      var outcomes =
          LongStream.range(from, from + runs)
              .mapToObj(seed -> threads.submit(() -> one(seed)))
              .toList();
      for (var each : outcomes) {
        var outcome = each.get();
        outcome.kills().forEach(kill -> kills.merge(words(kill), 1, Integer::sum));
        violations += outcome.violations().size();
      }
    } catch (ExecutionException | InterruptedException failure) {
      throw new IllegalStateException(failure);
    }
    var seconds = Duration.between(began, Instant.now()).toSeconds();
    return new Summary(from, runs, violations, seconds, kills);
  }

  private KillRun.Outcome one(long seed) throws IOException {
    var home = Files.createTempDirectory("kill-run-" + seed + "-").toRealPath();
    var started = Instant.now();
    var outcome = run(home, seed);
    show(seed, home, outcome, Duration.between(started, Instant.now()));
    if (outcome.violations().isEmpty()) {
      Trees.delete(home);
    }
    return outcome;
  }

  private KillRun.Outcome run(Path home, long seed) {
    try (var run = new KillRun(home, KillPlan.of(seed), sandbox)) {
      return run.run();
    } catch (RuntimeException | AssertionError failure) {
      var why = List.of("the run itself failed: " + failure);
      return new KillRun.Outcome(why, List.of(), 0, 0, 0, 0);
    }
  }

  private static String words(DisturbedTraffic.Done kill) {
    var victim = kill.victim().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    return victim + " while the job " + kill.during();
  }

  private synchronized void show(long seed, Path home, KillRun.Outcome outcome, Duration took) {
    var kills = new ArrayList<String>();
    outcome.kills().forEach(kill -> kills.add(words(kill) + " (" + kill.place() + ")"));
    out.printf(
        "seed %d: %s; %d requests, %d model calls, %d hosts, %d waits, %.1f s; killed %s%n",
        seed,
        outcome.violations().isEmpty() ? "ok" : "FAILED",
        outcome.requests(),
        outcome.modelCalls(),
        outcome.hosts(),
        outcome.waits(),
        took.toMillis() / 1000.0,
        String.join(", ", kills));
    for (var violation : outcome.violations()) {
      out.println("  " + violation);
    }
    if (!outcome.violations().isEmpty()) {
      out.printf("  kept in %s; again with ./dev kill-runs --runs 1 --from %d%n", home, seed);
    }
    out.flush();
  }
}
