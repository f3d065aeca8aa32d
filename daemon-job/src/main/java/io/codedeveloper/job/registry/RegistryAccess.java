package io.codedeveloper.job.registry;

import io.codedeveloper.platform.UserErrorException;
import io.codedeveloper.platform.Variable;
import io.codedeveloper.platform.Variable.Reader;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What the user's settings say about package registries. A repository has no say: it may be
/// hostile.
///
/// @param more hosts beside the public registries, divided by commas; may be empty
/// @param proxy of this machine; empty: the internet is reached directly
public record RegistryAccess(String more, Optional<URI> proxy) {
  /// Names hosts beside the public registries.
  public static final String VARIABLE = "CODE_DEVELOPER_REGISTRIES";

  /// Names the proxy of this machine, where `HTTPS_PROXY` does not.
  public static final String PROXY_VARIABLE = "CODE_DEVELOPER_PROXY";

  /// What is read here.
  public static final List<Variable> VARIABLES =
      List.of(
          Variable.of(
              VARIABLE,
              "hosts that `setup` may reach beside the public package registries, divided by commas: `npm.example.org, .example.com` (a dot: all below it); only by name, ports 443 and 80, public addresses",
              Reader.RUN_ONCE,
              Reader.UP,
              Reader.JOB),
          Variable.of(
                  PROXY_VARIABLE,
                  "the proxy through which this machine reaches the internet, `http://host:port`; `setup` still reaches only registries",
                  Reader.RUN_ONCE,
                  Reader.UP,
                  Reader.JOB)
              .usually("HTTPS_PROXY"));

  /// @throws UserErrorException naming what is not a name of a host
  public RegistryAccess {
    AllowedHosts.standard().with(more);
  }

  /// The public registries, reached directly.
  public static RegistryAccess standard() {
    return new RegistryAccess("", Optional.empty());
  }

  /// Reads the environment.
  ///
  /// @throws UserErrorException naming the variable that is wrong
  public static RegistryAccess from(Map<String, String> environment) {
    var proxy =
        Stream.of(PROXY_VARIABLE, "HTTPS_PROXY", "https_proxy")
            .filter(name -> !environment.getOrDefault(name, "").isBlank())
            .findFirst()
            .map(name -> address(name, environment.getOrDefault(name, "").strip()));
    return new RegistryAccess(environment.getOrDefault(VARIABLE, "").strip(), proxy);
  }

  /// The same, for the environment of another process.
  public Map<String, String> variables() {
    Map<String, String> variables = new LinkedHashMap<>();
    if (!more.isEmpty()) {
      variables.put(VARIABLE, more);
    }
    proxy.ifPresent(address -> variables.put(PROXY_VARIABLE, address.toString()));
    return variables;
  }

  /// The hosts that setup may ask.
  public AllowedHosts allowed() {
    return AllowedHosts.standard().with(more);
  }

  /// How the proxy itself gets there.
  public WayOut way() {
    return proxy.<WayOut>map(UpstreamWay::new).orElseGet(DirectWay::new);
  }

  /// The value is not told: it may hold a password.
  private static URI address(String name, String value) {
    try {
      URI uri = new URI(value.contains("://") ? value : "http://" + value);
      if ("http".equals(uri.getScheme()) && uri.getHost() != null && uri.getUserInfo() == null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // Told below.
    }
    throw new UserErrorException(
        name
            + " is not an address of the form http://host:port; a proxy with a password or with TLS to itself is not"
            + " supported. Set "
            + PROXY_VARIABLE
            + " to one that is, or unset it");
  }
}
