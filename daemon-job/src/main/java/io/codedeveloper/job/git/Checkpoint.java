package io.codedeveloper.job.git;

import io.codedeveloper.platform.UserErrorException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.BundleWriter;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TransportBundleStream;
import org.eclipse.jgit.transport.URIish;

/// A commit on the base as a git bundle, which holds only what the base has not.
final class Checkpoint {
  private static final String NAME = "refs/heads/checkpoint";

  private final Repository repository;
  private final ObjectId base;

  Checkpoint(Repository repository, ObjectId base) {
    this.repository = repository;
    this.base = base;
  }

  byte[] pack(ObjectId commit) throws IOException {
    var output = new ByteArrayOutputStream();
    try (var walk = new RevWalk(repository)) {
      var writer = new BundleWriter(repository);
      writer.setPackConfig(RemoteConnection.tight());
      writer.include(NAME, commit);
      writer.assume(walk.parseCommit(base));
      writer.writeBundle(NullProgressMonitor.INSTANCE, output);
    }
    return output.toByteArray();
  }

  /// Takes the bundle's commit into the cache.
  ///
  /// @throws UserErrorException when it is no bundle, or one of another base
  ObjectId unpack(byte[] bundle) {
    try (var input = new ByteArrayInputStream(bundle);
        var transport = new TransportBundleStream(repository, new URIish("checkpoint"), input);
        var walk = new RevWalk(repository)) {
      keepBase();
      var into = "refs/checkpoints/" + base.name();
      var result =
          transport.fetch(
              NullProgressMonitor.INSTANCE, List.of(new RefSpec("+" + NAME + ":" + into)));
      var fetched = result.getAdvertisedRef(NAME);
      if (fetched == null) {
        throw unusable("it holds no commit");
      }
      var commit = walk.parseCommit(fetched.getObjectId());
      if (!Set.of(commit.getParents()).contains(walk.parseCommit(base))) {
        throw unusable("it was made on another commit");
      }
      return commit.copy();
    } catch (IOException | URISyntaxException e) {
      throw new UserErrorException(
          "The checkpoint on commit %s cannot be unpacked (%s). Start the priority anew."
              .formatted(
                  base.abbreviate(10).name(), PlainText.line(String.valueOf(e.getMessage()))),
          e);
    }
  }

  /// A bundle is only taken when what it builds on is reachable from a reference.
  private void keepBase() throws IOException {
    var update = repository.updateRef("refs/bases/" + base.name());
    update.setNewObjectId(base);
    update.forceUpdate();
  }

  private UserErrorException unusable(String why) {
    return new UserErrorException(
        "The checkpoint on commit %s cannot be used: %s. Start the priority anew."
            .formatted(base.abbreviate(10).name(), why));
  }
}
