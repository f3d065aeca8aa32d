package io.codedeveloper.functions.delivery;

import io.codedeveloper.auth.Secret;
import io.codedeveloper.platform.UserErrorException;
import java.net.URI;
import java.net.URISyntaxException;

/// Where something is posted to. Nothing of it may be shown: who knows such an address may often
/// post there.
///
/// @param host a name, or an address as it stands in a URL
/// @param target path and query
record Destination(boolean secure, String host, int port, String target) {
  private static final int HTTPS = 443;
  private static final int HTTP = 80;

  /// @param name of the setting
  /// @param loopback whether it may be one without TLS
  /// @throws UserErrorException when it is no such address; it does not quote it
  static Destination parse(String name, Secret url, boolean loopback) {
    try {
      var uri = new URI(url.reveal());
      var secure = "https".equalsIgnoreCase(uri.getScheme());
      var open = "http".equalsIgnoreCase(uri.getScheme()) && loopback;
      var host = uri.getHost();
      if ((secure || open) && host != null && uri.getRawUserInfo() == null) {
        var usual = secure ? HTTPS : HTTP;
        return new Destination(
            secure, host, uri.getPort() < 0 ? usual : uri.getPort(), target(uri));
      }
    } catch (URISyntaxException malformed) {
      // Its message would quote the address.
    }
    throw new UserErrorException(
        name + " is not the address of a server; write https://HOST/PATH, without a user's name");
  }

  private static String target(URI uri) {
    var ascii = URI.create(uri.toASCIIString());
    var path = ascii.getRawPath().isEmpty() ? "/" : ascii.getRawPath();
    return ascii.getRawQuery() == null ? path : path + "?" + ascii.getRawQuery();
  }

  /// What the header `Host` says.
  String authority() {
    return port == (secure ? HTTPS : HTTP) ? host : host + ":" + port;
  }

  @Override
  public String toString() {
    return "***";
  }
}
