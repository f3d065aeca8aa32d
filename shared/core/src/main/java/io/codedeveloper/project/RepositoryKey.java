package io.codedeveloper.project;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/// Names a branch of a repository the same however its address is written.
///
/// @param value safe as a document's id
public record RepositoryKey(String value) {
  /// `https://host/a/b`, `HTTPS://Host:443/a/B.git/` and `git@host:a/b` are one repository: the
  /// usual hosts do not tell upper from lower case.
  public static RepositoryKey of(String repository, String branch) {
    return new RepositoryKey(digest(normalised(repository.strip()) + "\n" + branch.strip()));
  }

  private static String normalised(String repository) {
    var scp = repository.replaceFirst("^(?:[^/@:]+@)([^/:]+):(?!//)", "ssh://$1/");
    try {
      var uri = new URI(scp);
      return uri.getHost() == null || uri.getPath() == null
          ? withoutEnding(scp)
          : uri.getHost().toLowerCase(Locale.ROOT)
              + port(uri)
              + withoutEnding(uri.getPath()).toLowerCase(Locale.ROOT);
    } catch (URISyntaxException noAddress) {
      return withoutEnding(scp);
    }
  }

  private static String port(URI uri) {
    return switch (uri.getPort()) {
      case -1, 22, 80, 443 -> "";
      default -> ":" + uri.getPort();
    };
  }

  private static String withoutEnding(String path) {
    var end = path.replaceFirst("^file://", "").replaceFirst("/+$", "");
    return end.endsWith(".git") && !end.endsWith("/.git")
        ? end.substring(0, end.length() - 4)
        : end;
  }

  private static String digest(String text) {
    try {
      var hash = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(hash.digest(text.getBytes(StandardCharsets.UTF_8)), 0, 20);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
