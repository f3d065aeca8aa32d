package io.codedeveloper.job.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codedeveloper.platform.UserErrorException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RegistryProxyIT {
  private static final AllowedHosts HOSTS =
      new AllowedHosts(List.of("registry.example.org", "inside.example.org", ".example.net"));

  @TempDir Path directory;
  private PlayedProxy server;
  private final List<String> dialled = new CopyOnWriteArrayList<>();

  @BeforeEach
  void start() throws IOException {
    server = PlayedProxy.start("a package");
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  @Test
  void plainRequestsAndTunnelsReachAllowedHosts() throws IOException {
    try (var proxy = proxy(direct("93.184.215.14"))) {
      assertThat(ask("GET http://registry.example.org/a HTTP/1.1\r\nAuthorization: x\r\n\r\n"))
          .endsWith("\r\n\r\na package");
      assertThat(ask("CONNECT cdn.example.net:443 HTTP/1.1\r\n\r\nCONNECT hello HTTP/1.1\r\n\r\n"))
          .startsWith("HTTP/1.1 200 Connection established\r\n\r\n")
          .endsWith("a package");
      assertThat(server.heads().getFirst()).startsWith("GET /a HTTP/1.1").doesNotContain("Author");
      assertThat(dialled).containsExactly("93.184.215.14:80", "93.184.215.14:443");
      assertThat(proxy.remarks())
          .containsExactly("it fetched from cdn.example.net, registry.example.org");
    }
  }

  @Test
  void manyNamesBelowAnAllowedOneAreNotAllTold() throws IOException {
    try (var proxy = proxy(direct("93.184.215.14"))) {
      for (var number = 0; number < 25; number++) {
        ask("GET http://n" + number + ".example.net/a HTTP/1.1\r\n\r\n");
      }

      assertThat(proxy.remarks().getFirst().split(", ")).hasSize(20);
    }
  }

  @Test
  void otherHostsAreRefusedWithWhatToDo() throws IOException {
    try (var proxy = proxy(direct("93.184.215.14"))) {
      for (var host :
          List.of("example.org", "evil.com", "registry.example.org.evil.com", "169.254.169.254")) {
        assertThat(ask("CONNECT " + host + ":443 HTTP/1.1\r\n\r\n"))
            .startsWith("HTTP/1.1 403")
            .contains("CODE_DEVELOPER_REGISTRIES=" + host);
      }
      assertThat(ask("GET http://127.0.0.1/ HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 403");
      assertThat(ask("POST http://registry.example.org/ HTTP/1.1\r\n\r\n"))
          .startsWith("HTTP/1.1 400");
      assertThat(dialled).isEmpty();
      assertThat(server.asked()).isEmpty();
      assertThat(proxy.remarks()).hasSize(5).allMatch(remark -> remark.contains("was refused"));
    }
  }

  @Test
  void anAllowedNameWithAnAddressInsideIsRefused() throws IOException {
    for (var address :
        List.of("127.0.0.1", "169.254.169.254", "10.0.0.1", "::1", "fd00:ec2::254")) {
      try (var _ = proxy(direct(address))) {
        assertThat(ask("CONNECT inside.example.org:443 HTTP/1.1\r\n\r\n"))
            .startsWith("HTTP/1.1 403")
            .contains("is not one of the public internet");
      }
    }
    try (var _ = proxy(direct("93.184.215.14", "192.168.1.1"))) {
      assertThat(ask("GET http://inside.example.org/ HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 403");
    }
    assertThat(dialled).isEmpty();
  }

  @Test
  void aNameThatChangesItsAddressIsReachedWhereItWasChecked() throws IOException {
    var asked = new AtomicInteger();
    WayOut rebinding =
        new DirectWay(
            host ->
                new InetAddress[] {
                  InetAddress.ofLiteral(
                      asked.getAndIncrement() == 0 ? "93.184.215.14" : "127.0.0.1")
                },
            this::dial);
    try (var _ = proxy(rebinding)) {
      assertThat(ask("GET http://inside.example.org/ HTTP/1.1\r\n\r\n")).contains("200 OK");
      assertThat(dialled).containsExactly("93.184.215.14:80");
      assertThat(asked).hasValue(1);
    }
  }

  @Test
  void aProxyOfThisMachineIsAskedForWhatIsAllowedOnly() throws IOException {
    WayOut upstream =
        new UpstreamWay(
            server.address(),
            host -> {
              if (host.startsWith("inside")) {
                return new InetAddress[] {InetAddress.ofLiteral("10.0.0.1")};
              }
              throw new UnknownHostException(host);
            });
    try (var _ = proxy(upstream)) {
      assertThat(ask("CONNECT registry.example.org:443 HTTP/1.1\r\n\r\n")).endsWith("a package");
      assertThat(ask("GET http://registry.example.org/b HTTP/1.1\r\n\r\n")).endsWith("a package");
      assertThat(ask("GET http://inside.example.org/b HTTP/1.1\r\n\r\n")).contains("403");
      assertThat(ask("CONNECT evil.com:443 HTTP/1.1\r\n\r\n")).contains("403");
      assertThat(server.asked())
          .containsExactly(
              "CONNECT registry.example.org:443 HTTP/1.1",
              "GET http://registry.example.org/b HTTP/1.1");
    }
  }

  @Test
  void whatCannotBeReachedIsSaid() throws IOException {
    WayOut nowhere =
        new DirectWay(
            host -> {
              throw new UnknownHostException(host);
            },
            this::dial);
    try (var _ = proxy(nowhere)) {
      assertThat(ask("CONNECT registry.example.org:443 HTTP/1.1\r\n\r\n"))
          .startsWith("HTTP/1.1 502")
          .contains("registry.example.org cannot be reached");
    }
  }

  @Test
  void bytesAreBounded() throws IOException {
    try (var proxy =
        RegistryProxy.listen(directory.resolve("socket"), HOSTS, direct("93.184.215.14"), 60)) {
      var first = ask("GET http://registry.example.org/a HTTP/1.1\r\n\r\n");
      var second = ask("GET http://registry.example.org/a HTTP/1.1\r\n\r\n");

      assertThat(first).endsWith("a package");
      assertThat(second).isEmpty();
      assertThat(proxy.remarks()).anyMatch(remark -> remark.contains("60 bytes"));
    }
  }

  @Test
  void theEndOfTheCommandEndsItsConnections() throws IOException {
    try (var client = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      try (var proxy = proxy(direct("93.184.215.14"))) {
        client.connect(UnixDomainSocketAddress.of(directory.resolve("socket")));
        client.write(ByteBuffer.wrap("GET".getBytes(StandardCharsets.US_ASCII)));
        assertThat(proxy.remarks()).isEmpty();
      }
      assertThat(endOf(client)).isTrue();
    }
  }

  @Test
  void settingsOfTheUserAreReadAndHandedOn() {
    var environment =
        Map.of(
            "CODE_DEVELOPER_REGISTRIES", "npm.example.org, .Example.com", "HTTPS_PROXY", "p:3128");

    var access = RegistryAccess.from(environment);

    assertThat(access.allowed().allow("npm.example.org")).isTrue();
    assertThat(access.allowed().allow("a.example.com")).isTrue();
    assertThat(access.allowed().allow("example.com")).isFalse();
    assertThat(access.proxy()).map(Object::toString).contains("http://p:3128");
    assertThat(RegistryAccess.from(access.variables())).isEqualTo(access);
    assertThat(RegistryAccess.from(Map.of())).isEqualTo(new RegistryAccess("", Optional.empty()));
  }

  @Test
  void wrongSettingsAreSaidWithoutTheirPassword() {
    assertThatThrownBy(() -> RegistryAccess.from(Map.of("HTTPS_PROXY", "http://me:hunter2@proxy")))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("HTTPS_PROXY")
        .hasMessageNotContaining("hunter2");
    assertThatThrownBy(() ->
            RegistryAccess.from(Map.of("CODE_DEVELOPER_REGISTRIES", "https://npm.example.org/")))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("https://npm.example.org/")
        .hasMessageContaining("names without scheme");
  }

  private RegistryProxy proxy(WayOut way) throws IOException {
    return RegistryProxy.listen(directory.resolve("socket"), HOSTS, way);
  }

  private WayOut direct(String... addresses) {
    return new DirectWay(
        host -> List.of(addresses).stream().map(InetAddress::ofLiteral).toArray(InetAddress[]::new),
        this::dial);
  }

  /// Whatever the address, the test's own server is there.
  private Socket dial(InetAddress address, int port) throws IOException {
    dialled.add(address.getHostAddress() + ":" + port);
    var socket = new Socket();
    socket.connect(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), server.address().getPort()));
    return socket;
  }

  private String ask(String request) throws IOException {
    try (var client = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      client.connect(UnixDomainSocketAddress.of(directory.resolve("socket")));
      client.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
      return new String(Channels.newInputStream(client).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /// By an end or, where the proxy had not accepted it yet, by a reset.
  private static boolean endOf(SocketChannel client) {
    try {
      return client.read(ByteBuffer.allocate(1)) < 0;
    } catch (IOException reset) {
      return true;
    }
  }
}
