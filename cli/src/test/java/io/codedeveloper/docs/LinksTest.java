package io.codedeveloper.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.reliability.matrix.FaultMatrix;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class LinksTest {
  private static final Path ROOT = FaultMatrix.checkout();

  @Test
  void everyLinkLeadsToAFileAndEveryAnchorToAHeading() {
    var dead = new ArrayList<String>();
    for (var page : MarkdownPage.all()) {
      for (var link : page.links()) {
        problem(page, link).ifPresent(dead::add);
      }
    }
    assertThat(dead).isEmpty();
  }

  @Test
  void everyPageCanBeReachedFromTheReadme() {
    var reached = new ArrayList<>(List.of(Path.of("README.md")));
    for (var next = 0; next < reached.size(); next++) {
      var page = MarkdownPage.of(reached.get(next));
      for (var link : page.links()) {
        target(page, link)
            .filter(path -> path.toString().endsWith(".md") || isFolderOfPages(path))
            .ifPresent(
                path -> pages(path).filter(it -> !reached.contains(it)).forEach(reached::add));
      }
    }
    assertThat(MarkdownPage.all()).extracting(MarkdownPage::path).isSubsetOf(reached);
  }

  private static boolean isFolderOfPages(Path path) {
    return path.startsWith("docs") && Files.isDirectory(ROOT.resolve(path));
  }

  private static Stream<Path> pages(Path path) {
    return Files.isDirectory(ROOT.resolve(path))
        ? MarkdownPage.all().stream().map(MarkdownPage::path).filter(page -> page.startsWith(path))
        : Stream.of(path);
  }

  /// What is wrong with a link; other servers are not asked.
  private static Optional<String> problem(MarkdownPage page, String link) {
    if (link.startsWith("https://")) {
      return Optional.empty();
    }
    var target = target(page, link);
    if (target.isEmpty() || !Files.exists(ROOT.resolve(target.get()))) {
      return Optional.of("%s: nothing is at %s".formatted(page.path(), link));
    }
    var anchor = link.contains("#") ? link.substring(link.indexOf('#') + 1) : "";
    return anchor.isEmpty() || MarkdownPage.of(target.get()).anchors().contains(anchor)
        ? Optional.empty()
        : Optional.of("%s: no heading for %s".formatted(page.path(), link));
  }

  /// The file of a link within the checkout, from its root.
  private static Optional<Path> target(MarkdownPage page, String link) {
    if (link.contains(":")) {
      return Optional.empty();
    }
    var file = link.replaceFirst("#.*", "");
    return Optional.of(file.isEmpty() ? page.path() : page.path().resolveSibling(file).normalize());
  }
}
