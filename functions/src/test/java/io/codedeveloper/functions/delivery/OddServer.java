package io.codedeveloper.functions.delivery;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// A server of this machine that does with a connection what no good one does.
final class OddServer implements AutoCloseable {
  final AtomicInteger connections = new AtomicInteger();
  private final ServerSocket listener;
  private final Manners manners;
  private final Collection<Socket> open = new ConcurrentLinkedQueue<>();

  /// What it does with a connection.
  @FunctionalInterface
  interface Manners {
    void treat(Socket connection) throws IOException;
  }

  private OddServer(ServerSocket listener, Manners manners) {
    this.listener = listener;
    this.manners = manners;
  }

  static OddServer start(Manners manners) throws IOException {
    var listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    var server = new OddServer(listener, manners);
    Thread.ofVirtual().start(server::accept);
    return server;
  }

  int port() {
    return listener.getLocalPort();
  }

  private void accept() {
    while (true) {
      try {
        var connection = listener.accept();
        open.add(connection);
        connections.incrementAndGet();
        Thread.ofVirtual().start(() -> treat(connection));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void treat(Socket connection) {
    try {
      manners.treat(connection);
    } catch (IOException gone) {
      // The other side had enough.
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Closeable connection : open) {
      connection.close();
    }
  }
}
