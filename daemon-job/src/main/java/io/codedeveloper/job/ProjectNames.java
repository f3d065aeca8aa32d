package io.codedeveloper.job;

import io.codedeveloper.job.git.RemoteUrl;
import io.codedeveloper.project.ProjectId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/// Names the project of a repository on one machine: its last path segment and a hash of the whole.
public final class ProjectNames {
  private static final int LONGEST_NAME = 40;

  private ProjectNames() {}

  /// The same project for `https://host/a/b`, `https://host/a/b/` and `https://host/a/b.git`.
  public static ProjectId of(String repository) {
    var url = RemoteUrl.parse(repository);
    var last = url.name().toLowerCase(Locale.ROOT);
    var name = new StringBuilder();
    for (var character : last.toCharArray()) {
      var plain = (character >= 'a' && character <= 'z') || (character >= '0' && character <= '9');
      if (plain) {
        name.append(character);
      } else if (!name.isEmpty() && name.charAt(name.length() - 1) != '-') {
        name.append('-');
      }
    }
    name.setLength(Math.min(name.length(), LONGEST_NAME));
    var stem = name.isEmpty() || name.charAt(name.length() - 1) == '-' ? name : name.append('-');
    return new ProjectId(stem + hash(url.key()));
  }

  private static String hash(String text) {
    try {
      var digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 4);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
