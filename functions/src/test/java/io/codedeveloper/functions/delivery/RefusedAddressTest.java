package io.codedeveloper.functions.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.notification.delivery.Receipt;
import io.codedeveloper.testing.FaultRow;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Wherever a name leads that is not of the public internet, nothing goes.
final class RefusedAddressTest {
  private final List<String> asked = new ArrayList<>();

  private Receipt post(boolean secure, boolean loopback, String... addresses) {
    Line.Names names =
        host -> {
          asked.add(host);
          return Arrays.stream(addresses).map(InetAddress::ofLiteral).toArray(InetAddress[]::new);
        };
    var factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
    return new HttpPost(names, factory, loopback, Duration.ofSeconds(5))
        .post(new Destination(secure, "hook.example", 9, "/"), Map.of(), new byte[0]);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "10.0.0.5",
        "100.64.0.1",
        "127.0.0.1",
        "127.8.8.8",
        "169.254.169.254",
        "172.16.0.1",
        "192.168.1.1",
        "192.88.99.1",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:10.0.0.5",
        "::ffff:127.0.0.1",
        "::ffff:169.254.169.254",
        "::10.0.0.5",
        "64:ff9b::10.0.0.5",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::1",
        "2002:a00:5::1",
        "2002:a9fe:a9fe::1",
        "2001:0:1::1",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "ff02::1"
      })
  @FaultRow("N3")
  void nameThatLeadsInsideIsRefusedForGood(String address) {
    assertThat(post(true, false, address))
        .isInstanceOf(Receipt.Never.class)
        .asString()
        .contains("public internet")
        .doesNotContain(address);
    assertThat(asked).containsExactly("hook.example");
  }

  @Test
  @FaultRow("N3")
  void oneAddressInsideAmongManySpoilsTheName() {
    assertThat(post(true, false, "1.1.1.1", "10.0.0.5")).isInstanceOf(Receipt.Never.class);
  }

  @Test
  void whereThisMachineIsAllowedOthersInsideAreNot() {
    assertThat(post(true, true, "10.0.0.5")).isInstanceOf(Receipt.Never.class);
    assertThat(post(true, true, "127.0.0.1", "169.254.169.254")).isInstanceOf(Receipt.Never.class);
  }

  @Test
  void withoutTlsNothingLeavesThisMachine() {
    assertThat(post(false, true, "1.1.1.1"))
        .isInstanceOf(Receipt.Never.class)
        .asString()
        .contains("https");
  }
}
