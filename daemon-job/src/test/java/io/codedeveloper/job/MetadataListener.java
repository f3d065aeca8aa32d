package io.codedeveloper.job;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
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
    // A run that is killed leaves the address behind, but not for long.
    var added = ip("add", "valid_lft", "900", "preferred_lft", "900");
    var socket = new ServerSocket();
    socket.bind(new InetSocketAddress(InetAddress.getByName("0.0.0.0"), 0));
    var listener = new MetadataListener(socket, added);
    Thread.ofVirtual().start(listener::accept);
    listener.proveThatItWorks();
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
  private void proveThatItWorks() {
    try (var client = new Socket()) {
      client.connect(new InetSocketAddress(METADATA, port()), 1000);
      while (connections.get() == 0) {
        Thread.onSpinWait();
      }
      connections.set(0);
    } catch (IOException e) {
      System.err.println(
          "!!! THE METADATA SERVICE IS NOT PLAYED: its address cannot be added here");
    }
  }

  private static boolean ip(String verb, String... more) throws IOException {
    var arguments = new ArrayList<>(List.of("ip", "addr", verb, METADATA + "/32", "dev", "lo"));
    arguments.addAll(List.of(more));
    var command = new ProcessBuilder(arguments);
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
