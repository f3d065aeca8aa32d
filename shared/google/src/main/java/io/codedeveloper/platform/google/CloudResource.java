package io.codedeveloper.platform.google;

import com.google.api.gax.rpc.ApiException;
import io.codedeveloper.platform.InstallationException;
import io.codedeveloper.platform.TransientException;
import java.util.function.Supplier;

/// Something of Google Cloud that a call is about, for what is said when the call fails.
///
/// @param service for instance `Secret Manager`
/// @param what for instance `the secret projects/p/secrets/GITHUB_TOKEN`
/// @param role that whoever calls needs, for instance `roles/secretmanager.secretAccessor`
record CloudResource(String service, String what, String role) {

  /// What the call returns.
  ///
  /// @throws TransientException when the service cannot be reached or cannot serve now
  /// @throws InstallationException when the resource is missing or may not be used
  <T> T call(Supplier<T> call) {
    try {
      return call.get();
    } catch (ApiException failure) {
      throw translated(failure);
    }
  }

  /// What a failure that the adapter expects nothing of means to the domain.
  RuntimeException translated(ApiException failure) {
    var code = failure.getStatusCode().getCode();
    return switch (code) {
      case UNAVAILABLE, DEADLINE_EXCEEDED, CANCELLED, UNKNOWN ->
          new TransientException(
              "%s cannot be reached for %s, or did not answer in time (%s)"
                  .formatted(service, what, code),
              failure);
      case RESOURCE_EXHAUSTED, ABORTED, INTERNAL ->
          new TransientException(
              "%s cannot serve %s now (%s)".formatted(service, what, reason(failure)), failure);
      case NOT_FOUND -> missing(failure);
      case PERMISSION_DENIED, UNAUTHENTICATED -> forbidden(failure);
      case INVALID_ARGUMENT,
          FAILED_PRECONDITION,
          OUT_OF_RANGE,
          ALREADY_EXISTS,
          UNIMPLEMENTED,
          DATA_LOSS,
          OK ->
          new IllegalStateException(
              "%s refuses the call for %s (%s)".formatted(service, what, reason(failure)), failure);
    };
  }

  InstallationException missing(Throwable failure) {
    return new InstallationException(
        "%s does not exist in %s; create it with Terraform, or correct the setting that names it"
            .formatted(what, service),
        failure);
  }

  InstallationException forbidden(Throwable failure) {
    return new InstallationException(
        "%s may not be used by this process; grant its service account %s".formatted(what, role),
        failure);
  }

  private static String reason(ApiException failure) {
    return failure.getStatusCode().getCode() + ": " + failure.getMessage();
  }
}
