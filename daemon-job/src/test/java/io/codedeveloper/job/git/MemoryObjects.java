package io.codedeveloper.job.git;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.AbbreviatedObjectId;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectDatabase;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.transport.PackParser;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;

/// Git objects in a map: a remote's, or those of a cache, which sees of the remote what it has
/// fetched and has its own besides.
final class MemoryObjects extends ObjectDatabase {
  /// @param type as in [Constants]
  record Stored(int type, byte[] content) {}

  private final Map<ObjectId, Stored> objects = new HashMap<>();
  private final Set<ObjectId> fetched = new HashSet<>();
  private final MemoryObjects remote;

  private MemoryObjects(MemoryObjects remote) {
    this.remote = remote;
  }

  static MemoryObjects ofRemote() {
    return new MemoryObjects(null);
  }

  static MemoryObjects cacheOf(MemoryObjects remote) {
    return new MemoryObjects(remote);
  }

  /// Makes a commit of the remote visible, and none of its parents.
  void fetch(ObjectId commit) {
    fetched.add(commit);
  }

  /// Puts what a commit needs and the remote lacks into the remote.
  void upload(ObjectId commit) {
    ownOf(commit)
        .forEach((id, stored) -> {
          remote.objects.put(id, stored);
          if (stored.type() == Constants.OBJ_COMMIT) {
            fetched.add(id);
          }
        });
  }

  /// What a commit needs and only this cache has, in the order of ids.
  Map<ObjectId, Stored> ownOf(ObjectId commit) {
    var found = new TreeMap<ObjectId, Stored>();
    var waiting = new ArrayDeque<>(List.of(commit));
    while (!waiting.isEmpty()) {
      var id = waiting.pop();
      var stored = objects.get(id);
      if (stored != null && found.put(id, stored) == null) {
        waiting.addAll(named(stored));
      }
    }
    return found;
  }

  private static List<ObjectId> named(Stored stored) {
    var named = new ArrayList<ObjectId>();
    if (stored.type() == Constants.OBJ_COMMIT) {
      new String(stored.content(), StandardCharsets.UTF_8)
          .lines()
          .takeWhile(line -> line.startsWith("tree ") || line.startsWith("parent "))
          .forEach(line -> named.add(ObjectId.fromString(line.substring(line.indexOf(' ') + 1))));
    } else if (stored.type() == Constants.OBJ_TREE) {
      var entry = new CanonicalTreeParser();
      for (entry.reset(stored.content()); !entry.eof(); entry.next()) {
        named.add(entry.getEntryObjectId());
      }
    }
    return named;
  }

  /// The commits that are here.
  Set<ObjectId> commits() {
    return objects.entrySet().stream()
        .filter(entry -> entry.getValue().type() == Constants.OBJ_COMMIT)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /// Commits and files as text.
  Stream<String> texts() {
    return objects.values().stream()
        .filter(stored -> stored.type() != Constants.OBJ_TREE)
        .map(stored -> new String(stored.content(), StandardCharsets.UTF_8));
  }

  /// What a cache or remote has under this id; null when nothing.
  Stored find(AnyObjectId id) {
    var own = objects.get(id);
    if (own != null || remote == null) {
      return own;
    }
    var there = remote.objects.get(id);
    return there != null && there.type() == Constants.OBJ_COMMIT && !fetched.contains(id)
        ? null
        : there;
  }

  @Override
  public ObjectInserter newInserter() {
    return new Inserter();
  }

  @Override
  public ObjectReader newReader() {
    return new Reader();
  }

  @Override
  public void close() {}

  @Override
  public long getApproximateObjectCount() {
    return objects.size();
  }

  private final class Inserter extends ObjectInserter {
    @Override
    public ObjectId insert(int type, long length, InputStream input) throws IOException {
      return insert(type, input.readNBytes(Math.toIntExact(length)));
    }

    @Override
    public ObjectId insert(int type, byte[] data, int offset, int length) {
      var id = idFor(type, data, offset, length);
      if (find(id) == null) {
        var content = Arrays.copyOfRange(data, offset, offset + length);
        objects.put(id, new Stored(type, content));
      }
      return id;
    }

    @Override
    public PackParser newPackParser(InputStream input) {
      throw new UnsupportedOperationException("no packs here");
    }

    @Override
    public ObjectReader newReader() {
      return new Reader();
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  private final class Reader extends ObjectReader {
    @Override
    public ObjectReader newReader() {
      return new Reader();
    }

    @Override
    public Collection<ObjectId> resolve(AbbreviatedObjectId id) {
      return id.isComplete() ? List.of(id.toObjectId()) : List.of();
    }

    @Override
    public boolean has(AnyObjectId id) {
      return find(id) != null;
    }

    @Override
    public ObjectLoader open(AnyObjectId id, int hint) throws IOException {
      var found = find(id);
      if (found == null) {
        throw new MissingObjectException(id.copy(), hint);
      }
      return new ObjectLoader.SmallObject(found.type(), found.content());
    }

    @Override
    public Set<ObjectId> getShallowCommits() {
      return Set.copyOf(fetched);
    }

    @Override
    public void close() {}
  }
}
