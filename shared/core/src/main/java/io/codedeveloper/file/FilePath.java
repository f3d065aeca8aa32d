package io.codedeveloper.file;

import io.codedeveloper.platform.UserErrorException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The path of a file inside a repository, in the one spelling that means the same on every system.
///
/// @param value relative, with `/`; never absolute, never with `.` or `..`, never inside `.git`
public record FilePath(String value) {
  private static final int LONGEST = 900;
  private static final int LONGEST_SEGMENT = 255;
  private static final Pattern ESCAPE = Pattern.compile("%[0-9A-Fa-f]{2}");
  private static final Pattern DEVICE =
      Pattern.compile("(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\\..*)?", Pattern.CASE_INSENSITIVE);
  private static final Pattern GIT_SHORT_NAME =
      Pattern.compile("git~[0-9]+", Pattern.CASE_INSENSITIVE);

  /// @throws UserErrorException saying what is wrong with the path
  public FilePath {
    var problem = problem(value);
    if (problem.isPresent()) {
      throw new UserErrorException(
          "the path '%s' is refused: %s; use a relative path such as docs/ROADMAP.md"
              .formatted(printable(value), problem.get()));
    }
  }

  @Override
  public String toString() {
    return value;
  }

  private static Optional<String> problem(String path) {
    if (path.isEmpty() || path.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
      return Optional.of("it must have 1 to %d bytes".formatted(LONGEST));
    }
    if (path.codePoints().anyMatch(FilePath::invisible)) {
      return Optional.of("it has a control or invisible character");
    }
    if (path.startsWith("/") || path.startsWith("~")) {
      return Optional.of("it must not begin with / or ~");
    }
    if (path.contains("\\") || path.contains(":") || path.contains("#")) {
      return Optional.of("it has a backslash, colon or #");
    }
    if (ESCAPE.matcher(path).find()) {
      return Optional.of("it is percent-encoded twice");
    }
    return List.of(path.split("/", -1)).stream()
        .map(FilePath::segmentProblem)
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<String> segmentProblem(String segment) {
    var plain = Normalizer.normalize(segment, Normalizer.Form.NFKC);
    var name = plain.replaceAll(";.*", "").strip();
    if (segment.isEmpty()) {
      return Optional.of("it has an empty part");
    }
    if (name.equals(".") || name.equals("..") || plain.contains("/")) {
      return Optional.of("it has a . or .. part");
    }
    if (segment.getBytes(StandardCharsets.UTF_8).length > LONGEST_SEGMENT) {
      return Optional.of("a part is longer than %d bytes".formatted(LONGEST_SEGMENT));
    }
    var trimmed = name.replaceAll("[. ]+$", "");
    if (trimmed.toLowerCase(Locale.ROOT).equals(".git")
        || GIT_SHORT_NAME.matcher(trimmed).matches()) {
      return Optional.of("git's own files are out of reach");
    }
    if (DEVICE.matcher(trimmed).matches()) {
      return Optional.of("'%s' is a device on some systems".formatted(name));
    }
    var dotsOnly = segment.chars().allMatch(unit -> unit == '.');
    return segment.endsWith(" ") || (segment.endsWith(".") && !dotsOnly)
        ? Optional.of("a part ends with a dot or blank, which some systems drop")
        : Optional.empty();
  }

  private static boolean invisible(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }

  private static String printable(String path) {
    var shown = path.length() > 80 ? path.substring(0, 80) + "…" : path;
    return shown
        .codePoints()
        .map(point -> invisible(point) ? '?' : point)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
