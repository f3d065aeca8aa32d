package timesheet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Prints how long each person of a sheet worked.
public final class Main {
  private Main() {}

  public static void main(String[] arguments) throws IOException {
    var entries = TimeSheet.read(Files.readString(Path.of(arguments[0])));
    TimeSheet.totals(entries)
        .forEach((person, spent) -> System.out.println(person + " " + Durations.format(spent)));
  }
}
