package io.codedeveloper.daemon;

import io.codedeveloper.platform.Fields;
import java.time.Instant;
import java.util.Optional;

/// The right to work on a project, for a while.
///
/// @param holder the id of the iteration that has it
/// @param fence the fencing token: grows with every lease that a project ever had
/// @param expiresAt by the store's clock
/// @param claimed true once an execution works under it
public record Lease(String holder, long fence, Instant expiresAt, boolean claimed) {
  /// True until the lease expires.
  public boolean liveAt(Instant now) {
    return now.isBefore(expiresAt);
  }

  Lease until(Instant instant) {
    return new Lease(holder, fence, instant, claimed);
  }

  Lease claimedUntil(Instant instant) {
    return new Lease(holder, fence, instant, true);
  }

  Fields toFields() {
    return Fields.empty()
        .with("holder", holder)
        .with("fence", fence)
        .with("expiresAt", expiresAt)
        .with("claimed", claimed);
  }

  /// Nothing where a part is missing or is of another type: a damaged lease protects nobody.
  static Optional<Lease> from(Fields project) {
    try {
      var fields = project.fields("lease");
      var expiresAt = fields.instant("expiresAt");
      return fields
          .text("holder")
          .filter(holder -> fields.has("fence") && expiresAt.isPresent())
          .map(holder ->
              new Lease(
                  holder, fields.number("fence", 0), expiresAt.get(), fields.flag("claimed")));
    } catch (IllegalStateException damaged) {
      return Optional.empty();
    }
  }
}
