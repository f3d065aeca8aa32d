package io.codedeveloper.job.git;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.ObjectChecker;

/// Tells names that no file of a work tree may have, and those that are one on some systems.
public final class TreeNames {
  /// The longest name of a file on the usual file systems, in bytes.
  private static final int LONGEST = 255;

  /// Knows every way in which `.git` can be written on some file system.
  private static final ObjectChecker CHECKER = new ObjectChecker().setSafeForMacOS(true);

  private static final Pattern PARTS = Pattern.compile("[\\\\:]");

  private TreeNames() {}

  /// Why a name of one file or directory is refused, if it is.
  static Optional<String> refusal(byte[] name) {
    if (name.length > LONGEST) {
      return Optional.of("a name of more than " + LONGEST + " bytes");
    }
    for (var octet : name) {
      if ((octet >= 0 && octet < ' ') || octet == 0x7f) {
        return Optional.of("a control character in a name");
      }
    }
    if (!isSafe(name) || !isSafeElsewhere(name)) {
      return Optional.of("a name that can reach git's own directory or out of the tree");
    }
    return isWritable(name)
        ? Optional.empty()
        : Optional.of("a name that cannot be written here: the daemon needs LANG=C.UTF-8");
  }

  /// Java writes only names that the locale's character set has; those that are not UTF-8 are never
  /// laid out.
  private static boolean isWritable(byte[] name) {
    try {
      var written = TreeEntry.text(name, name.length).map(Path::of);
      return written.isEmpty() || written.get().getNameCount() > 0;
    } catch (InvalidPathException unmappable) {
      return false;
    }
  }

  static Optional<String> refusal(String name) {
    return refusal(name.getBytes(StandardCharsets.UTF_8));
  }

  /// Why a relative path is refused, if it is.
  static Optional<String> refusalOfPath(String path) {
    for (var name : path.split("/", -1)) {
      var refusal = refusal(name);
      if (refusal.isPresent()) {
        return refusal;
      }
    }
    return Optional.empty();
  }

  /// The same for names that some file system takes for one: they differ in case or in the
  /// composition of letters.
  public static String folded(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFC)
        .toUpperCase(Locale.ROOT)
        .toLowerCase(Locale.ROOT);
  }

  /// On Windows a backslash parts names and a colon ends one: `.git\config`,
  /// `.git::$INDEX_ALLOCATION`. The name as a whole was looked at already.
  private static boolean isSafeElsewhere(byte[] name) {
    var text = new String(name, StandardCharsets.ISO_8859_1);
    if (text.indexOf('\\') < 0 && text.indexOf(':') < 0) {
      return true;
    }
    for (var part : PARTS.split(text)) {
      if (!part.isEmpty() && !isSafe(part.getBytes(StandardCharsets.ISO_8859_1))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isSafe(byte[] name) {
    try {
      CHECKER.checkPathSegment(name, 0, name.length);
      return true;
    } catch (CorruptObjectException e) {
      return false;
    }
  }
}
