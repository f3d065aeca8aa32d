package io.codedeveloper.platform.google.testing;

import com.google.cloud.secretmanager.v1.AccessSecretVersionRequest;
import com.google.cloud.secretmanager.v1.AccessSecretVersionResponse;
import com.google.cloud.secretmanager.v1.SecretManagerServiceGrpc.SecretManagerServiceImplBase;
import com.google.cloud.secretmanager.v1.SecretPayload;
import com.google.cloud.secretmanager.v1.SecretVersion;
import com.google.cloud.secretmanager.v1.SecretVersionName;
import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.grpc.stub.StreamObserver;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;

/// Secret Manager: secrets with versions that are enabled, disabled or destroyed.
///
/// Answers AccessSecretVersion only, by number and by `latest`, which is the newest version in
/// whatever state. Left out: aliases, replication, expiry, ETags, and every method that changes a
/// secret; the test does that here, or a server of another protocol for it.
public final class SecretManagerServer extends SecretManagerServiceImplBase
    implements AutoCloseable {
  private static final int LARGEST = 65_536;

  private final Map<String, List<Version>> secrets = new HashMap<>();
  private final ServiceServer server = ServiceServer.start(this);
  private final Clock clock;

  private record Version(ByteString data, SecretVersion.State state, Instant created) {
    Version in(SecretVersion.State other) {
      return new Version(data, other, created);
    }
  }

  public SecretManagerServer() {
    this(Clock.systemUTC());
  }

  /// @param clock says when versions are made
  public SecretManagerServer(Clock clock) {
    this.clock = clock;
  }

  /// The server itself, for its address and its failures.
  public ServiceServer server() {
    return server;
  }

  /// Adds a version and returns its number.
  ///
  /// @param secret its id in the project
  public synchronized int add(String project, String secret, String value) {
    var data = ByteString.copyFromUtf8(value);
    if (data.size() > LARGEST) {
      throw new IllegalArgumentException("a secret has at most " + LARGEST + " bytes");
    }
    var versions = versions(project, secret);
    versions.add(new Version(data, SecretVersion.State.ENABLED, clock.instant()));
    return versions.size();
  }

  public void disable(String project, String secret, int number) {
    setState(project, secret, number, SecretVersion.State.DISABLED);
  }

  public void enable(String project, String secret, int number) {
    setState(project, secret, number, SecretVersion.State.ENABLED);
  }

  public void destroy(String project, String secret, int number) {
    setState(project, secret, number, SecretVersion.State.DESTROYED);
  }

  private synchronized void setState(
      String project, String secret, int number, SecretVersion.State state) {
    var versions = versions(project, secret);
    versions.set(number - 1, versions.get(number - 1).in(state));
  }

  /// Every version of a secret, the newest first, as Secret Manager lists them.
  public synchronized List<SecretVersion> list(String project, String secret) {
    var listed = new ArrayList<SecretVersion>();
    for (var version : versions(project, secret)) {
      var number = String.valueOf(listed.size() + 1);
      listed.add(
          SecretVersion.newBuilder()
              .setName(SecretVersionName.of(project, secret, number).toString())
              .setState(version.state())
              .setCreateTime(
                  Timestamp.newBuilder()
                      .setSeconds(version.created().getEpochSecond())
                      .setNanos(version.created().getNano()))
              .build());
    }
    return listed.reversed();
  }

  /// The value of a version; empty where it is not enabled.
  public synchronized Optional<String> value(String project, String secret, int number) {
    var versions = versions(project, secret);
    return Optional.of(number)
        .filter(one -> one >= 1 && one <= versions.size())
        .map(one -> versions.get(one - 1))
        .filter(one -> one.state() == SecretVersion.State.ENABLED)
        .map(one -> one.data().toStringUtf8());
  }

  private List<Version> versions(String project, String secret) {
    return secrets.computeIfAbsent(project + "/" + secret, none -> new ArrayList<>());
  }

  @Override
  public void accessSecretVersion(
      AccessSecretVersionRequest request, StreamObserver<AccessSecretVersionResponse> call) {
    Answers.answer(call, () -> access(request.getName()));
  }

  private synchronized AccessSecretVersionResponse access(String name) {
    if (!SecretVersionName.isParsableFrom(name)) {
      throw Answers.invalid("not the name of a version: " + name);
    }
    var asked = SecretVersionName.parse(name);
    var versions = secrets.get(asked.getProject() + "/" + asked.getSecret());
    if (versions == null || versions.isEmpty()) {
      throw Answers.notFound("Secret [" + name + "]");
    }
    var number = number(asked.getSecretVersion(), versions.size());
    var version = versions.get(number - 1);
    if (version.state() != SecretVersion.State.ENABLED) {
      throw Answers.failedPrecondition(
          "Secret Version [%s] is in %s state.".formatted(name, version.state()));
    }
    return AccessSecretVersionResponse.newBuilder()
        .setName(
            SecretVersionName.of(asked.getProject(), asked.getSecret(), String.valueOf(number))
                .toString())
        .setPayload(
            SecretPayload.newBuilder()
                .setData(version.data())
                .setDataCrc32C(checksum(version.data())))
        .build();
  }

  private static int number(String version, int newest) {
    if (version.equals("latest")) {
      return newest;
    }
    if (!version.matches("[1-9][0-9]{0,8}")) {
      throw Answers.invalid("not a version: " + version);
    }
    var number = Integer.parseInt(version);
    if (number > newest) {
      throw Answers.notFound("Secret Version [" + version + "]");
    }
    return number;
  }

  private static long checksum(ByteString data) {
    var checksum = new CRC32C();
    checksum.update(data.toByteArray());
    return checksum.getValue();
  }

  @Override
  public void close() {
    server.close();
  }
}
