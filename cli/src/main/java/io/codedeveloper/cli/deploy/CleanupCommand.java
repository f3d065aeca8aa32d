package io.codedeveloper.cli.deploy;

import io.codedeveloper.cli.ExitCode;
import io.codedeveloper.cli.OutputOptions;
import io.codedeveloper.cli.Surroundings;
import io.codedeveloper.platform.UserErrorException;
import io.codedeveloper.platform.VariableReader;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Takes an installation in Google Cloud down, or parts of it.
@Command(
    name = "cleanup",
    description = {
      "Finds out what there is of an installation, shows what would go, asks, and deletes it. What"
          + " fails is told at the end, and keeps nothing else from being deleted.",
      "Without --all and --only there is a menu. Data that keep_data protects stay."
    })
public final class CleanupCommand implements Callable<Integer> {
  private final Surroundings with;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private TargetOptions options = new TargetOptions();

  @Option(names = "--all", description = "Everything; you confirm it by typing DELETE ALL.")
  private boolean all;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "PART",
      description =
          "These parts: schedule, functions, job, messages, monitoring, secrets, images, data,"
              + " accounts; and what cannot be without them. You confirm it by typing the"
              + " environment's name.")
  private List<String> only = List.of();

  @Option(names = "--dry-run", description = "Show what would go, and delete nothing.")
  private boolean dryRun;

  @Mixin private OutputOptions output = new OutputOptions();

  public CleanupCommand(Surroundings with) {
    this.with = with;
  }

  @Override
  public Integer call() {
    checkMode();
    var named = named();
    var problems = new VariableReader(with.environment());
    var target = options.target(with, problems);
    var programs = TargetOptions.programs(with, target);
    new Prerequisites(target, programs, problems).checkout().cloud().state().check();
    var cleanup = new Cleanup(target, programs);
    var found = cleanup.discover();
    var choice = new CleanupChoice(with, target.environment(), target.project(), found.blocks());
    var parts = chosen(choice, named);
    var view = new CleanupView(with.console(), output.json(), found);
    if (parts.isEmpty()) {
      view.nothing(target.environment());
      return ExitCode.NOTHING_TO_DO;
    }
    var going = going(cleanup, found, parts);
    view.announce(going);
    if (dryRun) {
      view.show(going, cleanup.commands(parts));
      return ExitCode.DONE;
    }
    choice.confirm(all);
    var progress = new Progress(with.console(), with.clock(), output.json(), parts.size());
    return view.report(going, parts.keySet(), cleanup.delete(parts, progress));
  }

  private void checkMode() {
    if (all && !only.isEmpty()) {
      throw wrong("say --all or --only, and not both");
    }
    if (!all && only.isEmpty() && (output.json() || !with.person().there())) {
      throw wrong("say what shall go: --all, or --only PART,PART; the menu needs a terminal");
    }
  }

  private Set<Part> named() {
    var parts = EnumSet.noneOf(Part.class);
    for (var name : only) {
      parts.add(
          Part.named(name.strip())
              .orElseThrow(() ->
                  wrong(
                      "'%s' is no part of an installation; name some of: %s"
                          .formatted(name, Part.names()))));
    }
    return parts;
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private Map<Part, List<String>> chosen(CleanupChoice choice, Set<Part> named) {
    var there = choice.there();
    Set<Part> wanted = all ? there.keySet() : only.isEmpty() ? choice.fromMenu() : named;
    var parts = new EnumMap<Part, List<String>>(Part.class);
    there.forEach((part, blocks) -> {
      if (wanted.contains(part)) {
        parts.put(part, blocks);
      }
    });
    return parts;
  }

  private static List<String> going(
      Cleanup cleanup, MadeResources found, Map<Part, List<String>> parts) {
    var going = cleanup.going(parts.values().stream().flatMap(List::stream).toList());
    found
        .keptAmong(going)
        .ifPresent(kept -> {
          throw new UserErrorException(
              "%s would go with it, and keep_data protects it; set keep_data = false, run cloud deploy, and then this again"
                  .formatted(kept));
        });
    return going;
  }
}
