package io.codedeveloper.job.git;

import java.io.IOException;
import java.net.Proxy;
import java.net.URL;
import java.util.Optional;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;
import org.eclipse.jgit.transport.http.JDKHttpConnection;
import org.jspecify.annotations.Nullable;

/// HTTP connections to one host only, so that a redirect never carries anything to another;
/// remembers the last answer.
final class WatchedConnections implements HttpConnectionFactory {
  private final String origin;
  private volatile int status;
  private volatile @Nullable String redirectedTo;

  /// @param origin the only scheme, host and port that is spoken to
  WatchedConnections(String origin) {
    this.origin = origin;
  }

  /// The status of the last answer; 0 when there was none.
  int status() {
    return status;
  }

  /// The other host that an answer pointed to.
  Optional<String> redirectedTo() {
    return Optional.ofNullable(redirectedTo);
  }

  @Override
  public HttpConnection create(URL url) throws IOException {
    return create(url, Proxy.NO_PROXY);
  }

  @Override
  public HttpConnection create(URL url, Proxy proxy) throws IOException {
    var target = RemoteUrl.originOf(url.getProtocol(), url.getHost(), url.getPort());
    if (!target.equals(origin)) {
      redirectedTo = target;
      throw new IOException("redirected to another host: " + target);
    }
    status = 0;
    return new Watched(url, proxy);
  }

  private final class Watched extends JDKHttpConnection {
    Watched(URL url, Proxy proxy) throws IOException {
      super(url, proxy);
    }

    @Override
    public int getResponseCode() throws IOException {
      status = super.getResponseCode();
      return status;
    }
  }
}
