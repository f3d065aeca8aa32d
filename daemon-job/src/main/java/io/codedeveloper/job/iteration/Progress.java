package io.codedeveloper.job.iteration;

/// Hears what an iteration does while it does it.
public interface Progress {
  /// A step begins.
  ///
  /// @param step its name, `implement` for instance
  /// @param number from 1
  /// @param of how many steps there are
  void step(String step, int number, int of);

  /// Something happened inside the step: one line for people, free of secrets.
  void line(String text);

  /// Tells nobody.
  static Progress silent() {
    return new Progress() {
      @Override
      public void step(String step, int number, int of) {}

      @Override
      public void line(String text) {}
    };
  }
}
