package io.codedeveloper.platform.google;

import com.google.api.gax.rpc.ApiException;
import com.google.api.gax.rpc.StatusCode.Code;
import java.util.regex.Pattern;

/// A transaction met another one, or took too long: it is made again from its beginning.
final class FirestoreConflict extends RuntimeException {
  private static final long serialVersionUID = 1;

  /// What Firestore says of a transaction that it ended, the only sign of it. Of one that is too
  /// big it says something else, and that one is so in every attempt.
  private static final Pattern ENDED =
      Pattern.compile(
          "transaction (?:has expired|is (?:invalid|no longer valid))|invalid transaction",
          Pattern.CASE_INSENSITIVE);

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
            && ENDED.matcher(String.valueOf(failure.getMessage())).find());
  }
}
