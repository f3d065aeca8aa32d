package io.codedeveloper.job.iteration;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.codedeveloper.file.FilePath;
import io.codedeveloper.file.Files;
import io.codedeveloper.file.PendingEdit;
import io.codedeveloper.file.RepositoryMirror;
import io.codedeveloper.job.git.CommitId;
import io.codedeveloper.job.git.RemoteRepository.TreeFile;
import io.codedeveloper.platform.BlobStore.Entry;
import io.codedeveloper.platform.InstallationException;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.platform.UserErrorException;
import io.codedeveloper.roadmap.RoadmapMerge;
import io.codedeveloper.roadmap.RoadmapMerge.MergeResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Brings what people edited through the API into the repository, under their names, before work
/// begins.
///
/// A base branch that refuses the push gets a pull request instead ([EditProposal]). An edit stays
/// pending until the repository has it; a conflict is told once and loses neither side.
final class PendingEdits {
  /// Of edits, and of what they were made on, in one run; several times as much is in its memory.
  static final long MOST_BYTES = 40_000_000;

  /// Of each of the texts that are merged; ten megabytes may as well be ten million lines.
  static final int MOST_LINES = 200_000;

  private final Work work;
  private final Files files;
  private final RepositoryMirror mirror;
  private final CommitId head;
  private final RefusedEdits refused;
  private final EditNotices notices;

  PendingEdits(Work work, CommitId head) {
    this(work, head, new RefusedEdits(work, head));
  }

  private PendingEdits(Work work, CommitId head, RefusedEdits refused) {
    this.work = work;
    this.head = head;
    this.refused = refused;
    this.notices = new EditNotices(work, refused);
    var platform = work.services().platform();
    var project = work.project();
    var roadmap = new FilePath(project.settings().roadmapPath());
    this.files = new Files(platform.blobs(), platform.clock(), project.id(), roadmap);
    this.mirror = new RepositoryMirror(platform.blobs(), project.id(), files, roadmap);
  }

  /// Keeps the roadmap where the API reads it, unless nobody may read it there.
  void mirrorRoadmap(byte[] content) {
    if (!mirror.mirrorRoadmap(content, work.services().redactor())) {
      work.say(
          "the roadmap holds what looks like a secret, or is too large, and is not shown by the API");
    }
  }

  /// Edits that were saved earlier go first: what stands in the way of one of them is refused, and
  /// a later edit of the same file, under another path, waits for the next run.
  ///
  /// @return the base branch's head afterwards
  CommitId merge() {
    try {
      var round = mergeOnce();
      while (round.isPartial() && !work.stop().requested()) {
        round = new PendingEdits(work, round.head(), refused).mergeOnce();
      }
      refused.save();
      return round.head();
    } catch (TransientException later) {
      // What was learnt is not learnt again by the next run.
      refused.save();
      throw later;
    }
  }

  /// @param head of the base branch afterwards
  /// @param isPartial whether some were merged, and others are to be tried on the new head
  private record Round(CommitId head, boolean isPartial) {}

  private Round mergeOnce() {
    var waiting = files.waitingEdits();
    refused.begin(head, waiting.stream().map(Entry::generation).toList());
    var edits = worthATry(waiting);
    if (!edits.isEmpty()) {
      // An execution whose head is old by now would take an edit for merged that is not.
      work.checkFence();
    }
    var taken = new EditPlaces();
    var merged =
        edits.stream()
            .sorted(
                Comparator.comparing(PendingEdit::editedAt)
                    .thenComparing(edit -> edit.path().value()))
            .flatMap(edit -> mergeable(edit, taken).stream())
            .toList();
    return merged.isEmpty() ? new Round(head, false) : publish(merged);
  }

  /// The earliest, as far as generations tell, and no more than fit into the memory. Those that
  /// were told of would keep the others waiting for ever.
  private List<PendingEdit> worthATry(List<Entry> waiting) {
    var wanted =
        waiting.stream()
            .filter(one -> !refused.contain(one.generation()))
            .sorted(
                Comparator.<Entry, Boolean>comparing(one -> refused.isLast(one.generation()))
                    .thenComparingLong(Entry::generation))
            .toList();
    var edits = new ArrayList<PendingEdit>();
    var bytes = 0L;
    for (var at = 0; at < wanted.size(); at++) {
      if (!edits.isEmpty() && bytes + wanted.get(at).size() > MOST_BYTES) {
        work.say("%d more edits wait for the next run".formatted(wanted.size() - at));
        break;
      }
      var edit = files.pendingEdit(wanted.get(at), notices::unreadable);
      edit.ifPresent(edits::add);
      bytes += edit.map(PendingEdits::size).orElse(0L);
    }
    return edits;
  }

  private static long size(PendingEdit edit) {
    return edit.content().length + edit.base().map(base -> (long) base.length).orElse(0L);
  }

  /// One edit that cannot be merged keeps neither the others nor the work from going on.
  private Optional<MergedEdit> mergeable(PendingEdit edit, EditPlaces taken) {
    try {
      var place = work.remote().place(head, edit.path().value());
      if (taken.isTaken(place)) {
        work.say("your edit of %s waits for another of the same file".formatted(edit.path()));
        return Optional.empty();
      }
      var present = work.remote().read(head, edit.path().value()).map(TreeFile::content);
      var merged =
          mergedContent(edit, present).map(content -> new MergedEdit(edit, place, content));
      merged.ifPresent(one -> taken.take(one.place(), present.isEmpty()));
      return merged;
    } catch (InstallationException lacking) {
      throw lacking;
    } catch (UserErrorException refusal) {
      notices.refused(edit, String.valueOf(refusal.getMessage()));
      return Optional.empty();
    }
  }

  /// What the repository shall have; empty when it has it already, or cannot get it.
  ///
  /// @param present what it has
  private Optional<byte[]> mergedContent(PendingEdit edit, Optional<byte[]> present) {
    if (isThere(edit.content(), present)) {
      settled(edit, edit.content());
      return Optional.empty();
    }
    if (present.isEmpty() && changesNothing(edit)) {
      files.markMergedUnread(edit);
      return Optional.empty();
    }
    if (edit.openMarks() > 0) {
      notices.marked(
          edit, edit.generation(), "it has marks of a conflict, between which two texts stand");
      return Optional.empty();
    }
    if (!work.services().redactor().isClean(text(edit.content()))) {
      notices.secret(edit);
      return Optional.empty();
    }
    if (present.map(Files::gitBlobId).equals(edit.baseId())) {
      return Optional.of(edit.content());
    }
    var nothing = new byte[0];
    var merged = merge(edit, edit.base().orElse(nothing), present.orElse(nothing));
    if (merged.isPresent() && isThere(merged.get(), present)) {
      settled(edit, merged.get());
      return Optional.empty();
    }
    return merged;
  }

  /// What somebody deleted meanwhile stays deleted then.
  private static boolean changesNothing(PendingEdit edit) {
    return edit.baseId().equals(Optional.of(Files.gitBlobId(edit.content())));
  }

  private static boolean isThere(byte[] content, Optional<byte[]> present) {
    return present.filter(known -> Arrays.equals(known, content)).isPresent();
  }

  /// The editor's and the repository's changes together; empty when they contradict each other or
  /// are no text, which is told.
  private Optional<byte[]> merge(PendingEdit edit, byte[] base, byte[] repository) {
    if (Stream.of(base, repository, edit.content()).anyMatch(PendingEdits::isTooLong)) {
      notices.kept(
          edit,
          String.format(
              Locale.ROOT,
              "one of the texts is too long to be merged: it has more than %,d bytes or %,d lines",
              RepositoryMirror.LARGEST_FILE,
              MOST_LINES));
      return Optional.empty();
    }
    if (!isText(base) || !isText(repository) || !isText(edit.content())) {
      notices.kept(edit, "it is no text that could be merged");
      return Optional.empty();
    }
    return switch (RoadmapMerge.merge(text(base), text(edit.content()), text(repository))) {
      case MergeResult.Merged(var merged) -> Optional.of(merged.getBytes(UTF_8));
      case MergeResult.Conflict(var marked, var places) -> {
        putBoth(edit, marked.getBytes(UTF_8), repository);
        yield Optional.empty();
      }
    };
  }

  private void putBoth(PendingEdit edit, byte[] marked, byte[] repository) {
    if (!mayBeRead(repository) || marked.length > RepositoryMirror.LARGEST_FILE) {
      notices.kept(edit, "what it has cannot be shown here");
      return;
    }
    files
        .putBoth(edit, marked, repository)
        .ifPresent(generation ->
            notices.marked(
                edit,
                generation,
                "the repository changed the same lines, so that both texts stand in it now"));
  }

  private boolean mayBeRead(byte[] content) {
    return RepositoryMirror.mayBeRead(content, work.services().redactor());
  }

  private void settled(PendingEdit edit, byte[] content) {
    if (mayBeRead(content)) {
      files.markMerged(edit, content);
    } else {
      files.markMergedUnread(edit);
    }
  }

  private static boolean isTooLong(byte[] content) {
    if (content.length > RepositoryMirror.LARGEST_FILE) {
      return true;
    }
    var lines = 0;
    for (var octet : content) {
      if (octet == '\n') {
        lines++;
      }
    }
    return lines > MOST_LINES;
  }

  private static boolean isText(byte[] content) {
    return Arrays.equals(text(content).getBytes(UTF_8), content);
  }

  private static String text(byte[] content) {
    return new String(content, UTF_8);
  }

  /// What the host refuses keeps no other edit waiting: after some were merged, the rest is tried
  /// on the new head.
  private Round publish(List<MergedEdit> merged) {
    var tree = new EditedTree(work, head);
    var fit = tree.write(merged, one -> notices.refused(one.one().edit(), one.why()));
    var push = new EditPush(work, head, tree);
    try {
      var taken = push.push(fit);
      if (!push.isMerged()) {
        return new Round(head, false);
      }
      taken.forEach(one -> settled(one.edit(), one.content()));
      return new Round(push.head(), taken.size() < fit.size());
    } finally {
      tellRefused(push);
    }
  }

  private void tellRefused(EditPush push) {
    var all = push.refused();
    if (push.takesNothing()) {
      notices.hostTakesNothing(all.getFirst().one().edit(), all.getFirst().why());
    } else {
      all.forEach(one -> notices.refusedByHost(one.one().edit(), one.why()));
    }
  }
}
