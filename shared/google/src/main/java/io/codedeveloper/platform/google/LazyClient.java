package io.codedeveloper.platform.google;

import io.codedeveloper.platform.InstallationException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A client that is made when it is first used: what a function does not need costs it no start.
final class LazyClient<T extends AutoCloseable> implements AutoCloseable {
  private final Maker<T> maker;
  private @Nullable T client;
  private boolean isClosed;

  LazyClient(Maker<T> maker) {
    this.maker = maker;
  }

  @FunctionalInterface
  interface Maker<T> {
    T make() throws IOException;
  }

  /// @throws InstallationException when the process has no credentials
  synchronized T get() {
    if (isClosed) {
      throw new IllegalStateException("the client is closed");
    }
    if (client == null) {
      client = make();
    }
    return client;
  }

  private T make() {
    try {
      return maker.make();
    } catch (IOException none) {
      throw new InstallationException(
          "there are no credentials for Google Cloud (%s); run: gcloud auth application-default login"
              .formatted(none.getMessage()),
          none);
    }
  }

  @Override
  public synchronized void close() {
    isClosed = true;
    if (client == null) {
      return;
    }
    try {
      client.close();
    } catch (Exception failure) {
      throw new IllegalStateException("the client cannot be closed", failure);
    }
  }
}
