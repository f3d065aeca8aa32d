package io.codedeveloper.platform;

import java.util.List;

/// Names one collection of documents: `projects`, `projects/p1/commands`.
///
/// @param value an odd number of segments, each a legal id
public record CollectionPath(String value) {
  public CollectionPath {
    var segments = List.of(value.split("/", -1));
    if (segments.size() % 2 == 0) {
      throw new IllegalArgumentException(
          "not a collection path (even number of segments): " + value);
    }
    segments.forEach(DocumentPath::checkSegment);
  }

  /// The document with this id in this collection.
  public DocumentPath document(String id) {
    return new DocumentPath(value + "/" + DocumentPath.checkSegment(id));
  }

  @Override
  public String toString() {
    return value;
  }
}
