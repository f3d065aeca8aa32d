package io.codedeveloper.cli.api;

/// A text file as the API has it.
///
/// @param version its entity tag
public record RemoteFile(String content, String version) {
  /// The name under which the API has the roadmap, wherever it lies in the repository.
  public static final String ROADMAP = "roadmap";
}
