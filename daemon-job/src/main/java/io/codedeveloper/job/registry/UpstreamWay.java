package io.codedeveloper.job.registry;

import io.codedeveloper.platform.PublicAddress;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;

/// Through the proxy that this machine must use for everything. That one resolves names; here they
/// are checked as well as this machine can resolve them.
final class UpstreamWay implements WayOut {
  private static final int TLS = 443;

  private final URI proxy;
  private final DirectWay.Names names;

  UpstreamWay(URI proxy) {
    this(proxy, InetAddress::getAllByName);
  }

  UpstreamWay(URI proxy, DirectWay.Names names) {
    this.proxy = proxy;
    this.names = names;
  }

  @Override
  public Connection connect(String host, int port) throws IOException {
    refuseKnownInside(host);
    int proxyPort = proxy.getPort() < 0 ? 80 : proxy.getPort();
    Socket socket = DirectWay.dial(InetAddress.getByName(proxy.getHost()), proxyPort);
    try {
      if (port == TLS) {
        tunnel(socket, host + ":" + port);
      }
      return new Connection(socket, true);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private void refuseKnownInside(String host) throws RefusedException {
    try {
      for (InetAddress address : names.of(host)) {
        if (!PublicAddress.isPublic(address)) {
          throw new RefusedException(
              "its address " + address.getHostAddress() + " is not one of the public internet");
        }
      }
    } catch (UnknownHostException e) {
      // Usual behind a proxy: only that one knows the names of the internet.
    }
  }

  private static void tunnel(Socket socket, String target) throws IOException {
    socket
        .getOutputStream()
        .write(
            ("CONNECT " + target + " HTTP/1.1\r\nHost: " + target + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    InputStream input = socket.getInputStream();
    String status = RequestHead.read(input).lines().findFirst().orElse("");
    if (!status.matches("HTTP/1\\.[01] 200\\b.*")) {
      throw new IOException("the proxy of this machine answered '" + status + "'");
    }
  }
}
