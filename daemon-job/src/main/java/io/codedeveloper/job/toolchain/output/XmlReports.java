package io.codedeveloper.job.toolchain.output;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// The JUnit XML reports of a work tree: those in the folders of Maven and Gradle.
public final class XmlReports {
  private static final Set<Path> FOLDERS =
      Set.of(
          Path.of("target/surefire-reports"),
          Path.of("target/failsafe-reports"),
          Path.of("build/test-results/test"));

  private static final Set<String> WITHOUT_REPORTS = Set.of("node_modules", "src", ".git", ".venv");
  private static final int DEEPEST = 10;
  private static final int MOST_FILES = 5000;
  private static final long LARGEST_BYTES = 10L << 20;

  private final Path tree;
  private final Map<Path, String> versions;

  private XmlReports(Path tree, Map<Path, String> versions) {
    this.tree = tree;
    this.versions = versions;
  }

  /// What is there before a run, so that it is not taken for its result.
  public static XmlReports before(Path tree) {
    return new XmlReports(tree, find(tree));
  }

  /// What the reports say that were written since; empty when there are none.
  public Optional<Understood> written() {
    List<Understood> parts = new ArrayList<>();
    find(tree)
        .forEach((file, version) -> {
          if (!Objects.equals(versions.get(file), version)) {
            read(file).ifPresent(parts::add);
          }
        });
    return parts.isEmpty() ? Optional.empty() : Optional.of(Understood.together(parts));
  }

  private static Optional<Understood> read(Path file) {
    try (InputStream input = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      return JunitXml.read(input);
    } catch (IOException e) {
      return Optional.empty(); // What cannot be read says nothing; the output may.
    }
  }

  private static Map<Path, String> find(Path tree) {
    Map<Path, String> found = new HashMap<>();
    try {
      Files.walkFileTree(tree, Set.of(), DEEPEST, new Search(found));
    } catch (IOException e) {
      return found;
    }
    return found;
  }

  private static final class Search extends SimpleFileVisitor<Path> {
    private final Map<Path, String> found;

    Search(Map<Path, String> found) {
      this.found = found;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
      boolean empty = WITHOUT_REPORTS.contains(directory.getFileName().toString());
      return empty ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      String name = file.getFileName().toString();
      Path folder = file.getParent();
      boolean report =
          name.startsWith("TEST-")
              && name.endsWith(".xml")
              && attributes.isRegularFile()
              && attributes.size() <= LARGEST_BYTES
              && folder != null
              && FOLDERS.stream().anyMatch(folder::endsWith);
      if (report) {
        found.put(
            file,
            attributes.lastModifiedTime() + " " + attributes.size() + " " + attributes.fileKey());
      }
      return found.size() < MOST_FILES ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
      return FileVisitResult.CONTINUE;
    }
  }
}
