package io.codedeveloper.job.git;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.ignore.IgnoreNode;
import org.jspecify.annotations.Nullable;

/// The ignore files that apply in one directory: its own and those above it.
final class IgnoreRules {
  private static final String NAME = ".gitignore";
  private static final long LARGEST = 1024 * 1024;

  private final @Nullable IgnoreRules above;
  private final String prefix;
  private final IgnoreNode own;

  private IgnoreRules(@Nullable IgnoreRules above, String prefix, IgnoreNode own) {
    this.above = above;
    this.prefix = prefix;
    this.own = own;
  }

  /// The rules where no directory has an ignore file.
  static IgnoreRules none() {
    return new IgnoreRules(null, "", new IgnoreNode());
  }

  /// The rules inside a directory.
  ///
  /// @param prefix of the paths in it, relative to the root: empty, or with `/` at its end
  /// @param children of the directory, which tell whether it has an ignore file
  IgnoreRules in(Path directory, String prefix, List<Path> children) throws IOException {
    var file = directory.resolve(NAME);
    return children.contains(file) ? new IgnoreRules(this, prefix, read(file)) : this;
  }

  /// Whether something in this directory is ignored. The innermost rule that matches decides.
  boolean isIgnored(String path, boolean directory) {
    return decision(path, directory).orElse(false);
  }

  private Optional<Boolean> decision(String path, boolean directory) {
    var decided = Optional.ofNullable(own.checkIgnored(path.substring(prefix.length()), directory));
    return decided.isPresent() || above == null ? decided : above.decision(path, directory);
  }

  /// A link is not followed: it could lead anywhere.
  private static IgnoreNode read(Path file) throws IOException {
    var node = new IgnoreNode();
    if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) <= LARGEST) {
      node.parse(new ByteArrayInputStream(Files.readAllBytes(file)));
    }
    return node;
  }
}
