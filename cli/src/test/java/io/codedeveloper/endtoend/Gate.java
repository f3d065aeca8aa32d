package io.codedeveloper.endtoend;

import io.codedeveloper.platform.google.testing.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// A port of loopback through which another is reached, until it is shut.
///
/// Shut, it looks like a server that was killed: every connection breaks, and no new one is taken.
/// Nothing is written behind it then, and what is there can be saved as a whole.
final class Gate implements AutoCloseable {
  private final InetSocketAddress behind;
  private final int port;
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
  private @Nullable ServerSocket open;

  /// @param behind `host:port`
  Gate(String behind) {
    var parts = behind.split(":");
    this.behind = new InetSocketAddress(parts[0], Integer.parseInt(parts[1]));
    this.port = free();
    open();
  }

  /// `host:port`.
  String address() {
    return "127.0.0.1:" + port;
  }

  private static int free() {
    try {
      return FreePort.find();
    } catch (IOException none) {
      throw new UncheckedIOException(none);
    }
  }

  /// Takes connections, also after it was shut.
  synchronized void open() {
    try {
      var socket = new ServerSocket();
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      open = socket;
      Thread.ofVirtual().start(() -> accept(socket));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// Breaks every connection and takes none.
  synchronized void shut() {
    close(open);
    connections.forEach(Gate::close);
    connections.clear();
  }

  private void accept(ServerSocket socket) {
    while (!socket.isClosed()) {
      try {
        connect(socket.accept(), socket);
      } catch (IOException isShut) {
        // The loop looks whether it is.
      }
    }
  }

  /// @param through what was open when the connection was taken
  private void connect(Socket near, ServerSocket through) {
    try {
      var far = new Socket(behind.getAddress(), behind.getPort());
      connections.add(near);
      connections.add(far);
      if (through.isClosed()) {
        close(near);
        close(far);
      }
      Thread.ofVirtual().start(() -> pump(near, far));
      Thread.ofVirtual().start(() -> pump(far, near));
    } catch (IOException nobodyThere) {
      close(near);
    }
  }

  private void pump(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException broken) {
      // Both ends are closed now.
    } finally {
      connections.remove(from);
      connections.remove(to);
    }
  }

  private static void close(@Nullable AutoCloseable one) {
    try {
      if (one != null) {
        one.close();
      }
    } catch (Exception broken) {
      // It is closed all the same.
    }
  }

  @Override
  public void close() {
    shut();
  }
}
