package io.codedeveloper.functions.api;

import io.codedeveloper.functions.http.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.regex.Pattern;

/// How far a client has read: up to this entry of those of one instant.
///
/// @param number from 1
record LogPosition(Instant at, int number) {
  private static final Pattern FORM = Pattern.compile("([0-9TZ:.-]{20,40})~([1-9][0-9]{0,5})");

  /// @throws Problem 400 for what no event had
  static LogPosition parse(String id) {
    var parts = FORM.matcher(id);
    try {
      if (parts.matches()) {
        return new LogPosition(Instant.parse(parts.group(1)), Integer.parseInt(parts.group(2)));
      }
    } catch (DateTimeException noTime) {
      // Told below, as every other text that is none.
    }
    throw new Problem(400, "the header Last-Event-ID is not the id of an event of this stream");
  }

  /// The position of the next entry, which happened at this time.
  LogPosition next(Instant time) {
    return new LogPosition(time, time.equals(at) ? number + 1 : 1);
  }

  @Override
  public String toString() {
    return at + "~" + number;
  }
}
