package io.codedeveloper.docs;

import io.codedeveloper.reliability.matrix.FaultMatrix;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A page of the documentation.
///
/// @param path from the root of the checkout
public record MarkdownPage(Path path, String text) {
  /// What a page says whose commands all need Google Cloud.
  private static final String ALL_NEED_GOOGLE_CLOUD =
      "<!-- every command block here needs Google Cloud -->";

  private static final Pattern BLOCK =
      Pattern.compile(
          "^ {0,3}```([^\\n`]*)\\n(.*?)^ {0,3}```$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern HERE_DOCUMENT =
      Pattern.compile("(<<'?(\\w+)'?[^\\n]*\\n).*?^\\2$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");
  private static final Pattern LINK =
      Pattern.compile("(?<!!)\\[[^\\]\\n]*\\]\\(([^)\\s]+)\\)|<(https?:[^>\\s]+)>");
  private static final Pattern HEADING = Pattern.compile("^#{1,6} (.+)$", Pattern.MULTILINE);

  /// A fenced block.
  ///
  /// @param language `sh`, `yaml`; empty where none is named
  /// @param needsGoogleCloud true where it says that it cannot be run without
  public record Block(String language, boolean needsGoogleCloud, List<String> lines) {
    /// True where somebody is meant to type it.
    public boolean isShell() {
      return language.equals("sh");
    }
  }

  /// A page of the checkout.
  public static MarkdownPage of(Path path) {
    try {
      return new MarkdownPage(path, Files.readString(FaultMatrix.checkout().resolve(path)));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// Every page: those beside README.md and below docs.
  public static List<MarkdownPage> all() {
    var root = FaultMatrix.checkout();
    try (var beside = Files.list(root);
        var below = Files.walk(root.resolve("docs"))) {
      return Stream.concat(beside, below)
          .filter(file -> file.toString().endsWith(".md"))
          .map(root::relativize)
          .sorted()
          .map(MarkdownPage::of)
          .toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// The fenced blocks, in order.
  public List<Block> blocks() {
    var everywhere = text.contains(ALL_NEED_GOOGLE_CLOUD);
    var blocks = new ArrayList<Block>();
    for (var match : found(BLOCK, text)) {
      var words = match.group(1).strip().split("\\s+");
      var marked = everywhere || List.of(words).contains("google-cloud");
      blocks.add(new Block(words[0], marked, joined(match.group(2))));
    }
    return blocks;
  }

  /// Lines, those that end with a backslash together with the next, without texts that a command is
  /// given.
  private static List<String> joined(String text) {
    return HERE_DOCUMENT.matcher(text.replace("\\\n", " ")).replaceAll("$1").lines().toList();
  }

  /// What stands between single backticks outside of blocks.
  public List<String> inlineCode() {
    return found(CODE, prose()).stream().map(match -> match.group(1)).toList();
  }

  /// Where links lead, as they are written.
  public List<String> links() {
    var plain = CODE.matcher(prose()).replaceAll("code");
    return found(LINK, plain).stream()
        .map(match -> match.group(1) == null ? match.group(2) : match.group(1))
        .toList();
  }

  /// The anchors that GitHub makes of the headings, without those of headings that stand twice.
  public Set<String> anchors() {
    return found(HEADING, prose()).stream()
        .map(match -> anchor(match.group(1)))
        .collect(Collectors.toSet());
  }

  private String prose() {
    return BLOCK.matcher(text).replaceAll("");
  }

  private static String anchor(String heading) {
    return heading
        .strip()
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N} _-]", "")
        .replace(' ', '-');
  }

  private static List<MatchResult> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().toList();
  }
}
