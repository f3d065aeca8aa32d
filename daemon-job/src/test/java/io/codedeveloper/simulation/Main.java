package io.codedeveloper.simulation;

import io.codedeveloper.simulation.mutant.Mutant;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/// `./dev simulate`: runs seeds, tells what was violated and how to see it again.
public final class Main {
  private static final String USAGE =
      "usage: ./dev simulate [--seeds N] [--from SEED] [--trace] [--mutants] [--json FILE]";
  private static final long NANOS = 1_000_000_000L;
  private static final long PROGRESS = 5 * NANOS;
  private static final int VIOLATIONS_SHOWN = 20;
  private static final int MUTANT_SEEDS = 300;

  private final Options options;
  private final PrintStream out;
  private final PrintStream err;
  private final Totals totals = new Totals();
  private final long start = System.nanoTime();
  private final AtomicLong told = new AtomicLong(start);

  private Main(Options options, PrintStream out, PrintStream err) {
    this.options = options;
    this.out = out;
    this.err = err;
  }

  public static void main(String[] arguments) throws IOException {
    System.setProperty("slf4j.provider", "org.slf4j.helpers.NOP_FallbackServiceProvider");
    // The same hashes without the search for collisions, which nobody makes here.
    System.setProperty("org.eclipse.jgit.util.sha1.implementation", "jdkNative");
    System.exit(run(arguments, System.out, System.err));
  }

  /// @return 0 without a violation, 1 with one, 2 for wrong arguments
  static int run(String[] arguments, PrintStream out, PrintStream err) throws IOException {
    var options = Options.of(arguments);
    if (options.isEmpty()) {
      err.println(USAGE);
      return 2;
    }
    return new Main(options.get(), out, err).run();
  }

  private int run() throws IOException {
    if (options.trace()) {
      for (var seed = options.from(); seed < options.from() + options.seeds(); seed++) {
        seen(Simulation.run(seed, out::println));
      }
    } else {
      Runs.all(options.from(), options.seeds(), this::seen);
    }
    var took = seconds();
    out.print(totals.table());
    var mutants = options.mutants() ? mutants() : Map.<String, Integer>of();
    if (options.json().isPresent()) {
      Files.writeString(options.json().get(), totals.json(took, mutants), StandardCharsets.UTF_8);
    }
    var survived = mutants.values().stream().filter(seeds -> seeds == 0).count();
    out.printf(
        "%d seeds, %d with violations, %.0f virtual hours, %.0f seeds a minute%n",
        totals.seeds(), totals.violated(), totals.hours(), totals.seeds() / took * 60);
    return totals.violated() == 0 && survived == 0 ? 0 : 1;
  }

  private Map<String, Integer> mutants() {
    var found =
        Arrays.stream(Mutant.values())
            .parallel()
            .collect(
                Collectors.toMap(
                    Mutant::words,
                    mutant -> mutant.seedsUntilFound(MUTANT_SEEDS),
                    (one, same) -> one,
                    TreeMap::new));
    found.forEach((words, seeds) ->
        out.println(
            "mutant \"%s\": %s"
                .formatted(
                    words,
                    seeds > 0
                        ? "noticed after %d seeds".formatted(seeds)
                        : "NOT noticed in %d seeds".formatted(MUTANT_SEEDS))));
    return found;
  }

  private double seconds() {
    return (double) (System.nanoTime() - start) / NANOS;
  }

  private synchronized void seen(Simulation.Result result) {
    totals.add(result);
    if (!result.violations().isEmpty() && totals.violated() <= VIOLATIONS_SHOWN) {
      out.print(result.report());
    }
    if (System.nanoTime() - told.get() > PROGRESS) {
      told.set(System.nanoTime());
      err.printf(
          "%d of %d seeds, %d with violations, %.0f a minute%n",
          totals.seeds(), options.seeds(), totals.violated(), totals.seeds() / seconds() * 60);
    }
  }

  /// What the command line says.
  private record Options(
      long seeds, long from, boolean trace, boolean mutants, Optional<Path> json) {
    static Optional<Options> of(String[] arguments) {
      var options = new Options(2_000, 1, false, false, Optional.empty());
      try {
        for (var at = 0; at < arguments.length; at++) {
          options =
              switch (arguments[at]) {
                case "--seeds" -> options.withSeeds(positive(arguments[++at]));
                case "--from" -> options.withFrom(Long.parseLong(arguments[++at]));
                case "--trace" -> options.withTrace();
                case "--mutants" -> options.withMutants();
                case "--json" -> options.withJson(Path.of(arguments[++at]));
                default -> throw new IllegalArgumentException(arguments[at]);
              };
        }
        return Optional.of(options);
      } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException wrong) {
        return Optional.empty();
      }
    }

    private static long positive(String number) {
      var value = Long.parseLong(number);
      if (value < 1) {
        throw new IllegalArgumentException(number);
      }
      return value;
    }

    private Options withSeeds(long number) {
      return new Options(number, from, trace, mutants, json);
    }

    private Options withFrom(long seed) {
      return new Options(seeds, seed, trace, mutants, json);
    }

    private Options withTrace() {
      return new Options(seeds, from, true, mutants, json);
    }

    private Options withMutants() {
      return new Options(seeds, from, trace, true, json);
    }

    private Options withJson(Path file) {
      return new Options(seeds, from, trace, mutants, Optional.of(file));
    }
  }
}
