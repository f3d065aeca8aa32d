package io.codedeveloper.platform.google.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.Base64;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// Cloud Storage's JSON API: objects with generations, `ifGenerationMatch`, multipart and resumable
/// uploads, checksums, pages of at most a thousand, and versions of buckets that keep them.
///
/// Left out, and refused with 501 where a client would notice: other preconditions, ranges,
/// delimiters, copies, lists of versions, ACLs, retention, soft deletion, buckets by request; and
/// silently: the limit of one write a second to an object, and authentication.
public final class GcsServer implements AutoCloseable {
  private static final int LARGEST_PAGE = 1000;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final GcsObjects objects;
  private final GcsUploads uploads;
  private final AtomicInteger lostAnswers = new AtomicInteger();
  private final AtomicInteger failures = new AtomicInteger();
  private volatile int failureStatus = 503;

  /// @param clock whose time the generations are
  public GcsServer(Clock clock) {
    objects = new GcsObjects(clock);
    uploads = new GcsUploads(objects);
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
  }

  /// Host and port, as `STORAGE_EMULATOR_HOST` has them.
  public String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /// Makes an empty bucket, in the place of one of that name.
  public void createBucket(String name, boolean isVersioned) {
    objects.createBucket(name, isVersioned);
  }

  /// The content of a generation, whether or not it is the present one.
  public byte[] content(String bucket, String name, long generation) {
    return objects.get(bucket, name, OptionalLong.of(generation)).content();
  }

  /// The next writes and deletes happen, and nobody is told.
  public void loseAnswers(int count) {
    lostAnswers.set(count);
  }

  /// The next requests fail with a status, and do nothing.
  public void fail(int count, int status) {
    failureStatus = status;
    failures.set(count);
  }

  /// How many chunks of resumable uploads came.
  public int chunks() {
    return uploads.chunks();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      try {
        refuseOrServe(GcsRequest.of(exchange));
      } catch (GcsRefusal refusal) {
        answer(exchange, refusal);
      } catch (RuntimeException bug) {
        answer(exchange, new GcsRefusal(501, "bug", bug.toString()));
      }
    }
  }

  private static void answer(HttpExchange exchange, GcsRefusal refusal) throws IOException {
    var body = refusal.toJson().toString().getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json; charset=UTF-8");
    exchange.sendResponseHeaders(refusal.status(), body.length);
    exchange.getResponseBody().write(body);
  }

  private void refuseOrServe(GcsRequest request) throws IOException {
    if (failures.getAndUpdate(count -> Math.max(0, count - 1)) > 0) {
      throw new GcsRefusal(failureStatus, "backendError", "as the test wants it");
    }
    var isWrite = !request.method().equals("GET") && !isBeginOfSession(request);
    if (isWrite && lostAnswers.getAndUpdate(count -> Math.max(0, count - 1)) > 0) {
      serve(request.withAnswerLost());
    } else {
      serve(request);
    }
  }

  private static boolean isBeginOfSession(GcsRequest request) {
    return request.method().equals("POST")
        && request.parameter("uploadType").equals(java.util.Optional.of("resumable"));
  }

  private void serve(GcsRequest request) throws IOException {
    request.refuseOtherPreconditions();
    if (request.exchange().getRequestURI().getPath().startsWith("/upload/")) {
      uploads.serve(request, address());
      return;
    }
    switch (request.method()) {
      case "GET" -> {
        if (request.object().isEmpty()) {
          list(request);
        } else {
          get(request, request.object().get());
        }
      }
      case "DELETE" -> {
        objects.delete(
            request.bucket(), request.object().orElseThrow(), request.number("ifGenerationMatch"));
        request.answer(204, new byte[0]);
      }
      default -> throw new GcsRefusal(501, "notImplemented", "not part of this server");
    }
  }

  private void get(GcsRequest request, String name) throws IOException {
    if (!request.header("Range").isEmpty()) {
      throw new GcsRefusal(501, "notImplemented", "ranges are not part of this server");
    }
    var object = objects.get(request.bucket(), name, request.number("generation"));
    if (request.parameter("alt").filter("media"::equals).isEmpty()) {
      request.answer(GcsJson.of(request.bucket(), object));
      return;
    }
    var headers = request.exchange().getResponseHeaders();
    headers.set("Content-Type", "application/octet-stream");
    headers.set("x-goog-generation", Long.toString(object.generation()));
    headers.set("x-goog-hash", "crc32c=" + GcsUploads.crc32c(object.content()));
    request.answer(200, object.content());
  }

  private void list(GcsRequest request) throws IOException {
    for (var unsupported : java.util.List.of("delimiter", "versions", "endOffset", "matchGlob")) {
      if (request.parameter(unsupported).filter(value -> !value.equals("false")).isPresent()) {
        throw new GcsRefusal(501, "notImplemented", "not part of this server: " + unsupported);
      }
    }
    var prefix = request.parameter("prefix").orElse("");
    var from =
        request
            .parameter("pageToken")
            .map(GcsServer::parseToken)
            .or(() -> request.parameter("startOffset"))
            .orElse("");
    var limit = (int) Math.min(request.number("maxResults").orElse(LARGEST_PAGE), LARGEST_PAGE);
    var found = objects.list(request.bucket(), prefix, from);
    var items = new JsonArray();
    found.stream().limit(limit).map(one -> GcsJson.of(request.bucket(), one)).forEach(items::add);
    var answer = new JsonObject();
    answer.addProperty("kind", "storage#objects");
    answer.add("items", items);
    if (found.size() > limit) {
      answer.addProperty("nextPageToken", formatToken(found.get(limit).name()));
    }
    request.answer(answer);
  }

  private static String formatToken(String name) {
    return Base64.getEncoder().encodeToString(name.getBytes(UTF_8));
  }

  private static String parseToken(String token) {
    try {
      return new String(Base64.getDecoder().decode(token), UTF_8);
    } catch (IllegalArgumentException broken) {
      throw new GcsRefusal(400, "invalid", "Invalid page token.");
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
