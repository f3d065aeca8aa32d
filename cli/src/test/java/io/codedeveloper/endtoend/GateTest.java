package io.codedeveloper.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class GateTest {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  private ServerSocket behind;
  private Gate gate;

  @BeforeEach
  void open() throws IOException {
    behind = new ServerSocket(0, 1, LOOPBACK);
    gate = new Gate("127.0.0.1:" + behind.getLocalPort());
  }

  @AfterEach
  void close() throws IOException {
    gate.close();
    behind.close();
  }

  private int port() {
    return Integer.parseInt(gate.address().split(":")[1]);
  }

  private void assertOpen() throws IOException {
    try (var near = new Socket(LOOPBACK, port());
        var far = behind.accept()) {
      near.getOutputStream().write(7);
      assertThat(far.getInputStream().read()).isEqualTo(7);
    }
  }

  private void assertShut() {
    assertThatThrownBy(() -> new Socket(LOOPBACK, port()).close())
        .isInstanceOf(ConnectException.class);
  }

  @Test
  void shutItBreaksWhatWasConnectedAndTakesNothing() throws IOException {
    try (var near = new Socket(LOOPBACK, port());
        var far = behind.accept()) {
      gate.shut();
      assertThat(far.getInputStream().read()).isEqualTo(-1);
      assertThat(near.getInputStream().read()).isEqualTo(-1);
      assertShut();
    }
    gate.open();
    assertOpen();
  }

  @Test
  void itMayBeOpenedAndShutAgain() throws IOException {
    gate.open();
    assertOpen();
    gate.shut();
    gate.shut();
    assertShut();
  }

  @Test
  void whatCouldNotBeOpenedIsShut() throws IOException {
    gate.shut();
    try (var taken = new ServerSocket()) {
      taken.setReuseAddress(true);
      taken.bind(new InetSocketAddress(LOOPBACK, port()));
      assertThatThrownBy(gate::open).hasRootCauseInstanceOf(BindException.class);
    }
    assertShut();
    gate.open();
    assertOpen();
  }
}
