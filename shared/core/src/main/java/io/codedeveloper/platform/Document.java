package io.codedeveloper.platform;

import java.time.Instant;

/// A stored document as it was read.
///
/// @param updatedAt the store's commit time of its last write
public record Document(DocumentPath path, Fields fields, Instant updatedAt) {
  public String id() {
    return path.id();
  }
}
