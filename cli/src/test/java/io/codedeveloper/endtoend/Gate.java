package io.codedeveloper.endtoend;

import io.codedeveloper.platform.google.testing.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
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
  private final Set<Thread> pumps = ConcurrentHashMap.newKeySet();
  private @Nullable ServerSocket open;
  private Optional<Thread> acceptor = Optional.empty();

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
    shut();
    try {
      var socket = new ServerSocket();
      open = socket;
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      acceptor = Optional.of(Thread.ofVirtual().start(() -> accept(socket)));
    } catch (IOException failure) {
      close(open);
      throw new UncheckedIOException(failure);
    }
  }

  /// Breaks every connection and takes none. When it returns, nothing passes any more: whoever
  /// waited at a socket closes it only when he has noticed.
  synchronized void shut() {
    close(open);
    acceptor.ifPresent(Gate::awaitEnd);
    connections.forEach(Gate::close);
    pumps.forEach(Gate::awaitEnd);
    pumps.clear();
  }

  private static void awaitEnd(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  private void accept(ServerSocket socket) {
    while (!socket.isClosed()) {
      try {
        connect(socket.accept());
      } catch (IOException isShut) {
        // The loop looks whether it is.
      }
    }
  }

  private void connect(Socket near) {
    try {
      var far = new Socket(behind.getAddress(), behind.getPort());
      connections.add(near);
      connections.add(far);
      pumps.add(Thread.ofVirtual().start(() -> pump(near, far)));
      pumps.add(Thread.ofVirtual().start(() -> pump(far, near)));
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
      pumps.remove(Thread.currentThread());
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
