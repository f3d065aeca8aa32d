package io.codedeveloper.platform.google;

import com.google.api.gax.rpc.ApiException;
import com.google.api.gax.rpc.StatusCode.Code;

/// A transaction met another one, or took too long: it is made again from its beginning.
final class FirestoreConflict extends RuntimeException {
  private static final long serialVersionUID = 1;

  FirestoreConflict(ApiException cause) {
    super(cause);
  }

  FirestoreConflict(String message) {
    super(message);
  }

  static boolean is(ApiException failure) {
    var code = failure.getStatusCode().getCode();
    return code == Code.ABORTED
        || (code == Code.INVALID_ARGUMENT
            && String.valueOf(failure.getMessage()).contains("transaction"));
  }
}
