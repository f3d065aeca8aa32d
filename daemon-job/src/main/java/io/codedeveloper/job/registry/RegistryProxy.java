package io.codedeveloper.job.registry;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/// A forward proxy on a socket in a file: tunnels for TLS and plain requests, only to allowed
/// hosts.
///
/// It resolves names itself, and holds what one command may have: connections, bytes, time (it ends
/// with the command).
public final class RegistryProxy implements AutoCloseable {
  private static final int MOST_CONNECTIONS = 128;
  private static final int MOST_HOSTS_TOLD = 20;
  private static final long MOST_BYTES = 8L << 30;

  private final Path socket;
  private final ServerSocketChannel listener;
  private final AllowedHosts allowed;
  private final WayOut way;
  private final long mostBytes;
  private final AtomicLong bytes = new AtomicLong();
  private final Semaphore free = new Semaphore(MOST_CONNECTIONS);
  private final Set<Closeable> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;
  private final Set<String> reached = new TreeSet<>();
  private final Map<String, String> refused = new TreeMap<>();

  private RegistryProxy(
      Path socket, ServerSocketChannel listener, AllowedHosts allowed, WayOut way, long mostBytes) {
    this.socket = socket;
    this.listener = listener;
    this.allowed = allowed;
    this.way = way;
    this.mostBytes = mostBytes;
  }

  /// @param socket a file that does not exist yet, in a directory that only the command sees
  public static RegistryProxy listen(Path socket, AllowedHosts allowed, WayOut way)
      throws IOException {
    return listen(socket, allowed, way, MOST_BYTES);
  }

  static RegistryProxy listen(Path socket, AllowedHosts allowed, WayOut way, long mostBytes)
      throws IOException {
    ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    listener.bind(UnixDomainSocketAddress.of(socket));
    // The command may be another user.
    Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-rw-rw-"));
    RegistryProxy proxy = new RegistryProxy(socket, listener, allowed, way, mostBytes);
    Thread.ofVirtual().name("registries").start(proxy::accept);
    return proxy;
  }

  /// Which hosts were reached, and which were refused with what to do about it; for people.
  public synchronized List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    if (!reached.isEmpty()) {
      remarks.add("it fetched from " + String.join(", ", reached));
    }
    refused.forEach((host, why) -> remarks.add("it was refused " + host + ": " + why));
    return remarks;
  }

  @Override
  public void close() {
    closed = true;
    close(listener);
    open.forEach(RegistryProxy::close);
    socket.toFile().delete();
  }

  private void accept() {
    try {
      while (true) {
        free.acquireUninterruptibly();
        SocketChannel client = listener.accept();
        keep(client);
        Thread.ofVirtual().name("registries").start(() -> serve(client));
      }
    } catch (IOException e) {
      // Closed: the command has ended.
    }
  }

  /// Closed with the proxy, or at once where that has happened meanwhile.
  private void keep(Closeable connection) {
    open.add(connection);
    if (closed) {
      close(connection);
    }
  }

  private void serve(SocketChannel client) {
    try (client) {
      InputStream input = Channels.newInputStream(client);
      answer(RequestHead.parse(RequestHead.read(input)), client, input);
    } catch (IOException e) {
      // The client or the server has gone.
    } finally {
      open.remove(client);
      free.release();
    }
  }

  private void answer(RequestHead request, SocketChannel client, InputStream input)
      throws IOException {
    OutputStream output = Channels.newOutputStream(client);
    switch (request) {
      case RequestHead.Unacceptable(String why) -> say(output, "400 Bad Request", why);
      case RequestHead.Tunnel(String host) ->
          connected(host, RequestHead.TLS, output, way -> tunnel(way, client, input, output));
      case RequestHead.Plain plain ->
          connected(
              plain.host(),
              RequestHead.PLAIN,
              output,
              way -> {
                way.socket().getOutputStream().write(plain.bytes(way.wholeUrl()));
                copy(way.socket().getInputStream(), output);
              });
    }
  }

  private void connected(String host, int port, OutputStream output, Exchange exchange)
      throws IOException {
    if (!allowed.allow(host)) {
      String why =
          "it is none of the package registries. If this repository needs it, set "
              + RegistryAccess.VARIABLE
              + "="
              + host
              + " where code-developer runs";
      refuse(host, why, output);
      return;
    }
    WayOut.Connection connection;
    try {
      connection = way.connect(host, port);
    } catch (WayOut.RefusedException e) {
      refuse(host, String.valueOf(e.getMessage()), output);
      return;
    } catch (IOException e) {
      say(output, "502 Bad Gateway", host + " cannot be reached: " + e.getMessage());
      return;
    }
    keep(connection.socket());
    try (var _ = connection.socket()) {
      remember(host);
      exchange.take(connection);
    } finally {
      open.remove(connection.socket());
    }
  }

  private void tunnel(
      WayOut.Connection way, SocketChannel client, InputStream input, OutputStream output)
      throws IOException {
    output.write("HTTP/1.1 200 Connection established\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    Thread up =
        Thread.ofVirtual()
            .name("registries")
            .start(() -> {
              try {
                copy(input, way.socket().getOutputStream());
                way.socket().shutdownOutput();
              } catch (IOException e) {
                close(way.socket());
              }
            });
    try {
      copy(way.socket().getInputStream(), output);
      client.shutdownOutput();
    } finally {
      close(way.socket());
      close(client);
      up.interrupt();
    }
  }

  /// Copies as long as the command may have more.
  private void copy(InputStream from, OutputStream to) throws IOException {
    byte[] buffer = new byte[16 * 1024];
    int count = from.read(buffer);
    while (count >= 0) {
      if (bytes.addAndGet(count) > mostBytes) {
        refused("more", "the command has fetched " + mostBytes + " bytes, the most that it may");
        throw new IOException("too many bytes");
      }
      to.write(buffer, 0, count);
      count = from.read(buffer);
    }
  }

  private void refuse(String host, String why, OutputStream output) throws IOException {
    refused(host, why);
    say(output, "403 Forbidden", "code-developer refuses to reach " + host + ": " + why);
  }

  private synchronized void refused(String host, String why) {
    if (refused.size() < MOST_HOSTS_TOLD) {
      refused.put(host, why);
    }
  }

  private synchronized void remember(String host) {
    if (reached.size() < MOST_HOSTS_TOLD) {
      reached.add(host);
    }
  }

  private static void say(OutputStream output, String status, String why) throws IOException {
    byte[] body = (why + "\n").getBytes(StandardCharsets.UTF_8);
    String head =
        "HTTP/1.1 %s\r\nContent-Type: text/plain\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
            .formatted(status, body.length);
    output.write(head.getBytes(StandardCharsets.US_ASCII));
    output.write(body);
  }

  private static void close(Closeable closeable) {
    try {
      closeable.close();
    } catch (IOException e) {
      // It has been closed by its other end.
    }
  }

  @FunctionalInterface
  private interface Exchange {
    void take(WayOut.Connection way) throws IOException;
  }
}
