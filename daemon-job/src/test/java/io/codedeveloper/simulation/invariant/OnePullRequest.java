package io.codedeveloper.simulation.invariant;

import io.codedeveloper.job.host.PullRequest.State;
import io.codedeveloper.simulation.fake.InMemoryGitHost.Entry;
import io.codedeveloper.simulation.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A priority has at most one live pull request, beside those that a person has opened again; one
/// that was merged or closed is not opened again from the same branch.
final class OnePullRequest implements Invariant {
  @Override
  public String number() {
    return "I1";
  }

  @Override
  public List<String> problems(World world) {
    var problems = new ArrayList<String>();
    var all = world.host.all();
    var live =
        all.stream()
            .filter(entry -> entry.pullRequest().state() == State.OPEN)
            .collect(
                Collectors.groupingBy(OnePullRequest::marker, TreeMap::new, Collectors.toList()));
    live.forEach((marker, open) -> {
      if (open.stream().filter(one -> !world.seen.reopened(one)).count() > 1) {
        problems.add("more than one pull request is open for " + marker + ": " + words(open));
      }
      open.forEach(one ->
          all.stream()
              .filter(earlier -> isEarlier(earlier, one) && !world.seen.reopened(one))
              .forEach(earlier ->
                  problems.add(
                      "pull request %s was opened although there was %s"
                          .formatted(one.pullRequest(), earlier.pullRequest()))));
    });
    return problems;
  }

  private static boolean isEarlier(Entry earlier, Entry one) {
    return earlier.pullRequest().number() < one.pullRequest().number()
        && earlier.pullRequest().headBranch().equals(one.pullRequest().headBranch());
  }

  private static String words(List<Entry> entries) {
    return entries.stream()
        .map(entry -> entry.pullRequest().toString())
        .collect(Collectors.joining("; "));
  }

  static String marker(Entry entry) {
    return entry
        .body()
        .lines()
        .filter(line -> line.startsWith("<!-- code-developer "))
        .findFirst()
        .orElse("no marker, #" + entry.pullRequest().number());
  }
}
