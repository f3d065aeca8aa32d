package io.codedeveloper.job.registry;

import java.io.IOException;
import java.net.Socket;

/// How the proxy itself reaches a host that is allowed.
public interface WayOut {
  /// Connects for a tunnel (443) or for a plain request (80).
  ///
  /// @throws RefusedException when the host must not be reached, whatever its name
  /// @throws IOException when it cannot be reached
  Connection connect(String host, int port) throws IOException;

  /// @param wholeUrl whether a plain request must name the whole URL, as proxies want it
  record Connection(Socket socket, boolean wholeUrl) {}

  /// The host's address is none that may be reached.
  final class RefusedException extends IOException {
    private static final long serialVersionUID = 1;

    RefusedException(String why) {
      super(why);
    }
  }
}
