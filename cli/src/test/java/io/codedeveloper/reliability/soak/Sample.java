package io.codedeveloper.reliability.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a host and its data directory hold at one moment.
///
/// @param numbers by what they count, in a fixed order
record Sample(Map<String, Long> numbers) {
  static final String HEAP = "heap KiB";
  static final String RESIDENT = "resident KiB";
  static final String HANDLES = "handles";
  static final String THREADS = "threads";
  static final String WAITING = "waiting rows";
  static final String BLOBS = "blobs";
  static final String WORK_TREES = "work trees";
  static final String ROWS = "rows";
  static final String DATA = "data KiB";
  static final String DONE = "priorities";

  private static final Pattern USED = Pattern.compile("total \\d+K, used (\\d+)K");

  /// Takes one, after a garbage collection in the host.
  ///
  /// @param done how many priorities were done so far
  static Sample of(long host, Path data, int done) {
    jcmd(host, "GC.run");
    var numbers = new LinkedHashMap<String, Long>();
    numbers.put(DONE, (long) done);
    numbers.put(HEAP, heap(jcmd(host, "GC.heap_info")));
    numbers.put(RESIDENT, status(host, "VmRSS"));
    numbers.put(HANDLES, entries(Path.of("/proc", Long.toString(host), "fd")));
    numbers.put(THREADS, status(host, "Threads"));
    numbers.put(WAITING, rows(data, "due") + rows(data, "task") + rows(data, "dead_letter"));
    numbers.put(BLOBS, rows(data, "blob"));
    numbers.put(WORK_TREES, entries(data.resolve("work")));
    numbers.put(ROWS, rows(data, "document") + rows(data, "execution"));
    numbers.put(DATA, size(data) / 1024);
    return new Sample(numbers);
  }

  long number(String name) {
    return numbers.getOrDefault(name, 0L);
  }

  private static String jcmd(long process, String command) {
    try {
      var program = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
      var started = new ProcessBuilder(program, Long.toString(process), command).start();
      return started.inputReader().readAllAsString();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// The sum of the young and the old generation; class data lies elsewhere.
  private static long heap(String info) {
    return USED.matcher(info).results().mapToLong(used -> Long.parseLong(used.group(1))).sum();
  }

  private static long status(long process, String name) {
    try (var lines = Files.lines(Path.of("/proc", Long.toString(process), "status"))) {
      return lines
          .filter(line -> line.startsWith(name + ":"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .sum();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static long entries(Path directory) {
    if (!Files.isDirectory(directory)) {
      return 0;
    }
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.count();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static long rows(Path data, String table) {
    try (var connection =
            DriverManager.getConnection("jdbc:sqlite:" + data.resolve("code-developer.db"));
        var statement = connection.createStatement();
        var result = statement.executeQuery("SELECT count(*) FROM " + table)) {
      return result.next() ? result.getLong(1) : 0;
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static long size(Path directory) {
    try (var files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    } catch (IOException | UncheckedIOException changing) {
      return 0;
    }
  }
}
