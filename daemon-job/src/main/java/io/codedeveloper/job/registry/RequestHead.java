package io.codedeveloper.job.registry;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a client asks a proxy for.
sealed interface RequestHead {
  int LONGEST = 16 * 1024;
  int TLS = 443;
  int PLAIN = 80;

  /// A tunnel for TLS.
  record Tunnel(String host) implements RequestHead {}

  /// A request without TLS, without what may hold a password.
  ///
  /// @param pathAndQuery begins with `/`
  record Plain(String method, String host, String pathAndQuery, List<String> headers)
      implements RequestHead {
    /// For the server or, with the whole URL, for another proxy.
    byte[] bytes(boolean wholeUrl) {
      String target = wholeUrl ? "http://" + host + pathAndQuery : pathAndQuery;
      StringBuilder text = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
      text.append("Host: ").append(host).append("\r\n");
      headers.forEach(header -> text.append(header).append("\r\n"));
      return text.append("Connection: close\r\n\r\n")
          .toString()
          .getBytes(StandardCharsets.ISO_8859_1);
    }
  }

  /// Anything else.
  record Unacceptable(String why) implements RequestHead {}

  /// Reads up to the empty line, and nothing behind it.
  ///
  /// @throws IOException also when the head is too long or ends too early
  static String read(InputStream input) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    int ending = 0;
    while (ending < 4) {
      int octet = input.read();
      if (octet < 0 || head.size() >= LONGEST) {
        throw new IOException(
            octet < 0 ? "the request ended too early" : "the request is too long");
      }
      head.write(octet);
      boolean expected = octet == (ending % 2 == 0 ? '\r' : '\n');
      ending = expected ? ending + 1 : octet == '\r' ? 1 : 0;
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }

  static RequestHead parse(String head) {
    List<String> lines = head.lines().filter(line -> !line.isEmpty()).toList();
    String[] first = lines.isEmpty() ? new String[0] : lines.getFirst().split(" ", -1);
    if (first.length != 3 || !first[2].matches("HTTP/1\\.[01]")) {
      return new Unacceptable("this is no request to a proxy");
    }
    return switch (first[0]) {
      case "CONNECT" -> tunnel(first[1]);
      case "GET", "HEAD" -> plain(first[0], first[1], lines.subList(1, lines.size()));
      default -> new Unacceptable("only GET, HEAD and CONNECT are possible");
    };
  }

  private static RequestHead tunnel(String target) {
    Matcher parts = Parts.TARGET.matcher(target.toLowerCase(Locale.ROOT));
    if (!parts.matches()) {
      return new Unacceptable("'" + target + "' is not a host and a port");
    }
    return Integer.parseInt(parts.group(2)) == TLS
        ? new Tunnel(parts.group(1))
        : new Unacceptable("only port " + TLS + " can be reached by a tunnel");
  }

  private static RequestHead plain(String method, String url, List<String> headers) {
    try {
      URI uri = new URI(url);
      String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
      if (!"http".equals(uri.getScheme()) || !Parts.HOST.matcher(host).matches()) {
        return new Unacceptable("this is no address of a web server");
      }
      if (uri.getPort() >= 0 && uri.getPort() != PLAIN) {
        return new Unacceptable("only port " + PLAIN + " can be reached without TLS");
      }
      String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
      String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
      return new Plain(
          method,
          host,
          path + query,
          headers.stream().filter(header -> Parts.isForwarded(header)).toList());
    } catch (URISyntaxException e) {
      return new Unacceptable("this is no address of a web server");
    }
  }

  /// Patterns, and which headers go on.
  final class Parts {
    private static final Pattern TARGET = Pattern.compile("([a-z0-9.-]{1,253}?)\\.?:(\\d{1,5})");
    private static final Pattern HOST = Pattern.compile("[a-z0-9.-]{1,253}");
    private static final Set<String> FORWARDED =
        Set.of(
            "accept",
            "accept-encoding",
            "accept-language",
            "cache-control",
            "if-modified-since",
            "if-none-match",
            "if-range",
            "range",
            "user-agent");

    private Parts() {}

    private static boolean isForwarded(String header) {
      int colon = header.indexOf(':');
      return colon > 0
          && FORWARDED.contains(header.substring(0, colon).strip().toLowerCase(Locale.ROOT));
    }
  }
}
