package io.codedeveloper.simulation.world;

import io.codedeveloper.job.host.PullRequest.State;
import io.codedeveloper.platform.DocumentPath;
import io.codedeveloper.platform.Fields;
import io.codedeveloper.simulation.fake.InMemoryGitHost.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// I1, while things happen: a priority whose pull request is open is not begun again, and an
/// iteration that opened a second one does not end as if it were the only one.
final class ProposalsWatched {
  /// What appears while the daemon looks is not seen by it.
  private static final Duration UNSEEN = Duration.ofMinutes(15);

  private final World world;
  private final List<Instant> known = new ArrayList<>();
  private final Set<String> begun = new HashSet<>();

  ProposalsWatched(World world) {
    this.world = world;
  }

  void look(DocumentPath path, @Nullable Fields fields, Instant now) {
    if (fields != null && path.value().contains("/priorities/")) {
      notice(now);
      begins(path.id(), fields, now);
    } else if (fields != null && fields.has("outcome")) {
      notice(now);
      ends(path.id(), fields);
    }
  }

  private void notice(Instant now) {
    for (var number = known.size(); number < world.host.all().size(); number++) {
      known.add(now);
    }
  }

  private void begins(String id, Fields fields, Instant now) {
    var iteration = fields.text("lastIteration").orElse("");
    if (iteration.isEmpty() || !begun.add(id + " " + iteration)) {
      return;
    }
    of(fields.text("key").orElse(id))
        .filter(entry -> known.get(index(entry)).plus(UNSEEN).isBefore(now))
        .forEach(entry ->
            world.seen.violated(
                "I1",
                "iteration %s begins %s anew, whose pull request is open: %s"
                    .formatted(iteration, id, entry.pullRequest())));
  }

  private void ends(String id, Fields fields) {
    var own = fields.fields("pullRequest").number("number", 0);
    var ended = fields.text("outcome").equals(Optional.of("pull_request"));
    if (!ended || own == 0) {
      return;
    }
    decided(own)
        .ifPresent(earlier ->
            world.seen.violated(
                "I1",
                "iteration %s ends with #%d, although the user had closed %s"
                    .formatted(id, own, earlier.pullRequest())));
    of(fields.text("priority").orElse(""))
        .filter(entry -> entry.pullRequest().number() < own && !world.seen.reopened(entry))
        .forEach(entry ->
            world.seen.violated(
                "I1",
                "iteration %s ends with #%d, and leaves %s open beside it"
                    .formatted(id, own, entry.pullRequest())));
  }

  /// One of the same branch that the user had closed before; a person may merge the younger, or
  /// open it again.
  private Optional<Entry> decided(long own) {
    var entry = world.host.all().get(Math.toIntExact(own) - 1);
    return world.host.all().stream()
        .limit(own - 1)
        .filter(one ->
            one.pullRequest().state() == State.CLOSED
                && one.comments().isEmpty()
                && one.pullRequest().headBranch().equals(entry.pullRequest().headBranch()))
        .filter(one -> entry.pullRequest().state() == State.OPEN && !world.seen.reopened(entry))
        .findFirst();
  }

  private Stream<Entry> of(String priority) {
    return world.host.all().stream()
        .filter(entry -> entry.pullRequest().state() == State.OPEN)
        .filter(entry -> entry.body().contains(" priority=" + priority + " "));
  }

  private static int index(Entry entry) {
    return Math.toIntExact(entry.pullRequest().number()) - 1;
  }
}
