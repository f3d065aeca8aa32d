package io.codedeveloper.platform.google;

import io.codedeveloper.platform.CollectionPath;
import io.codedeveloper.platform.DocumentPath;

/// Names of documents as Firestore's protocol has them.
///
/// @param database `projects/{project}/databases/{database}`
record FirestoreNames(String database) {
  /// The database that a project has by default, which is free of charge up to its quota.
  static final String DEFAULT_DATABASE = "(default)";

  static FirestoreNames of(String project, String database) {
    return new FirestoreNames("projects/%s/databases/%s".formatted(project, database));
  }

  String document(DocumentPath path) {
    return root() + "/" + path.value();
  }

  /// @param name as [#document] makes it
  DocumentPath path(String name) {
    return new DocumentPath(name.substring(root().length() + 1));
  }

  /// What stands before the collection's own id.
  String parent(CollectionPath collection) {
    var value = collection.value();
    var end = value.lastIndexOf('/');
    return end < 0 ? root() : root() + "/" + value.substring(0, end);
  }

  /// The last segment of a collection's path.
  static String id(CollectionPath collection) {
    return collection.value().substring(collection.value().lastIndexOf('/') + 1);
  }

  private String root() {
    return database + "/documents";
  }
}
