package io.codedeveloper.platform.google.testing;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/// A port of loopback for a server that listens on it only later, or again.
///
/// None of those that systems give out by themselves: until the server listens, some connection
/// might get such a one.
public final class FreePort {
  private static final int LOWEST = 20_000;
  private static final int HIGHEST = 32_000;
  private static final int MOST_TRIES = 100;

  private FreePort() {}

  /// A port that nobody has now.
  public static int find() throws IOException {
    for (var attempt = 1; ; attempt++) {
      var port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
      try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (BindException taken) {
        if (attempt == MOST_TRIES) {
          throw taken;
        }
      }
    }
  }
}
