package io.codedeveloper.cli.api;

import io.codedeveloper.roadmap.ConflictMarks;

/// A text file as the API has it.
///
/// @param version its entity tag
/// @param openMarks how many marks of a conflict with the repository are to be removed from it
public record RemoteFile(String content, String version, int openMarks) {
  /// The name under which the API has the roadmap, wherever it lies in the repository.
  public static final String ROADMAP = "roadmap";

  /// A file that is in no conflict.
  public RemoteFile(String content, String version) {
    this(content, version, 0);
  }

  public boolean isInConflict() {
    return openMarks > 0;
  }

  /// The content; of a file in conflict what was edited.
  public String edited() {
    return isInConflict() ? ConflictMarks.ours(content) : content;
  }

  /// Whether a text that was made of this one still holds both sides of a conflict: it has more
  /// marks than rightly stand in the file.
  public boolean leavesMarksIn(String text) {
    return ConflictMarks.count(text) > ConflictMarks.count(content) - openMarks;
  }
}
