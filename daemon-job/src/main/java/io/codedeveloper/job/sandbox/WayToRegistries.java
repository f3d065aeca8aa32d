package io.codedeveloper.job.sandbox;

import io.codedeveloper.job.registry.RegistryAccess;
import io.codedeveloper.job.registry.RegistryProxy;
import io.codedeveloper.job.registry.Relay;
import io.codedeveloper.job.sandbox.CommandSandbox.Network;
import io.codedeveloper.platform.TransientException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The only way out of a command's network namespace, while it runs: a relay inside, a socket in a
/// file, the proxy with the allow-list outside.
final class WayToRegistries implements AutoCloseable {
  /// Where the command sees the socket and the relay's class.
  static final Path INSIDE = Path.of("/run/registries");

  private static final String SOCKET = "socket";
  private static final int PORT = 3128;

  private final @Nullable RegistryProxy proxy;
  private final @Nullable Path outside;

  private WayToRegistries(@Nullable RegistryProxy proxy, @Nullable Path outside) {
    this.proxy = proxy;
    this.outside = outside;
  }

  /// @param scratch holds the socket
  static WayToRegistries open(
      Network network, RegistryAccess registries, ScratchDirectory scratch) {
    if (network == Network.NONE) {
      return new WayToRegistries(null, null);
    }
    Path outside = scratch.directory("registries");
    try {
      Relay.copyClassTo(outside);
      return new WayToRegistries(
          RegistryProxy.listen(outside.resolve(SOCKET), registries.allowed(), registries.way()),
          outside);
    } catch (IOException e) {
      throw new TransientException(
          "the way to the package registries cannot be opened: " + e.getMessage(), e);
    }
  }

  Optional<Mount> mount() {
    return Optional.ofNullable(outside).map(from -> new Mount.ReadOnly(from, INSIDE));
  }

  /// The directory on this side of [#INSIDE].
  Path outside() {
    return Objects.requireNonNull(outside, "there is no way out without a network");
  }

  /// What starts the command behind the relay; empty without a way out.
  List<String> launcher(Path javaHome) {
    return proxy == null
        ? List.of()
        : Relay.command(javaHome, INSIDE, INSIDE.resolve(SOCKET), PORT);
  }

  /// Which hosts were reached, and which were refused with what to do about it; for people.
  List<String> remarks() {
    return proxy == null ? List.of() : proxy.remarks();
  }

  @Override
  public void close() {
    if (proxy != null) {
      proxy.close();
    }
  }
}
