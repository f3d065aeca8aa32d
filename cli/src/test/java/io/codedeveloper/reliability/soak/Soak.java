package io.codedeveloper.reliability.soak;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// `./dev soak [--minutes N]`: one host works on one priority after the other; a line for each
/// sample, and at the end whether what it holds stayed flat.
public final class Soak {
  private static final Duration BETWEEN_SAMPLES = Duration.ofSeconds(20);

  private Soak() {}

  public static void main(String[] arguments) throws IOException {
    System.setProperty("slf4j.internal.verbosity", "WARN");
    System.setProperty("slf4j.provider", "ch.qos.logback.classic.spi.LogbackServiceProvider");
    if (arguments.length != 0 && !(arguments.length == 2 && arguments[0].equals("--minutes"))) {
      System.err.println("usage: ./dev soak [--minutes N]");
      System.exit(2);
    }
    var minutes = arguments.length == 0 ? 60 : Integer.parseInt(arguments[1]);
    var home = Files.createTempDirectory("soak-").toRealPath();
    var problems = Verdict.problems(run(home, Duration.ofMinutes(minutes), System.out));
    problems.forEach(System.out::println);
    System.out.println(problems.isEmpty() ? "flat" : "not flat; kept in " + home);
    System.exit(problems.isEmpty() ? 0 : 1);
  }

  private static List<Sample> run(Path home, Duration length, PrintStream out) {
    var samples = new ArrayList<Sample>();
    try (var world = new SoakWorld(home)) {
      var end = Instant.now().plus(length);
      var next = Instant.now();
      while (Instant.now().isBefore(end)) {
        world.doOne();
        if (!Instant.now().isBefore(next)) {
          var sample = world.sample();
          show(samples.isEmpty(), sample, out);
          samples.add(sample);
          next = Instant.now().plus(BETWEEN_SAMPLES);
        }
      }
    }
    return samples;
  }

  private static void show(boolean first, Sample sample, PrintStream out) {
    if (first) {
      out.println(line(List.copyOf(sample.numbers().keySet())));
    }
    out.println(line(sample.numbers().values().stream().map(Object::toString).toList()));
  }

  private static String line(List<String> cells) {
    return cells.stream().map("%12s"::formatted).collect(Collectors.joining(" "));
  }
}
