package io.codedeveloper.simulation.invariant;

import io.codedeveloper.simulation.fake.InMemoryGitHost.Entry;
import io.codedeveloper.simulation.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// No secret stands in a log, a pull request or the repository; prompts, messages and documents are
/// looked at while they are sent.
final class NoSecretTold implements Invariant {
  @Override
  public String number() {
    return "I4";
  }

  @Override
  public List<String> problems(World world) {
    var problems = new ArrayList<String>();
    world.logs.all().stream()
        .filter(entry -> World.holdsSecret(entry.message()))
        .forEach(entry -> problems.add("a secret stands in the log: " + entry));
    world.host.all().stream()
        .filter(entry -> World.holdsSecret(text(entry)))
        .forEach(entry -> problems.add("a secret stands in " + entry));
    world
        .origin
        .texts()
        .filter(World::holdsSecret)
        .forEach(text -> problems.add("a secret stands in the repository: " + text));
    return problems;
  }

  private static String text(Entry entry) {
    return Stream.concat(
            Stream.of(entry.pullRequest().title(), entry.body()), entry.comments().stream())
        .collect(Collectors.joining("\n"));
  }
}
