package io.codedeveloper.job.git;

import io.codedeveloper.auth.Secret;
import io.codedeveloper.platform.UserErrorException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.Deflater;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.pack.PackConfig;
import org.eclipse.jgit.transport.FetchResult;
import org.eclipse.jgit.transport.PushResult;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.URIish;

/// Talks to one remote: lists, fetches and pushes, each bounded in time and with its failures in
/// plain words.
final class RemoteConnection {
  private final RemoteUrl url;
  private final AccessToken token;
  private final NetworkLimits limits;
  private final Clock clock;

  RemoteConnection(RemoteUrl url, AccessToken token, NetworkLimits limits, Clock clock) {
    this.url = url;
    this.token = token;
    this.limits = limits;
    this.clock = clock;
  }

  RemoteUrl url() {
    return url;
  }

  /// The remote's branches by full name, and HEAD.
  Map<String, Ref> references(Repository cache) {
    return talk(
        "read",
        cache,
        (transport, deadline) -> {
          try (var connection =
              transport.openFetch(List.of(new RefSpec("refs/heads/*:refs/x/*")), "HEAD")) {
            return connection.getRefsMap();
          }
        });
  }

  /// Fetches into the cache.
  ///
  /// @param depth commits of history
  FetchResult fetch(Repository cache, Collection<RefSpec> what, int depth) {
    return talk(
        "read",
        cache,
        (transport, deadline) -> {
          transport.setDepth(depth);
          return transport.fetch(deadline, what);
        });
  }

  /// Pushes one update.
  PushResult push(Repository cache, RemoteRefUpdate update) {
    return talk(
        "push to", cache, (transport, deadline) -> transport.push(deadline, List.of(update)));
  }

  private <T> T talk(String action, Repository cache, Talk<T> talk) {
    return RefusedTokenException.toleratingChange(this::token, () -> attempt(action, cache, talk));
  }

  private Optional<Secret> token() {
    return url instanceof RemoteUrl.Web web ? token.forOrigin(web.origin()) : Optional.empty();
  }

  private <T> T attempt(String action, Repository cache, Talk<T> talk) {
    var web =
        url instanceof RemoteUrl.Web address
            ? Optional.of(new WatchedConnections(address.origin()))
            : Optional.<WatchedConnections>empty();
    var deadline = new Deadline(clock, limits.whole());
    try (var transport = open(cache, web)) {
      return talk.with(transport, deadline);
    } catch (IOException e) {
      if (DamagedObjects.caused(e)) {
        throw new DamagedObjects(e);
      }
      throw deadline.isCancelled()
          ? failures().tooSlow(action, limits)
          : failures().translate(action, e, web);
    }
  }

  private RemoteFailures failures() {
    return new RemoteFailures(url, token().isPresent());
  }

  private Transport open(Repository cache, Optional<WatchedConnections> web) throws IOException {
    var transport = Transport.open(cache, address());
    transport.setTimeout(Math.toIntExact(limits.silence().toSeconds()));
    transport.setTagOpt(TagOpt.NO_TAGS);
    transport.setPackConfig(tight());
    transport.setCredentialsProvider(new TokenCredentials(token));
    if (transport instanceof TransportHttp http && web.isPresent()) {
      http.setHttpConnectionFactory(web.get());
    }
    return transport;
  }

  /// How packs are made that go over a network or into the store.
  static PackConfig tight() {
    var config = new PackConfig();
    config.setDeltaCompress(true);
    config.setCompressionLevel(Deflater.DEFAULT_COMPRESSION);
    return config;
  }

  private URIish address() throws TransportException {
    return switch (url) {
      case RemoteUrl.Directory directory ->
          new URIish().setPath(LocalRemote.at(directory.path()).gitDirectory().toString());
      case RemoteUrl.Web web -> {
        try {
          yield new URIish(web.uri().toString());
        } catch (URISyntaxException e) {
          throw new UserErrorException("'%s' is not a legal address.".formatted(url.display()), e);
        }
      }
    };
  }

  @FunctionalInterface
  private interface Talk<T> {
    T with(Transport transport, Deadline deadline) throws IOException;
  }
}
