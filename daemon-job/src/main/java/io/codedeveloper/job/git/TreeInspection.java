package io.codedeveloper.job.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;

/// Looks through a tree, from object headers where they suffice, before any of it is written to
/// disk.
final class TreeInspection {
  /// At most so many refusals, and notes, are told.
  private static final int MOST = 50;

  private static final int LARGEST_ATTRIBUTES = 100_000;

  private final ObjectReader reader;
  private final TreeLimits limits;
  private final List<String> refusals = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private long seen;
  private long files;
  private long bytes;

  private TreeInspection(ObjectReader reader, TreeLimits limits) {
    this.reader = reader;
    this.limits = limits;
  }

  static TreeReport of(Repository repository, ObjectId commit, TreeLimits limits)
      throws IOException {
    try (var reader = repository.newObjectReader()) {
      var inspection = new TreeInspection(reader, limits);
      inspection.look(TreeContents.treeOf(repository, commit), "", 1);
      return inspection.report();
    }
  }

  private TreeReport report() {
    return new TreeReport(files, bytes, refusals.stream().distinct().limit(MOST).toList(), notes);
  }

  private void look(ObjectId tree, String prefix, int depth) throws IOException {
    if (depth > limits.depth()) {
      refuse("directories lie more than %d deep", limits.depth());
      return;
    }
    try {
      lookAtEntries(new CanonicalTreeParser(null, reader, tree), prefix, depth);
    } catch (ArrayIndexOutOfBoundsException e) {
      refuse("the directory '%s' is not well formed", PlainText.path(prefix));
    }
  }

  private void lookAtEntries(CanonicalTreeParser entry, String prefix, int depth)
      throws IOException {
    Set<String> exact = new HashSet<>();
    Map<String, String> folded = new HashMap<>();
    for (; !entry.eof() && !tooMuch(); entry.next()) {
      seen++;
      var name = new byte[entry.getNameLength()];
      entry.getName(name, 0);
      var text = TreeEntry.text(name, name.length);
      var shown = text.orElseGet(() -> new String(name, StandardCharsets.ISO_8859_1));
      var path = prefix + shown;
      TreeNames.refusal(name).ifPresent(why -> refuse("'%s' has %s", PlainText.path(path), why));
      if (!exact.add(shown)) {
        refuse("'%s' stands twice in its directory", PlainText.path(path));
      }
      if (text.isEmpty()) {
        note("'%s' has a name that is not UTF-8 and is not laid out", PlainText.path(path));
      } else {
        noteCollision(folded, shown, path);
      }
      lookAtEntry(entry, path, depth);
    }
  }

  private boolean tooMuch() {
    if (seen >= limits.entries()) {
      refuse("the tree has more than %d entries", limits.entries());
      return true;
    }
    return refusals.size() > MOST;
  }

  private void lookAtEntry(CanonicalTreeParser entry, String path, int depth) throws IOException {
    var mode = entry.getEntryFileMode();
    var id = entry.getEntryObjectId();
    switch (mode.getObjectType()) {
      case Constants.OBJ_TREE -> look(id, path + "/", depth + 1);
      case Constants.OBJ_BLOB -> lookAtFile(mode, id, path);
      case Constants.OBJ_COMMIT ->
          note("'%s' is a submodule and stays empty", PlainText.path(path));
      default -> refuse("'%s' is of an unknown kind", PlainText.path(path));
    }
  }

  private void lookAtFile(FileMode mode, ObjectId id, String path) throws IOException {
    files++;
    var size = reader.getObjectSize(id, Constants.OBJ_BLOB);
    bytes += size;
    var shown = PlainText.path(path);
    if (size > limits.largestFile()) {
      refuse("'%s' has %d bytes, more than %d", shown, size, limits.largestFile());
    }
    if (bytes > limits.bytes()) {
      refuse("the files have more than %d bytes together", limits.bytes());
    }
    if (mode.equals(FileMode.SYMLINK)) {
      note("'%s' is a symbolic link and is laid out as a file that holds its target", shown);
    } else if (LfsPointer.isOne(reader, id)) {
      note("'%s' is an LFS pointer; the file that it stands for is not fetched", shown);
    } else if ((path.equals(".gitattributes") || path.endsWith("/.gitattributes"))
        && size <= LARGEST_ATTRIBUTES
        && namesFilter(id)) {
      note("'%s' names filters, which do not run", shown);
    }
  }

  private boolean namesFilter(ObjectId id) throws IOException {
    var text = new String(reader.open(id, Constants.OBJ_BLOB).getBytes(), StandardCharsets.UTF_8);
    return text.lines().anyMatch(line -> !line.startsWith("#") && line.contains("filter="));
  }

  private void noteCollision(Map<String, String> folded, String name, String path) {
    var other = folded.putIfAbsent(TreeNames.folded(name), name);
    if (other != null && !other.equals(name)) {
      note(
          "'%s' and '%s' differ only in case or in the composition of letters",
          PlainText.path(path), PlainText.path(other));
    }
  }

  private void refuse(String format, Object... values) {
    refusals.add(format.formatted(values));
  }

  private void note(String format, Object... values) {
    if (notes.size() < MOST) {
      notes.add(format.formatted(values));
    } else if (notes.size() == MOST) {
      notes.add("and more");
    }
  }
}
