package io.codedeveloper.reliability.kill;

/// One request on the wire.
///
/// @param number from 1, over all wires of a run
record Exchange(int number, Kind kind) {
  /// What it is for.
  enum Kind {
    READ_REPOSITORY("reads the repository"),
    PUSH("pushes"),
    READ_PULL_REQUESTS("looks for pull requests"),
    CREATE_PULL_REQUEST("creates a pull request"),
    ASK_MODEL("asks the model");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }
  }
}
