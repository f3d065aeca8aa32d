package io.codedeveloper.platform.google;

import com.google.cloud.storage.StorageException;
import io.codedeveloper.platform.InstallationException;
import io.codedeveloper.platform.TransientException;
import java.util.Arrays;
import java.util.function.Supplier;

/// What failures of Cloud Storage mean to the domain.
///
/// @param bucket that all calls are about
record GcsFailure(String bucket) {
  static final int NOT_FOUND = 404;
  static final int PRECONDITION_FAILED = 412;

  /// What the calls return. An interrupt ends them, and stays set.
  ///
  /// @throws TransientException when Cloud Storage cannot be reached or cannot serve now
  /// @throws InstallationException when the bucket is missing or may not be used
  <T> T translating(Supplier<T> calls) {
    try {
      return calls.get();
    } catch (StorageException failure) {
      throw translated(failure);
    } catch (NullPointerException bug) {
      throw isLostInterrupt(bug) ? interrupted(bug) : bug;
    }
  }

  /// The client's retries lose an interrupt that ends one of their pauses, and then look for a
  /// failure that there is none of.
  private static boolean isLostInterrupt(NullPointerException bug) {
    return Arrays.stream(bug.getStackTrace())
        .limit(1)
        .anyMatch(frame -> frame.getClassName().equals(StorageException.class.getName()));
  }

  private static TransientException interrupted(NullPointerException bug) {
    Thread.currentThread().interrupt();
    return new TransientException("interrupted while Cloud Storage was asked", bug);
  }

  private RuntimeException translated(StorageException failure) {
    return switch (failure.getCode()) {
      case 401, 403 -> resource().forbidden(failure);
      case NOT_FOUND -> resource().missing(failure);
      case 408, 409, 429 -> busy(failure);
      default ->
          failure.getCode() >= 500
              ? busy(failure)
              : failure.getCode() < 400 ? unreachable(failure) : failure;
    };
  }

  private CloudResource resource() {
    return new CloudResource("Cloud Storage", "the bucket " + bucket, "roles/storage.objectUser");
  }

  private TransientException busy(StorageException failure) {
    return new TransientException(
        "Cloud Storage cannot serve the bucket %s now (%d: %s)"
            .formatted(bucket, failure.getCode(), failure.getMessage()),
        failure);
  }

  /// The client gives codes of its own, or none, to what never became an answer.
  private TransientException unreachable(StorageException failure) {
    return new TransientException(
        "Cloud Storage cannot be reached for the bucket %s (%s)"
            .formatted(bucket, failure.getMessage()),
        failure);
  }
}
