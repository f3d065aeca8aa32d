package io.codedeveloper.cli.deploy;

/// Something that Terraform's files declare, or declared once.
///
/// @param address as Terraform writes it
record Resource(String address, State state) {
  /// How it is in Google Cloud.
  enum State {
    THERE("there"),
    DIFFERS("differs"),
    MISSING("missing"),
    LEFT_OVER("left over");

    private final String words;

    State(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }
}
