package io.codedeveloper.job.registry;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A proxy, or a server, that answers everything in the same way and remembers what it was asked.
public final class PlayedProxy implements AutoCloseable {
  private final ServerSocket listener;
  private final String body;
  private final List<String> heads = new CopyOnWriteArrayList<>();

  private PlayedProxy(ServerSocket listener, String body) {
    this.listener = listener;
    this.body = body;
  }

  /// @param body of every answer; to CONNECT it is what the far end says first
  public static PlayedProxy start(String body) throws IOException {
    var proxy = new PlayedProxy(new ServerSocket(0, 16, InetAddress.getLoopbackAddress()), body);
    Thread.ofVirtual().start(proxy::accept);
    return proxy;
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort());
  }

  /// The first lines of what came.
  public List<String> asked() {
    return heads.stream().map(head -> head.lines().findFirst().orElse("")).toList();
  }

  /// What came, with headers.
  List<String> heads() {
    return heads;
  }

  private void accept() {
    try {
      while (true) {
        var client = listener.accept();
        Thread.ofVirtual().start(() -> answer(client));
      }
    } catch (IOException e) {
      // Closed by the test.
    }
  }

  private void answer(Socket client) {
    try (client) {
      var head = RequestHead.read(client.getInputStream());
      heads.add(head);
      var status =
          head.startsWith("CONNECT")
              ? "HTTP/1.1 200 OK\r\n\r\n"
              : "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n";
      client.getOutputStream().write((status + body).getBytes(StandardCharsets.UTF_8));
      client.shutdownOutput();
      client.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
    } catch (IOException e) {
      // The client has gone.
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
