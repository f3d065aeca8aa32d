package io.codedeveloper.simulation.invariant;

import io.codedeveloper.job.git.CommitId;
import io.codedeveloper.platform.DocumentPath;
import io.codedeveloper.platform.Fields;
import io.codedeveloper.simulation.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// An iteration that ended with a pull request has one, with its commit in it; one that a person
/// opened again meanwhile stands for the priority, whatever is in it.
final class CompleteMeansProposed implements Invariant {
  @Override
  public String number() {
    return "I9";
  }

  @Override
  public List<String> problems(World world) {
    var problems = new ArrayList<String>();
    world
        .seen
        .present()
        .forEach((path, fields) -> {
          if (path.value().matches("projects/[^/]+/iterations/[^/]+")
              && fields.text("outcome").equals(Optional.of("pull_request"))) {
            problem(world, path, fields).ifPresent(problems::add);
          }
        });
    return problems;
  }

  private static Optional<String> problem(World world, DocumentPath path, Fields fields) {
    var number = fields.fields("pullRequest").number("number", 0);
    var entry =
        world.host.all().stream().filter(one -> one.pullRequest().number() == number).findFirst();
    if (entry.isEmpty()) {
      return Optional.of(path + " ended with a pull request that does not exist: " + number);
    }
    var commit = fields.text("commit").map(CommitId::new);
    var pushed =
        commit.isEmpty()
            || world.origin.isAncestor(commit.get(), entry.get().head())
            || world.seen.reopened(entry.get())
            || world.seen.deleted(entry.get().pullRequest().headBranch());
    return pushed
        ? Optional.empty()
        : Optional.of(
            "%s ended with pull request %s, which has not its commit %s"
                .formatted(path, entry.get().pullRequest(), commit.get()));
  }
}
