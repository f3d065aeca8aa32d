package io.codedeveloper.job;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/// Listens on every address of the machine, among them, where this user may add it, that of the
/// metadata services; counts who comes.
final class MetadataListener implements AutoCloseable {
  private static final String METADATA = "169.254.169.254";

  private final ServerSocket socket;
  private final boolean added;
  private final AtomicInteger connections = new AtomicInteger();

  private MetadataListener(ServerSocket socket, boolean added) {
    this.socket = socket;
    this.added = added;
  }

  static MetadataListener start() throws IOException {
    var added = ip("add");
    if (!added) {
      System.err.println(
          "!!! The metadata service's address is not played: it cannot be added here");
    }
    var socket = new ServerSocket();
    socket.bind(new InetSocketAddress(InetAddress.getByName("0.0.0.0"), 0));
    var listener = new MetadataListener(socket, added);
    Thread.ofVirtual().start(listener::accept);
    if (added) {
      listener.proveThatItWorks();
    }
    return listener;
  }

  int port() {
    return socket.getLocalPort();
  }

  int connections() {
    return connections.get();
  }

  private void accept() {
    try {
      while (true) {
        socket.accept().close();
        connections.incrementAndGet();
      }
    } catch (IOException e) {
      // Closed by the test.
    }
  }

  /// A listener that nobody could reach would prove nothing.
  private void proveThatItWorks() throws IOException {
    try (var client = new java.net.Socket(METADATA, port())) {
      client.getInputStream().read();
    }
    while (connections.get() == 0) {
      Thread.onSpinWait();
    }
    connections.set(0);
  }

  private static boolean ip(String verb) throws IOException {
    var command = new ProcessBuilder("ip", "addr", verb, METADATA + "/32", "dev", "lo");
    try {
      var process = command.redirectErrorStream(true).start();
      process.getInputStream().readAllBytes();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
    if (added) {
      ip("del");
    }
  }
}
