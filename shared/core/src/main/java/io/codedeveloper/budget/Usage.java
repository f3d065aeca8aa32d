package io.codedeveloper.budget;

/// Tokens that model calls used, by how they are charged.
///
/// @param input tokens read at the full price
/// @param output tokens written, thinking included
/// @param cacheRead tokens read from the prompt cache
/// @param cacheWrite tokens written to the prompt cache for five minutes
/// @param cacheWriteHour tokens written to the prompt cache for an hour
public record Usage(long input, long output, long cacheRead, long cacheWrite, long cacheWriteHour) {
  public static final Usage NONE = new Usage(0, 0, 0, 0, 0);

  public Usage {
    if (Math.min(Math.min(input, output), Math.min(Math.min(cacheRead, cacheWrite), cacheWriteHour))
        < 0) {
      throw new IllegalArgumentException("token counts must not be negative");
    }
  }

  public Usage plus(Usage other) {
    return new Usage(
        input + other.input,
        output + other.output,
        cacheRead + other.cacheRead,
        cacheWrite + other.cacheWrite,
        cacheWriteHour + other.cacheWriteHour);
  }

  /// All tokens together.
  public long total() {
    return input + output + cacheRead + cacheWrite + cacheWriteHour;
  }
}
