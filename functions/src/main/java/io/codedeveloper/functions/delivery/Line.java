package io.codedeveloper.functions.delivery;

import io.codedeveloper.platform.PublicAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/// A connection to one server, which somebody else may end at any time.
///
/// It resolves the name itself, once, and connects to the very address that it has checked: a name
/// that means another address a moment later gains nothing.
final class Line implements AutoCloseable {
  private static final int CONNECT_TIMEOUT = Math.toIntExact(Duration.ofSeconds(5).toMillis());

  private final Names names;
  private final SSLSocketFactory factory;
  private final boolean loopback;
  private @Nullable Socket socket;
  private boolean over;

  /// @param loopback whether an address of this machine will do, too
  Line(Names names, SSLSocketFactory factory, boolean loopback) {
    this.names = names;
    this.factory = factory;
    this.loopback = loopback;
  }

  /// What a name stands for.
  @FunctionalInterface
  interface Names {
    InetAddress[] of(String host) throws UnknownHostException;
  }

  /// Connects, with TLS where the destination wants it.
  ///
  /// @throws NotPublicException when any address of the name is refused
  Socket open(Destination to) throws IOException {
    var addresses = names.of(to.host());
    for (var address : addresses) {
      check(address, to.secure());
    }
    IOException last = new UnknownHostException("no address");
    for (var address : addresses) {
      try {
        var plain = fresh();
        plain.connect(new InetSocketAddress(address, to.port()), CONNECT_TIMEOUT);
        return to.secure() ? secured(plain, to) : plain;
      } catch (IOException next) {
        last = next;
      }
    }
    throw last;
  }

  private void check(InetAddress address, boolean secure) throws NotPublicException {
    if (loopback && address.isLoopbackAddress()) {
      return;
    }
    if (!PublicAddress.isPublic(address)) {
      throw new NotPublicException(
          "the server's address is none of the public internet, where alone something is sent");
    }
    if (!secure) {
      throw new NotPublicException("nothing is sent over http but to this machine; use https");
    }
  }

  /// No proxy that the process may have been told of: it would resolve the name once more.
  private synchronized Socket fresh() throws IOException {
    close(socket);
    if (over) {
      throw new IOException("the time is over");
    }
    socket = new Socket(Proxy.NO_PROXY);
    return socket;
  }

  private Socket secured(Socket plain, Destination to) throws IOException {
    var secured = (SSLSocket) factory.createSocket(plain, to.host(), to.port(), true);
    var parameters = secured.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secured.setSSLParameters(parameters);
    secured.startHandshake();
    return secured;
  }

  /// Ends whatever goes on, and lets nothing begin. It closes what lies below TLS: a farewell might
  /// wait for the other side.
  @Override
  public synchronized void close() {
    over = true;
    close(socket);
  }

  private static void close(@Nullable Socket socket) {
    try {
      if (socket != null) {
        socket.close();
      }
    } catch (IOException gone) {
      // That is what was wanted.
    }
  }
}
