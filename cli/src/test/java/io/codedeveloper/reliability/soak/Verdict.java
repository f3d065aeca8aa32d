package io.codedeveloper.reliability.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// Compares the second fifth of a soak with its last: the first one warms up.
///
/// What a host holds must stay within a tolerance: the medians may differ by a part and by an
/// amount. What it remembers of work done may grow, but not faster for each priority.
final class Verdict {
  private static final int PARTS = 5;

  /// The part and the amount by which the last median may be above the second.
  private record Tolerance(double part, double amount) {}

  /// A heap after a collection differs by some buffers; resident memory follows it slowly; handles
  /// and threads come with connections that are kept for a while.
  private static final Map<String, Tolerance> HELD =
      Map.of(
          Sample.HEAP, new Tolerance(0.10, 1024),
          Sample.RESIDENT, new Tolerance(0.10, 8 * 1024),
          Sample.HANDLES, new Tolerance(0, 8),
          Sample.THREADS, new Tolerance(0, 4),
          Sample.WAITING, new Tolerance(0, 8),
          Sample.BLOBS, new Tolerance(0, 4),
          Sample.WORK_TREES, new Tolerance(0, 1));

  /// Remembered rows and bytes for each priority; the amount covers rounding.
  private static final Map<String, Tolerance> REMEMBERED =
      Map.of(Sample.ROWS, new Tolerance(0.25, 2), Sample.DATA, new Tolerance(0.5, 32));

  private Verdict() {}

  /// One sentence for each number that is not flat.
  static List<String> problems(List<Sample> samples) {
    var problems = new ArrayList<String>();
    if (samples.size() < PARTS) {
      return List.of("only " + samples.size() + " samples: too few to judge");
    }
    var second = part(samples, 1);
    var last = part(samples, PARTS - 1);
    HELD.forEach((name, tolerance) ->
        compare(name, median(second, name), median(last, name), tolerance, problems));
    REMEMBERED.forEach((name, tolerance) ->
        compare(
            name + " for each priority",
            growth(second, name),
            growth(last, name),
            tolerance,
            problems));
    return problems;
  }

  private static void compare(
      String name, double before, double after, Tolerance tolerance, List<String> problems) {
    if (after > before * (1 + tolerance.part()) + tolerance.amount()) {
      problems.add("%s grew from %.1f to %.1f".formatted(name, before, after));
    }
  }

  private static List<Sample> part(List<Sample> samples, int number) {
    var size = samples.size();
    return samples.subList(number * size / PARTS, (number + 1) * size / PARTS);
  }

  private static double median(List<Sample> samples, String name) {
    return median(samples, sample -> sample.number(name));
  }

  private static double median(List<Sample> samples, ToDoubleFunction<Sample> value) {
    var sorted = samples.stream().mapToDouble(value).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  /// How much a number grew for each priority that was done in this part.
  private static double growth(List<Sample> part, String name) {
    var first = part.getFirst();
    var last = part.getLast();
    var done = last.number(Sample.DONE) - first.number(Sample.DONE);
    return done == 0 ? 0 : (double) (last.number(name) - first.number(name)) / done;
  }
}
