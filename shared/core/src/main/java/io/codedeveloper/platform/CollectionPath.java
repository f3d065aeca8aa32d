package io.codedeveloper.platform;

/// Names one collection of documents: `projects`, `projects/p1/commands`.
///
/// @param value an odd number of segments, each a legal id
public record CollectionPath(String value) {
  public CollectionPath {
    if (DocumentPath.checkedSegments(value) % 2 == 0) {
      throw new IllegalArgumentException(
          "not a collection path (even number of segments): " + value);
    }
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
