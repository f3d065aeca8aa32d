package io.codedeveloper.job.registry;

import io.codedeveloper.platform.PublicAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;

/// Resolves a name itself, and connects to the very address that it has checked: a name that means
/// another address a moment later gains nothing.
final class DirectWay implements WayOut {
  static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(15);

  /// How long the other side may say nothing.
  static final Duration SILENCE = Duration.ofMinutes(2);

  private final Names names;
  private final Dialer dialer;

  DirectWay() {
    this(InetAddress::getAllByName, DirectWay::dial);
  }

  DirectWay(Names names, Dialer dialer) {
    this.names = names;
    this.dialer = dialer;
  }

  /// What a name stands for.
  @FunctionalInterface
  interface Names {
    InetAddress[] of(String host) throws UnknownHostException;
  }

  /// Opens a connection.
  @FunctionalInterface
  interface Dialer {
    Socket dial(InetAddress address, int port) throws IOException;
  }

  @Override
  public Connection connect(String host, int port) throws IOException {
    InetAddress[] addresses = names.of(host);
    for (InetAddress address : addresses) {
      if (!PublicAddress.isPublic(address)) {
        throw new RefusedException(
            "its address " + address.getHostAddress() + " is not one of the public internet");
      }
    }
    IOException last = new UnknownHostException(host);
    for (InetAddress address : addresses) {
      try {
        return new Connection(dialer.dial(address, port), false);
      } catch (IOException e) {
        last = e;
      }
    }
    throw last;
  }

  static Socket dial(InetAddress address, int port) throws IOException {
    Socket socket = new Socket();
    try {
      socket.connect(
          new InetSocketAddress(address, port), Math.toIntExact(CONNECT_TIMEOUT.toMillis()));
      socket.setSoTimeout(Math.toIntExact(SILENCE.toMillis()));
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }
}
