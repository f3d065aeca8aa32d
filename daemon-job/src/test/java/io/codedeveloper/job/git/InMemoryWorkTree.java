package io.codedeveloper.job.git;

import io.codedeveloper.platform.UserErrorException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;

/// The real work tree over objects in memory. Only its bundles are others: not packed, which costs
/// more than all the rest of an iteration.
final class InMemoryWorkTree implements WorkTree {
  private static final int FORMAT = 0x6d656d31;

  private final JGitWorkTree tree;
  private final MemoryObjects objects;

  InMemoryWorkTree(JGitWorkTree tree, MemoryObjects objects) {
    this.tree = tree;
    this.objects = objects;
  }

  @Override
  public byte[] bundle(Instant at) {
    var commit = tree.checkpoint(at);
    var bytes = new ByteArrayOutputStream();
    try (var output = new DataOutputStream(bytes)) {
      output.writeInt(FORMAT);
      output.writeUTF(base().hex());
      output.writeUTF(commit.name());
      var added = objects.ownOf(commit);
      output.writeInt(added.size());
      for (var each : added.values()) {
        output.writeByte(each.type());
        output.writeInt(each.content().length);
        output.write(each.content());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  @Override
  public void restore(byte[] bundle) {
    tree.restoreTo(unpack(bundle, base()));
  }

  @Override
  public List<String> carryOver(byte[] bundle, CommitId madeOn) {
    return tree.merge(unpack(bundle, madeOn), JGitRemoteRepository.objectId(madeOn));
  }

  private ObjectId unpack(byte[] bundle, CommitId madeOn) {
    try (var input = new DataInputStream(new ByteArrayInputStream(bundle));
        var inserter = objects.newInserter()) {
      if (input.readInt() != FORMAT) {
        throw new IOException("not a bundle");
      }
      if (!input.readUTF().equals(madeOn.hex())) {
        throw new UserErrorException(
            "The checkpoint on commit %s cannot be used: it was made on another commit. Start the priority anew."
                .formatted(madeOn.abbreviated()));
      }
      var commit = ObjectId.fromString(input.readUTF());
      for (var left = input.readInt(); left > 0; left--) {
        var type = input.readByte();
        inserter.insert(type, input.readNBytes(input.readInt()));
      }
      return commit;
    } catch (IOException e) {
      throw new UserErrorException(
          "The checkpoint on commit %s cannot be unpacked (%s). Start the priority anew."
              .formatted(madeOn.abbreviated(), e.getMessage()),
          e);
    }
  }

  @Override
  public Path root() {
    return tree.root();
  }

  @Override
  public CommitId base() {
    return tree.base();
  }

  @Override
  public List<Change> changes() {
    return tree.changes();
  }

  @Override
  public List<Skipped> skipped() {
    return tree.skipped();
  }

  @Override
  public void write(String path, byte[] content) {
    tree.write(path, content);
  }

  @Override
  public GeneratedFiles generated() {
    return tree.generated();
  }

  @Override
  public void leaveOut(GeneratedFiles generated) {
    tree.leaveOut(generated);
  }

  @Override
  public List<String> leftOut() {
    return tree.leftOut();
  }

  @Override
  public String diff(int atMost) {
    return tree.diff(atMost);
  }

  @Override
  public CommitId commit(Commit commit, Collection<String> paths) {
    return tree.commit(commit, paths);
  }

  @Override
  public CommitId commitOver(CommitId earlierAttempt, Commit commit, Collection<String> paths) {
    return tree.commitOver(earlierAttempt, commit, paths);
  }
}
