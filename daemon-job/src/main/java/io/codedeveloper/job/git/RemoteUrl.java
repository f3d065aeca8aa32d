package io.codedeveloper.job.git;

import io.codedeveloper.platform.UserErrorException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Where a repository is: a directory of this machine or an address of the web. It never holds a
/// credential.
public sealed interface RemoteUrl {
  /// How people know it.
  String display();

  /// The last part of its name, without `.git`.
  default String name() {
    var segments = key().split("/");
    return segments[segments.length - 1];
  }

  /// The same for every way of writing the same address.
  String key();

  /// A directory, absolute.
  record Directory(Path path) implements RemoteUrl {
    @Override
    public String display() {
      return path.toString();
    }

    @Override
    public String key() {
      return "file://" + withoutEnding(path.normalize().toString());
    }
  }

  /// An https address, or an http one on loopback.
  record Web(URI uri) implements RemoteUrl {
    @Override
    public String display() {
      return uri.toString();
    }

    @Override
    public String key() {
      return origin() + withoutEnding(uri.getPath());
    }

    /// Scheme, host and port, in lower case and with the scheme's own port left out.
    public String origin() {
      return originOf(uri.getScheme(), uri.getHost(), uri.getPort());
    }
  }

  /// Understands what a person writes: a path, `file://…` or `https://…`.
  ///
  /// @throws UserErrorException for anything else; its message never repeats a credential
  static RemoteUrl parse(String text) {
    var trimmed = text.strip();
    if (trimmed.isEmpty()) {
      throw new UserErrorException("No repository is given. Name a directory or an https address.");
    }
    var lower = trimmed.toLowerCase(Locale.ROOT);
    if (lower.startsWith("https://") || lower.startsWith("http://")) {
      return web(trimmed);
    }
    if (lower.startsWith("file://")) {
      return directory(uri(trimmed).getPath());
    }
    if (REMOTE_SHELL.matcher(trimmed).find()) {
      throw notSupported(trimmed);
    }
    return directory(trimmed);
  }

  /// `ssh://…`, any other scheme, and git's `user@host:path`.
  Pattern REMOTE_SHELL = Pattern.compile("^(?:[A-Za-z][A-Za-z0-9+.-]*://|[^/:]+@[^/:]+:)");

  private static RemoteUrl directory(String path) {
    try {
      return new Directory(Path.of(path).toAbsolutePath().normalize());
    } catch (InvalidPathException e) {
      throw new UserErrorException("'" + path + "' is not a path. Name a directory.", e);
    }
  }

  private static RemoteUrl web(String text) {
    var uri = uri(text);
    var host = uri.getHost();
    if (host == null) {
      throw new UserErrorException("'" + withoutCredentials(text) + "' has no host.");
    }
    if (uri.getUserInfo() != null && uri.getUserInfo().contains(":")) {
      throw new UserErrorException(
          "The address '%s' was given with a password in it. Remove it there and set GITHUB_TOKEN instead."
              .formatted(withoutCredentials(text)));
    }
    var scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    if (scheme.equals("http") && !isLoopback(host)) {
      throw new UserErrorException(
          "'%s' is not encrypted. Use https.".formatted(withoutCredentials(text)));
    }
    return new Web(URI.create(originOf(scheme, host, uri.getPort()) + pathOf(uri)));
  }

  private static String pathOf(URI uri) {
    var path = uri.getRawPath();
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  private static URI uri(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      // The exception itself quotes the text, credentials included, and so is no cause here.
      throw new UserErrorException(
          "'" + withoutCredentials(text) + "' is not a legal address; check it for blanks.");
    }
  }

  private static UserErrorException notSupported(String text) {
    var plain = withoutCredentials(text);
    var shell = Pattern.compile("^(?:ssh://)?(?:[^@/]+@)?([^/:]+)(?::\\d+/|[:/])(.+)$");
    var parts = shell.matcher(plain);
    var advice =
        parts.matches() && (plain.startsWith("ssh://") || !plain.contains("://"))
            ? "https://" + parts.group(1) + "/" + parts.group(2)
            : "an https address";
    return new UserErrorException(
        "Remotes like '%s' are not supported. Use %s.".formatted(plain, advice));
  }

  /// The text without anything between a scheme and an `@`.
  private static String withoutCredentials(String text) {
    return text.replaceFirst("://[^/]*@", "://");
  }

  private static boolean isLoopback(String host) {
    return Set.of("localhost", "[::1]").contains(host.toLowerCase(Locale.ROOT))
        || host.matches("127(\\.\\d{1,3}){3}");
  }

  /// Scheme, host and port in one form.
  static String originOf(String scheme, String host, int port) {
    var plain = scheme.toLowerCase(Locale.ROOT) + "://" + host.toLowerCase(Locale.ROOT);
    var usual = scheme.equalsIgnoreCase("https") ? 443 : 80;
    return port < 0 || port == usual ? plain : plain + ":" + port;
  }

  private static String withoutEnding(String path) {
    return path.endsWith(".git") && !path.endsWith("/.git")
        ? path.substring(0, path.length() - ".git".length())
        : path;
  }
}
