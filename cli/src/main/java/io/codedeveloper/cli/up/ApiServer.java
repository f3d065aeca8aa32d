package io.codedeveloper.cli.up;

import com.google.cloud.functions.invoker.HttpFunctionExecutor;
import io.codedeveloper.functions.ControlApi;
import io.codedeveloper.platform.UserErrorException;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/// The HTTP functions under the functions framework's own invoker, on one port of loopback.
///
/// The invoker's `main` would listen on every interface, and would share a port that another
/// process has already; so its executor gets a connector from here.
final class ApiServer implements AutoCloseable {
  private static final int MOST_THREADS = 64;

  private final Server server;
  private final ServerConnector connector;

  private ApiServer(Server server, ServerConnector connector) {
    this.server = server;
    this.connector = connector;
  }

  /// Serves what [io.codedeveloper.functions.Hosted] was handed.
  ///
  /// @param port 0 for any that is free
  /// @throws UserErrorException when the port cannot be had
  static ApiServer start(int port) {
    var server = new Server(new QueuedThreadPool(MOST_THREADS));
    var http = new HttpConfiguration();
    http.setSendServerVersion(false);
    var connector = new ServerConnector(server, new HttpConnectionFactory(http));
    connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
    connector.setPort(port);
    server.addConnector(connector);
    server.setHandler(HttpFunctionExecutor.forClass(ControlApi.class));
    var api = new ApiServer(server, connector);
    try {
      server.start();
      return api;
    } catch (IOException refused) {
      api.close();
      throw unavailable(port, refused);
    } catch (Exception bug) {
      api.close();
      throw new IllegalStateException("the API's server did not start", bug);
    }
  }

  private static UserErrorException unavailable(int port, IOException refused) {
    var taken =
        refused.getCause() instanceof BindException cause
            && String.valueOf(cause.getMessage()).contains("in use");
    var why =
        taken
            ? "port %d is taken by another program".formatted(port)
            : "port %d cannot be opened (%s)".formatted(port, reason(refused));
    return new UserErrorException(
        why + "; choose another with --port, or --port 0 for any that is free", refused);
  }

  private static String reason(IOException refused) {
    var cause = refused.getCause();
    return String.valueOf(cause == null ? refused.getMessage() : cause.getMessage());
  }

  /// Where it answers.
  String url() {
    return "http://%s:%d".formatted(connector.getHost(), port());
  }

  int port() {
    return connector.getLocalPort();
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception failure) {
      throw new IllegalStateException("the API's server did not stop", failure);
    }
  }
}
