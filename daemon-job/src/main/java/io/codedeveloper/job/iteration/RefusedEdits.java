package io.codedeveloper.job.iteration;

import io.codedeveloper.daemon.Projects;
import io.codedeveloper.job.git.CommitId;
import io.codedeveloper.platform.Fields;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/// Which pending edits are not worth another try, remembered with the project: their editors were
/// told, and a later save of the file is another edit.
///
/// What does not go with a head of the base branch may go with the next one. What the host refuses
/// is not offered again: with every try the pull request of the others would lose and regain them.
final class RefusedEdits {
  private static final String FIELD = "refusedEdits";

  private final Work work;
  private final Fields stored;
  private final Set<Long> byHost;
  private final Set<Long> atHead;
  private final Set<Long> earlier;
  private CommitId head;

  RefusedEdits(Work work, CommitId head) {
    this.work = work;
    this.stored = work.project().fields().fields(FIELD);
    this.byHost = generations("byHost");
    this.atHead = generations("atHead");
    this.earlier = generations("earlier");
    this.head = stored.text("head").map(CommitId::new).orElse(head);
  }

  private Set<Long> generations(String name) {
    return stored.texts(name).stream()
        .map(Long::valueOf)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /// @param now the base branch's head
  /// @param pending generations of all edits that are: the others are forgotten
  void begin(CommitId now, Collection<Long> pending) {
    byHost.retainAll(pending);
    atHead.retainAll(pending);
    earlier.retainAll(pending);
    if (!now.equals(head)) {
      earlier.addAll(atHead);
      atHead.clear();
      head = now;
    }
  }

  boolean contain(long generation) {
    return byHost.contains(generation) || atHead.contains(generation);
  }

  /// Whether it did not go with an earlier head, so that it is tried after all others.
  boolean isLast(long generation) {
    return earlier.contains(generation);
  }

  void addAtHead(long generation) {
    atHead.add(generation);
  }

  void addByHost(long generation) {
    byHost.add(generation);
  }

  void save() {
    var now = fields();
    if (!now.equals(stored)) {
      work.services()
          .leases()
          .fenced(
              work.project().id(),
              work.fence(),
              (tx, project) -> Projects.put(tx, project.with(FIELD, now)));
    }
  }

  private Fields fields() {
    return byHost.isEmpty() && atHead.isEmpty() && earlier.isEmpty()
        ? Fields.empty()
        : Fields.empty()
            .with("head", head.hex())
            .with("atHead", texts(atHead))
            .with("earlier", texts(earlier))
            .with("byHost", texts(byHost));
  }

  private static Collection<String> texts(Set<Long> generations) {
    return generations.stream().map(String::valueOf).toList();
  }
}
