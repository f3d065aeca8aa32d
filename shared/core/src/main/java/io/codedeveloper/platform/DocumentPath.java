package io.codedeveloper.platform;

import java.nio.charset.StandardCharsets;

/// Names one document: collection and id in turn, `projects/p1/commands/c7`.
///
/// @param value an even number of segments, each a legal document id (see [#checkSegment])
public record DocumentPath(String value) {
  /// Firestore's limit for one id, in UTF-8 bytes.
  private static final int LONGEST_SEGMENT = 1500;

  public DocumentPath {
    if (checkedSegments(value) % 2 != 0) {
      throw new IllegalArgumentException("not a document path (odd number of segments): " + value);
    }
  }

  /// The document with this id in a top-level collection.
  public static DocumentPath of(String collection, String id) {
    return new DocumentPath(checkSegment(collection) + "/" + checkSegment(id));
  }

  /// A document in a collection under this document.
  public DocumentPath child(String collection, String id) {
    return new DocumentPath(value + "/" + checkSegment(collection) + "/" + checkSegment(id));
  }

  /// A collection under this document.
  public CollectionPath collection(String name) {
    return new CollectionPath(value + "/" + checkSegment(name));
  }

  /// The collection that this document is in.
  public CollectionPath parent() {
    return new CollectionPath(value.substring(0, value.lastIndexOf('/')));
  }

  /// The last segment.
  public String id() {
    return value.substring(value.lastIndexOf('/') + 1);
  }

  @Override
  public String toString() {
    return value;
  }

  /// Checks the segments of a path.
  ///
  /// @return how many there are
  static int checkedSegments(String path) {
    var segments = 1;
    var from = 0;
    for (var to = path.indexOf('/'); to >= 0; to = path.indexOf('/', from)) {
      checkSegment(path.substring(from, to));
      segments++;
      from = to + 1;
    }
    checkSegment(path.substring(from));
    return segments;
  }

  /// Refuses what Firestore refuses: empty, `.`, `..`, `__reserved__`, a slash, over 1,500 bytes.
  static String checkSegment(String segment) {
    var reserved = segment.startsWith("__") && segment.endsWith("__") && segment.length() >= 4;
    if (segment.isEmpty() || segment.equals(".") || segment.equals("..") || reserved) {
      throw new IllegalArgumentException(
          "not a legal document or collection id: '" + segment + "'");
    }
    if (segment.indexOf('/') >= 0 || isTooLong(segment)) {
      throw new IllegalArgumentException(
          "not a legal document or collection id: '" + segment + "'");
    }
    return segment;
  }

  /// A character takes at most three bytes.
  private static boolean isTooLong(String segment) {
    return segment.length() > LONGEST_SEGMENT / 3
        && segment.getBytes(StandardCharsets.UTF_8).length > LONGEST_SEGMENT;
  }
}
