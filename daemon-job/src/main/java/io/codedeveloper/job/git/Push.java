package io.codedeveloper.job.git;

import io.codedeveloper.job.git.RemoteRepository.PushResult;
import io.codedeveloper.job.git.RemoteRepository.PushResult.NotFastForward;
import io.codedeveloper.job.git.RemoteRepository.PushResult.Pushed;
import io.codedeveloper.job.git.RemoteRepository.PushResult.Refused;
import io.codedeveloper.platform.TransientException;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.RemoteRefUpdate;

/// One push: looks at the remote first, names what it saw there as expected, and never forces.
final class Push {
  private final RemoteConnection remote;
  private final Repository cache;
  private final String branch;
  private final Optional<ObjectId> before;
  private final ObjectId commit;

  /// @param before where the branch must be; empty for wherever it can be fast-forwarded from
  Push(
      RemoteConnection remote,
      Repository cache,
      String branch,
      Optional<ObjectId> before,
      ObjectId commit) {
    this.remote = remote;
    this.cache = cache;
    this.branch = branch;
    this.before = before;
    this.commit = commit;
  }

  PushResult run() {
    var seen = head();
    if (seen.equals(commit)) {
      return new Pushed();
    }
    if (before.filter(expected -> !expected.equals(seen)).isPresent() || !isFastForward(seen)) {
      return new NotFastForward();
    }
    return localRefusal().<PushResult>map(Refused::new).orElseGet(() -> send(seen));
  }

  private ObjectId head() {
    var reference = remote.references(cache).get(Constants.R_HEADS + branch);
    var id = reference == null ? null : reference.getObjectId();
    return id == null ? ObjectId.zeroId() : id;
  }

  private boolean isFastForward(ObjectId seen) {
    try {
      return seen.equals(ObjectId.zeroId()) || new History(cache).isAncestor(seen, commit);
    } catch (IOException e) {
      throw DamagedObjects.orUnchecked(e);
    }
  }

  private Optional<String> localRefusal() {
    if (!(remote.url() instanceof RemoteUrl.Directory directory)) {
      return Optional.empty();
    }
    var local = LocalRemote.at(directory.path());
    local.requireWritable();
    return local.refusal(branch);
  }

  private PushResult send(ObjectId seen) {
    var result = remote.push(cache, update(seen));
    var answer = result.getRemoteUpdate(Constants.R_HEADS + branch);
    return switch (answer.getStatus()) {
      case OK, UP_TO_DATE -> new Pushed();
      case REJECTED_NONFASTFORWARD, REJECTED_REMOTE_CHANGED -> new NotFastForward();
      case REJECTED_NODELETE, REJECTED_OTHER_REASON, NON_EXISTING ->
          refused(seen, reason(answer, result.getMessages()));
      case NOT_ATTEMPTED, AWAITING_REPORT -> unanswered();
    };
  }

  /// The server said nothing of the branch.
  private PushResult unanswered() {
    if (head().equals(commit)) {
      return new Pushed();
    }
    throw new TransientException(
        "%s did not say what became of a push to '%s'".formatted(remote.url().display(), branch));
  }

  /// A server words a lost race in many ways; whether the branch moved tells it from a refusal.
  private PushResult refused(ObjectId seen, String reason) {
    var now = head();
    if (now.equals(commit)) {
      return new Pushed();
    }
    return now.equals(seen) ? new Refused(reason) : new NotFastForward();
  }

  private RemoteRefUpdate update(ObjectId seen) {
    try {
      return new RemoteRefUpdate(
          cache, commit.name(), commit, Constants.R_HEADS + branch, false, null, seen);
    } catch (IOException e) {
      throw DamagedObjects.orUnchecked(e);
    }
  }

  private static String reason(RemoteRefUpdate answer, String messages) {
    var said =
        messages
            .lines()
            .map(PlainText::line)
            .filter(line -> !line.isEmpty())
            .limit(20)
            .collect(Collectors.joining("; "));
    var status = Optional.ofNullable(answer.getMessage()).orElse("refused without a reason");
    return PlainText.line(said.isEmpty() ? status : status + ": " + said);
  }
}
