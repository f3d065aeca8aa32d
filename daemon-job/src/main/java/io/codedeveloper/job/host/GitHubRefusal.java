package io.codedeveloper.job.host;

/// GitHub understood a request and found it invalid (422).
final class GitHubRefusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient GitHubMessage answer;

  GitHubRefusal(GitHubMessage answer) {
    super(answer.text());
    this.answer = answer;
  }

  /// Whether the message, or that of one of its errors, has these words.
  boolean says(String words) {
    return answer.text().contains(words);
  }

  /// Whether a field of the request is named as invalid.
  boolean rejects(String field) {
    return answer.invalidFields().contains(field);
  }
}
