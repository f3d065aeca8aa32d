package io.codedeveloper.job.git;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.jspecify.annotations.Nullable;

/// What lies at one path of a work tree, seen without following links.
sealed interface WorkFile {
  /// Nothing, or a directory.
  record Absent() implements WorkFile {}

  /// Something that never goes into a commit.
  record Unfit(String reason) implements WorkFile {}

  /// A file or a symbolic link that can be committed.
  ///
  /// @param linkTarget of a symbolic link
  record Fit(Path file, String path, FileMode mode, long size, @Nullable String linkTarget)
      implements WorkFile {
    /// Up to so many bytes reading a file at once is less work than reading it piece by piece.
    private static final long AT_ONCE = 64 * 1024;

    /// The content as git keeps it.
    InputStream content() throws IOException {
      return linkTarget == null
          ? Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)
          : new ByteArrayInputStream(linkTarget.getBytes(StandardCharsets.UTF_8));
    }

    /// The entry that a commit would have, and, with an inserter that stores, the content stored.
    TreeEntry entry(ObjectInserter inserter) throws IOException {
      try (var content = content()) {
        return new TreeEntry(path, mode, inserter.insert(Constants.OBJ_BLOB, size, content));
      }
    }

    /// The object id that the content has, without storing it.
    ObjectId id() throws IOException {
      try (var formatter = new ObjectInserter.Formatter();
          var content = content()) {
        return size <= AT_ONCE
            ? formatter.idFor(Constants.OBJ_BLOB, content.readNBytes((int) size))
            : formatter.idFor(Constants.OBJ_BLOB, size, content);
      }
    }
  }

  /// Looks at a path.
  ///
  /// @param base what the base has there, which tells a link that was laid out as a file
  static WorkFile at(Path root, String path, Optional<TreeEntry> base, TreeLimits limits)
      throws IOException {
    try {
      return at(root, root.resolve(path), path, base, limits);
    } catch (InvalidPathException unmappable) {
      return new Unfit(TreeNames.refusalOfPath(path).orElse("a name that cannot be written here"));
    }
  }

  private static WorkFile at(
      Path root, Path file, String path, Optional<TreeEntry> base, TreeLimits limits)
      throws IOException {
    var attributes = attributes(file);
    if (attributes == null || attributes.isDirectory() || !hasRealParents(root, file)) {
      return new Absent();
    }
    var refusal = TreeNames.refusalOfPath(path);
    if (refusal.isPresent()) {
      return new Unfit(refusal.get());
    }
    if (attributes.isSymbolicLink()) {
      return link(root, file, path);
    }
    if (!attributes.isRegularFile()) {
      return new Unfit("a socket, pipe or device");
    }
    return regular(root, file, path, attributes, base, limits);
  }

  private static @Nullable PosixFileAttributes attributes(Path file) throws IOException {
    try {
      return Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException absent) {
      return null;
    }
  }

  private static WorkFile regular(
      Path root,
      Path file,
      String path,
      PosixFileAttributes attributes,
      Optional<TreeEntry> base,
      TreeLimits limits)
      throws IOException {
    if (attributes.size() > limits.largestFile()) {
      return new Unfit("larger than " + limits.largestFile() + " bytes");
    }
    if (base.isPresent() && base.get().isLink()) {
      var target = laidOutLink(root, file, path, attributes, base.get());
      if (target.isPresent()) {
        return fitLink(file, path, target.get());
      }
    }
    var mode =
        attributes.permissions().contains(PosixFilePermission.OWNER_EXECUTE)
            ? FileMode.EXECUTABLE_FILE
            : FileMode.REGULAR_FILE;
    return new Fit(file, path, mode, attributes.size(), null);
  }

  /// A link of the base is laid out as a file that holds its target. Unchanged, or changed to the
  /// path of something in the tree, it is still a link; with any other content it has become a
  /// file.
  private static Optional<String> laidOutLink(
      Path root, Path file, String path, BasicFileAttributes attributes, TreeEntry base)
      throws IOException {
    if (attributes.size() > 4096) {
      return Optional.empty();
    }
    var bytes = Files.readAllBytes(file);
    var text = TreeEntry.text(bytes, bytes.length);
    if (new ObjectInserter.Formatter().idFor(Constants.OBJ_BLOB, bytes).equals(base.id())) {
      return text;
    }
    return text.filter(target ->
        !target.isEmpty()
            && target.chars().noneMatch(c -> c < ' ')
            && isInside(root, path, target)
            && Files.exists(root.resolve(path).resolveSibling(target), LinkOption.NOFOLLOW_LINKS));
  }

  private static WorkFile link(Path root, Path file, String path) throws IOException {
    var target = Files.readSymbolicLink(file).toString();
    return isInside(root, path, target)
        ? fitLink(file, path, target)
        : new Unfit("a symbolic link that leads out of the tree");
  }

  private static Fit fitLink(Path file, String path, String target) {
    var size = target.getBytes(StandardCharsets.UTF_8).length;
    return new Fit(file, path, FileMode.SYMLINK, size, target);
  }

  private static boolean isInside(Path root, String path, String target) {
    if (target.startsWith("/") || target.indexOf('\0') >= 0) {
      return false;
    }
    try {
      var resolved = root.resolve(path).resolveSibling(target).normalize();
      return resolved.startsWith(root)
          && (resolved.equals(root)
              || TreeNames.refusalOfPath(root.relativize(resolved).toString()).isEmpty());
    } catch (InvalidPathException unmappable) {
      return false;
    }
  }

  private static boolean hasRealParents(Path root, Path file) {
    for (var parent = file.getParent();
        parent != null && !parent.equals(root);
        parent = parent.getParent()) {
      if (!Files.isDirectory(parent, LinkOption.NOFOLLOW_LINKS)) {
        return false;
      }
    }
    return true;
  }
}
