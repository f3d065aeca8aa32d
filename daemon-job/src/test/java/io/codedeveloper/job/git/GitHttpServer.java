package io.codedeveloper.job.git;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Git's own server (git-http-backend) behind HTTP on loopback, with a token and with faults on
/// demand.
public final class GitHttpServer implements AutoCloseable {
  private final HttpServer server;
  private final Path root;
  private final List<String> authorizations = Collections.synchronizedList(new ArrayList<>());
  private volatile @Nullable String token;
  private volatile int pushStatus = 200;
  private final CountDownLatch heldPush = new CountDownLatch(1);
  private volatile CountDownLatch pushes = new CountDownLatch(0);
  private volatile int status = 200;
  private final AtomicInteger asked = new AtomicInteger();
  private volatile @Nullable String location;
  private volatile @Nullable String pushLocation;
  private volatile @Nullable String moved;
  private volatile String movedTo = "";

  private GitHttpServer(HttpServer server, Path root) {
    this.server = server;
    this.root = root;
  }

  /// Where git keeps its server on this machine, if it does.
  public static Optional<Path> program() {
    var directory = new NativeGit(Path.of("").toAbsolutePath()).run("--exec-path");
    return Optional.of(Path.of(directory, "git-http-backend")).filter(Files::isExecutable);
  }

  public static GitHttpServer start(Path root) throws IOException {
    var http = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    var started = new GitHttpServer(http, root);
    http.createContext("/", started::handle);
    http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    http.start();
    return started;
  }

  public String url(String repository) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + repository;
  }

  public void requireToken(String wanted) {
    token = wanted;
  }

  /// From now on pushes are taken and never answered, until [#letPushesGo].
  public void holdPushes() {
    pushes = new CountDownLatch(1);
  }

  /// Waits until a push is held.
  public void awaitHeldPush() throws InterruptedException {
    heldPush.await();
  }

  /// What was held is refused, and later pushes are served.
  public void letPushesGo() {
    pushes.countDown();
  }

  void answerPushesWith(int code) {
    pushStatus = code;
  }

  void answerWith(int code) {
    status = code;
  }

  void redirectTo(String address) {
    location = address;
  }

  /// Answers what is asked of one repository with a redirect to another on this host.
  void redirectRepository(String from, String to) {
    moved = from;
    movedTo = to;
  }

  void redirectPushesTo(String address) {
    pushLocation = address;
  }

  /// How many requests came in.
  int asked() {
    return asked.get();
  }

  /// The values of all headers `Authorization` that came in.
  List<String> authorizations() {
    return List.copyOf(authorizations);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      asked.incrementAndGet();
      var authorization = exchange.getRequestHeaders().getFirst("Authorization");
      if (authorization != null) {
        authorizations.add(authorization);
      }
      var isPush = exchange.getRequestURI().toString().contains("git-receive-pack");
      var uri = exchange.getRequestURI().toString();
      if (isPush && pushes.getCount() > 0) {
        heldPush.countDown();
        pushes.await();
        exchange.sendResponseHeaders(503, -1);
      } else if (location != null) {
        redirect(exchange, 302, location + uri);
      } else if (isPush && pushLocation != null) {
        redirect(exchange, 307, pushLocation + uri);
      } else if (moved != null && uri.contains(moved)) {
        redirect(exchange, 301, uri.replace(moved, movedTo));
      } else if (status != 200) {
        exchange.sendResponseHeaders(status, -1);
      } else if (token != null && !basic(token).equals(authorization)) {
        exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"git\"");
        exchange.sendResponseHeaders(401, -1);
      } else if (isPush && pushStatus != 200) {
        exchange.sendResponseHeaders(pushStatus, -1);
      } else {
        serve(exchange);
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private static void redirect(HttpExchange exchange, int code, String target) throws IOException {
    exchange.getResponseHeaders().add("Location", target);
    exchange.sendResponseHeaders(code, -1);
  }

  private static String basic(String password) {
    var pair = "x-access-token:" + password;
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  private void serve(HttpExchange exchange) throws IOException {
    var body = exchange.getRequestBody().readAllBytes();
    var process = backend(exchange, body.length).start();
    Thread.ofVirtual()
        .start(() -> {
          try (var input = process.getOutputStream()) {
            input.write(body);
          } catch (IOException e) {
            process.destroy();
          }
        });
    var output = process.getInputStream().readAllBytes();
    var end = headerEnd(output);
    var code = 200;
    for (var line : new String(output, 0, end, StandardCharsets.ISO_8859_1).split("\r\n")) {
      var parts = line.split(": ", 2);
      if (parts[0].equals("Status")) {
        code = Integer.parseInt(parts[1].substring(0, 3));
      } else if (parts.length == 2) {
        exchange.getResponseHeaders().add(parts[0], parts[1]);
      }
    }
    var content = new ByteArrayOutputStream();
    content.write(output, end + 4, output.length - end - 4);
    exchange.sendResponseHeaders(code, content.size() == 0 ? -1 : content.size());
    content.writeTo(exchange.getResponseBody());
  }

  private ProcessBuilder backend(HttpExchange exchange, int length) {
    var builder =
        new ProcessBuilder(program().orElseThrow().toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    var headers = exchange.getRequestHeaders();
    var environment = builder.environment();
    environment.put("GIT_PROJECT_ROOT", root.toString());
    environment.put("GIT_HTTP_EXPORT_ALL", "1");
    environment.put("GIT_CONFIG_NOSYSTEM", "1");
    environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
    environment.put("REMOTE_USER", "tester");
    environment.put("REQUEST_METHOD", exchange.getRequestMethod());
    environment.put("PATH_INFO", exchange.getRequestURI().getPath());
    environment.put(
        "QUERY_STRING", Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse(""));
    environment.put("CONTENT_LENGTH", String.valueOf(length));
    put(environment, "CONTENT_TYPE", headers.getFirst("Content-Type"));
    put(environment, "HTTP_CONTENT_ENCODING", headers.getFirst("Content-Encoding"));
    put(environment, "GIT_PROTOCOL", headers.getFirst("Git-Protocol"));
    return builder;
  }

  private static void put(
      java.util.Map<String, String> environment, String name, @Nullable String value) {
    if (value != null) {
      environment.put(name, value);
    }
  }

  private static int headerEnd(byte[] output) {
    for (var index = 0; index + 3 < output.length; index++) {
      if (output[index] == '\r' && output[index + 2] == '\r') {
        return index;
      }
    }
    throw new IllegalStateException("no headers: " + new String(output, StandardCharsets.UTF_8));
  }
}
