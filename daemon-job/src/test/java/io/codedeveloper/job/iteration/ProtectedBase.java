package io.codedeveloper.job.iteration;

import io.codedeveloper.job.git.CommitId;
import io.codedeveloper.job.git.RemoteRepository;

/// A remote whose branch `main` takes no push, as a host's branch protection does it.
final class ProtectedBase extends OtherRemote {
  ProtectedBase(RemoteRepository remote) {
    super(remote);
  }

  @Override
  public PushResult push(String branch, CommitId commit) {
    return branch.equals("main")
        ? new PushResult.Refused("protected branch hook declined")
        : super.push(branch, commit);
  }
}
