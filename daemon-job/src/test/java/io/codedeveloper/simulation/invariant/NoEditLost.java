package io.codedeveloper.simulation.invariant;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.codedeveloper.job.git.CommitId;
import io.codedeveloper.simulation.world.Scenario;
import io.codedeveloper.simulation.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// An edit that was acknowledged is in the repository, on its way there, or still pending; only its
/// own editor replaces it, and then it is kept.
final class NoEditLost implements Invariant {
  private static final String ROOT = "projects/" + World.PROJECT + "/";

  @Override
  public String number() {
    return "I2";
  }

  @Override
  public List<String> problems(World world) {
    var problems = new ArrayList<String>();
    var marks = List.copyOf(world.seen.edits().keySet());
    if (marks.isEmpty()) {
      return problems;
    }
    var repository = new Texts(world);
    var pending = blobs(world, ROOT + "pending_edits/").toList();
    for (var mark : marks) {
      var last = mark.equals(world.seen.newestEdit());
      var found =
          pending.stream().anyMatch(text -> text.contains(mark))
              || repository.contain(mark)
              || (!last && blobs(world, ROOT + "replaced/").anyMatch(text -> text.contains(mark)));
      if (!found) {
        problems.add("the edit " + mark + " was acknowledged and is nowhere any more");
      }
    }
    return problems;
  }

  private static Stream<String> blobs(World world, String prefix) {
    return world.blobs.list(prefix, 1000, Optional.empty()).items().stream()
        .flatMap(entry -> world.blobs.read(entry.name()).stream())
        .map(blob -> new String(blob.content(), UTF_8));
  }

  /// All roadmaps that the repository ever had, the newest first.
  private record Texts(World world) {
    boolean contain(String mark) {
      return world.origin.branches().stream()
              .flatMap(branch -> world.origin.head(branch).stream())
              .anyMatch(head -> contains(head, mark))
          || Stream.concat(
                  world.origin.head("main").stream(),
                  world.host.all().stream().map(entry -> entry.head()))
              .flatMap(head -> world.origin.log(head).stream())
              .anyMatch(commit -> contains(commit.id(), mark));
    }

    private boolean contains(CommitId commit, String mark) {
      return world
          .origin
          .content(commit, Scenario.ROADMAP)
          .filter(text -> text.contains(mark))
          .isPresent();
    }
  }
}
