package io.codedeveloper.job.registry;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// The program between a sandboxed command and the proxy: listens on loopback inside, passes on to
/// a socket in a file, and runs the command with all tools told of it.
///
/// It needs nothing but this one class, which is copied to where the command can read it.
public final class Relay {
  private static final String CLASS_FILE = "io/codedeveloper/job/registry/Relay.class";
  private static final int NOT_STARTED = 126;

  private Relay() {}

  /// Puts the class where `-cp directory` finds it.
  public static void copyClassTo(Path directory) throws IOException {
    Path file = directory.resolve(CLASS_FILE);
    Files.createDirectories(file.getParent());
    try (InputStream own = Relay.class.getClassLoader().getResourceAsStream(CLASS_FILE)) {
      if (own == null) {
        throw new IOException("the class of the relay is missing in this installation");
      }
      Files.copy(own, file);
    }
  }

  /// What stands before a command that goes through a relay.
  ///
  /// @param classPath where the command sees the class
  /// @param socket where it sees the proxy
  public static List<String> command(Path javaHome, Path classPath, Path socket, int port) {
    return List.of(
        javaHome.resolve("bin/java").toString(),
        "-Xmx64m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-cp",
        classPath.toString(),
        Relay.class.getName(),
        socket.toString(),
        Integer.toString(port));
  }

  /// @param arguments the socket's file, the port, the command
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path socket = Path.of(arguments[0]);
    int port = Integer.parseInt(arguments[1]);
    ServerSocket listener = new ServerSocket(port, 64, InetAddress.getByName("127.0.0.1"));
    Thread.ofPlatform().daemon().start(() -> accept(listener, socket));
    ProcessBuilder command =
        new ProcessBuilder(Arrays.asList(arguments).subList(2, arguments.length)).inheritIO();
    command.environment().putAll(variables(port, command.environment()));
    try {
      System.exit(command.start().waitFor());
    } catch (IOException e) {
      System.err.println(e.getMessage());
      System.exit(NOT_STARTED);
    }
  }

  /// What tells each kind of tool of a proxy.
  static Map<String, String> variables(int port, Map<String, String> present) {
    String proxy = "http://127.0.0.1:" + port;
    String own = "localhost,127.0.0.1,::1";
    List<String> java = new ArrayList<>();
    if (present.containsKey("JAVA_TOOL_OPTIONS")) {
      java.add(present.get("JAVA_TOOL_OPTIONS"));
    }
    for (String scheme : List.of("http", "https")) {
      java.add("-D" + scheme + ".proxyHost=127.0.0.1 -D" + scheme + ".proxyPort=" + port);
    }
    java.add("-Dhttp.nonProxyHosts=localhost|127.*|[::1]");
    java.add("-Daether.connector.http.useSystemProperties=true");
    return Map.ofEntries(
        Map.entry("HTTP_PROXY", proxy),
        Map.entry("HTTPS_PROXY", proxy),
        Map.entry("http_proxy", proxy),
        Map.entry("https_proxy", proxy),
        Map.entry("NO_PROXY", own),
        Map.entry("no_proxy", own),
        Map.entry("YARN_HTTP_PROXY", proxy),
        Map.entry("YARN_HTTPS_PROXY", proxy),
        Map.entry("NODE_USE_ENV_PROXY", "1"),
        Map.entry("JAVA_TOOL_OPTIONS", String.join(" ", java)));
  }

  private static void accept(ServerSocket listener, Path socket) {
    while (true) {
      try {
        Socket client = listener.accept();
        Thread.ofVirtual().start(() -> pass(client, socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private static void pass(Socket client, Path socket) {
    try (client;
        SocketChannel proxy = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      proxy.connect(UnixDomainSocketAddress.of(socket));
      InputStream fromProxy = Channels.newInputStream(proxy);
      OutputStream toProxy = Channels.newOutputStream(proxy);
      Thread up =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  client.getInputStream().transferTo(toProxy);
                  proxy.shutdownOutput();
                } catch (IOException e) {
                  close(client, proxy);
                }
              });
      fromProxy.transferTo(client.getOutputStream());
      client.shutdownOutput();
      up.join();
    } catch (IOException e) {
      // The client sees its connection end.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void close(Socket client, SocketChannel proxy) {
    try {
      client.close();
      proxy.close();
    } catch (IOException e) {
      // Both ends are gone.
    }
  }
}
