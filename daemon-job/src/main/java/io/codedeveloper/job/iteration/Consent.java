package io.codedeveloper.job.iteration;

import io.codedeveloper.daemon.IterationOutcome;
import io.codedeveloper.job.git.WorkTree.Change;
import io.codedeveloper.platform.Fields;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What only people decide about a change: protected paths in it, or the deletion of most of the
/// repository. They are asked once; only "approve" lets it through, and exactly what they were
/// asked about.
final class Consent {
  private static final String APPROVE = "approve";
  private static final String REJECT = "reject";
  private static final String ASKED = "consentAsked";
  private static final String ANSWER = "consent";

  private Consent() {}

  /// What becomes of a change.
  sealed interface Decision {
    /// @param paths that may be committed
    record Allowed(List<String> paths) implements Decision {}

    /// Not now, or not at all.
    record Ended(Step.Result.End end) implements Decision {}
  }

  /// What people are asked about.
  ///
  /// @param names for people
  /// @param exactly the same with fingerprints of what the files hold: an answer is one to this
  private record Wanted(List<String> names, List<String> exactly) {
    static Wanted of(Work work, List<Change> guarded, Optional<String> deletion) {
      var names = Stream.concat(guarded.stream().map(Change::path), deletion.stream());
      var exactly =
          Stream.concat(
              guarded.stream().map(change -> ChangeGuard.fingerprint(work, change)),
              deletion.stream());
      return new Wanted(names.toList(), exactly.toList());
    }

    boolean isAsked(Work work) {
      return work.iteration().data().texts(ASKED).equals(exactly);
    }
  }

  static Decision on(Work work, List<Change> changes) {
    var paths = changes.stream().map(Change::path).toList();
    var deletion = ChangeGuard.deletion(work, changes);
    var guarded = ChangeGuard.guarded(work, changes);
    var wanted = Wanted.of(work, guarded, deletion);
    if (wanted.names().isEmpty()) {
      return new Decision.Allowed(paths);
    }
    return switch (answer(work, wanted).orElse("")) {
      case APPROVE -> {
        work.note("Approved by you: %s.".formatted(String.join(", ", wanted.names())));
        yield new Decision.Allowed(paths);
      }
      case REJECT -> rejected(work, paths, guarded.stream().map(Change::path).toList(), deletion);
      default -> ask(work, wanted);
    };
  }

  private static Decision rejected(
      Work work, List<String> paths, List<String> guarded, Optional<String> deletion) {
    var rest = paths.stream().filter(path -> !guarded.contains(path)).toList();
    if (deletion.isPresent() || rest.stream().allMatch(work.roadmapPath()::equals)) {
      return new Decision.Ended(
          new Step.Result.End(
              IterationOutcome.BLOCKED,
              "you rejected the change; change the priority's text to have it done anew"));
    }
    work.note(
        "Left out, as you rejected it, though the tests ran with it: %s."
            .formatted(String.join(", ", guarded)));
    return new Decision.Allowed(rest);
  }

  /// The answer to exactly this question; it outlives the execution that read it first.
  private static Optional<String> answer(Work work, Wanted wanted) {
    if (!wanted.isAsked(work)) {
      return Optional.empty();
    }
    var known = work.iteration().data().text(ANSWER);
    if (known.isPresent()) {
      return known;
    }
    var given = Questions.answer(work);
    given.ifPresent(answer ->
        work.journal(
            "consent",
            80,
            Fields.empty().with("answer", answer),
            iteration -> iteration.withData(ANSWER, answer).with("question", null)));
    return given;
  }

  /// Whatever was asked before is forgotten with its answer: neither is about this.
  private static Decision ask(Work work, Wanted wanted) {
    if (!wanted.isAsked(work)) {
      work.journal(
          "consent",
          80,
          Fields.empty().with("asked", wanted.names()),
          iteration ->
              iteration
                  .withData(ASKED, wanted.exactly())
                  .withData(ANSWER, null)
                  .with("question", null));
    }
    return new Decision.Ended(
        Questions.ask(work, question(wanted.names()), List.of(APPROVE, REJECT)));
  }

  private static String question(List<String> wanted) {
    return "The change needs your consent, as only people decide about this:\n- %s\nApprove it, or reject it: then the pull request goes without these files."
        .formatted(String.join("\n- ", wanted));
  }
}
