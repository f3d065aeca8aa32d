package io.codedeveloper.platform.google;

import com.google.api.core.ApiFuture;
import com.google.api.gax.rpc.ApiException;
import io.codedeveloper.platform.TransientException;
import java.util.concurrent.ExecutionException;

/// Waits for the answers of Google's clients.
final class Calls {
  private Calls() {}

  /// The answer of a call, which has a deadline of its own. An interrupt ends the wait, and stays
  /// set.
  ///
  /// @throws ApiException as the service answered
  /// @throws TransientException when the wait was interrupted
  static <T> T await(ApiFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(failed.getCause());
    } catch (InterruptedException stopped) {
      future.cancel(true);
      Thread.currentThread().interrupt();
      throw new TransientException("interrupted while Google Cloud was asked", stopped);
    }
  }
}
