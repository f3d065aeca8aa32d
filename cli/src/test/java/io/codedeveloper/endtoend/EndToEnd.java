package io.codedeveloper.endtoend;

import io.codedeveloper.reliability.kill.Trees;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/// `./dev end-to-end [--runs N]`: what [CloudIT] tests, again and again, each time with another
/// Firestore, functions and jobs of its own. The directory of a run that failed is kept.
public final class EndToEnd {
  private static final int USUAL_RUNS = 10;

  private final PrintStream out;

  /// @param out gets one line a run
  private EndToEnd(PrintStream out) {
    this.out = out;
  }

  public static void main(String[] arguments) throws IOException {
    System.setProperty("slf4j.internal.verbosity", "WARN");
    System.setProperty("slf4j.provider", "ch.qos.logback.classic.spi.LogbackServiceProvider");
    if (arguments.length != 0 && !String.join(" ", arguments).matches("--runs [1-9][0-9]{0,3}")) {
      System.err.println("usage: ./dev end-to-end [--runs N], with N from 1");
      System.exit(2);
    }
    var runs = arguments.length == 0 ? USUAL_RUNS : Integer.parseInt(arguments[1]);
    var passed = new EndToEnd(System.out).passed(runs);
    System.out.printf("end to end: %d runs, %d passed, %d failed%n", runs, passed, runs - passed);
    System.exit(passed == runs ? 0 : 1);
  }

  private int passed(int runs) throws IOException {
    var passed = 0;
    for (var run = 1; run <= runs; run++) {
      var home = Files.createTempDirectory("end-to-end-").toRealPath();
      if (passes(run, home)) {
        passed++;
        Trees.delete(home);
      }
    }
    return passed;
  }

  private boolean passes(int run, Path home) {
    var began = Instant.now();
    try (var world = new CloudWorld(home)) {
      var started = Instant.now();
      new CloudComparison(world).run();
      var compared = Instant.now();
      new StoreOutage(world).run();
      out.printf(
          "run %d: ok; started in %s, the same documents after %s, finished after an outage in %s%n",
          run,
          seconds(began, started),
          seconds(started, compared),
          seconds(compared, Instant.now()));
      return true;
    } catch (RuntimeException | AssertionError failure) {
      out.printf("run %d: FAILED after %s; kept in %s%n", run, seconds(began, Instant.now()), home);
      failure.printStackTrace(out);
      return false;
    } finally {
      out.flush();
    }
  }

  private static String seconds(Instant begin, Instant end) {
    return "%.1f s".formatted(Duration.between(begin, end).toMillis() / 1000.0);
  }
}
