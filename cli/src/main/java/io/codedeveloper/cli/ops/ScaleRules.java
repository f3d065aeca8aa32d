package io.codedeveloper.cli.ops;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What Terraform and Cloud Run would refuse, told before anything is deployed.
///
/// @param values by setting, as they would be
/// @param ofImage whether functions are made of the image, which the second generation runs
record ScaleRules(Map<ScaleSetting, String> values, boolean ofImage) {
  private static final int MIB_OF_GIB = 1024;
  private static final double DECIMAL_GIB = 1e9 / (1 << 30);
  private static final double DECIMAL_MIB = 1e6 / (1 << 20);
  private static final int MOST_INSTANCES = 1000;
  private static final int SHORTEST_TASK = 300;
  private static final int LONGEST_TASK = 604_800;

  /// Processors that so many GiB need at least: Cloud Run's own table.
  private static final int[][] PROCESSORS = {{24, 8}, {16, 6}, {8, 4}, {4, 2}};

  /// GiB that so many processors need at least.
  private static final int[][] MEMORY = {{8, 4}, {6, 4}, {4, 2}};

  /// GiB that less than half a processor, and less than a whole one, may have.
  private static final double OF_LESS_THAN_HALF = 0.5;

  private static final double OF_LESS_THAN_ONE = 1;

  private static final int MOST_GIB = 32;

  /// Cloud Run's second generation starts nothing with less.
  private static final int LEAST_OF_SECOND = 512;

  /// A JVM with Google's clients needs so much.
  private static final int LEAST_OF_FUNCTION = 256;

  private static final double LEAST_PROCESSORS = 0.08;

  List<String> problems() {
    var problems = new ArrayList<String>();
    whole(ScaleSetting.MAX_INSTANCES, 1, MOST_INSTANCES, problems);
    var most = number(ScaleSetting.MAX_INSTANCES);
    whole(ScaleSetting.MIN_INSTANCES, 0, most < 1 ? MOST_INSTANCES : most, problems);
    whole(ScaleSetting.CONCURRENCY, 1, MOST_INSTANCES, problems);
    whole(ScaleSetting.JOB_TIMEOUT, SHORTEST_TASK, LONGEST_TASK, problems);
    size(ScaleSetting.FUNCTION_CPU, ScaleSetting.FUNCTION_MEMORY, problems);
    size(ScaleSetting.JOB_CPU, ScaleSetting.JOB_MEMORY, problems);
    least(ScaleSetting.JOB_MEMORY, LEAST_OF_SECOND, problems);
    least(ScaleSetting.FUNCTION_MEMORY, ofImage ? LEAST_OF_SECOND : LEAST_OF_FUNCTION, problems);
    if (ofImage && processors(ScaleSetting.FUNCTION_CPU) < 1) {
      problems.add("functions.cpu must be 1 at least where functions_from is image");
    } else if (processors(ScaleSetting.FUNCTION_CPU) < LEAST_PROCESSORS) {
      problems.add("functions.cpu must be 0.08 at least");
    }
    if (processors(ScaleSetting.JOB_CPU) < 1) {
      problems.add("job.cpu must be 1 at least");
    }
    if (processors(ScaleSetting.FUNCTION_CPU) < 1 && number(ScaleSetting.CONCURRENCY) > 1) {
      problems.add("functions.concurrency must be 1 where functions.cpu is less than 1");
    }
    return problems;
  }

  private String text(ScaleSetting setting) {
    return values.getOrDefault(setting, "");
  }

  private int number(ScaleSetting setting) {
    return text(setting).matches("[0-9]{1,9}") ? Integer.parseInt(text(setting)) : -1;
  }

  private void whole(ScaleSetting setting, int least, int most, List<String> problems) {
    var number = number(setting);
    if (number < least || number > most) {
      problems.add(
          "%s must be %d to %d, and is '%s'"
              .formatted(setting.wireName(), least, most, text(setting)));
    }
  }

  private void least(ScaleSetting memory, int mib, List<String> problems) {
    if (gib(memory).filter(gib -> gib * MIB_OF_GIB < mib).isPresent()) {
      problems.add(
          "%s must be %dMi at least, and is '%s'".formatted(memory.wireName(), mib, text(memory)));
    }
  }

  private double processors(ScaleSetting setting) {
    var text = text(setting);
    if (text.matches("[0-9]{1,5}m")) {
      return Double.parseDouble(text.replace("m", "")) / 1000;
    }
    return text.matches("[0-9]+(\\.[0-9]+)?") ? Double.parseDouble(text) : 0;
  }

  private Optional<Double> gib(ScaleSetting setting) {
    var text = text(setting);
    if (!text.matches("[0-9]{1,6}(Mi|Gi|M|G)")) {
      return Optional.empty();
    }
    var amount = Double.parseDouble(text.replaceAll("[A-Za-z]", ""));
    var decimal = text.endsWith("i") ? 1 : text.contains("G") ? DECIMAL_GIB : DECIMAL_MIB;
    return Optional.of(decimal * (text.contains("G") ? amount : amount / MIB_OF_GIB));
  }

  private void size(ScaleSetting cpu, ScaleSetting memory, List<String> problems) {
    var processors = processors(cpu);
    var whole = List.of(1.0, 2.0, 4.0, 6.0, 8.0).contains(processors);
    if (!whole && (processors <= 0 || processors > 1)) {
      problems.add("%s must be 1, 2, 4, 6 or 8, and is '%s'".formatted(cpu.wireName(), text(cpu)));
      return;
    }
    var gib = gib(memory);
    if (gib.isEmpty() || gib.get() > MOST_GIB) {
      problems.add(
          "%s must be an amount such as 512Mi or 4Gi, at most %dGi, and is '%s'"
              .formatted(memory.wireName(), MOST_GIB, text(memory)));
      return;
    }
    fit(cpu, memory, processors, gib.get(), problems);
  }

  private void fit(
      ScaleSetting cpu, ScaleSetting memory, double processors, double gib, List<String> problems) {
    var most = processors < 0.5 ? OF_LESS_THAN_HALF : OF_LESS_THAN_ONE;
    if (processors < 1 && gib > most) {
      problems.add(
          "%s of %s needs %s of %s at least"
              .formatted(memory.wireName(), text(memory), cpu.wireName(), gib > 1 ? "1" : "0.5"));
      return;
    }
    for (var row : PROCESSORS) {
      if (gib > row[0] && processors < row[1]) {
        problems.add(
            "%s of %s needs %s of %d at least"
                .formatted(memory.wireName(), text(memory), cpu.wireName(), row[1]));
        return;
      }
    }
    for (var row : MEMORY) {
      if (processors >= row[0] && gib < row[1]) {
        problems.add(
            "%s of %s needs %s of %dGi at least"
                .formatted(cpu.wireName(), text(cpu), memory.wireName(), row[1]));
        return;
      }
    }
  }
}
