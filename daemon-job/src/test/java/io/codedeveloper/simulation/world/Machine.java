package io.codedeveloper.simulation.world;

import io.codedeveloper.simulation.fake.InMemoryFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The machine on which executions run: the daemon's data directory, and what others have there.
public final class Machine implements AutoCloseable {
  private static final Map<String, String> OF_OTHERS =
      Map.of(
          "/etc/passwd", "root:x:0:0:root:/root:/bin/sh\n",
          "/home/olga/notes.txt", "Not for the daemon.\n",
          "/data/notes.txt", "Not for the daemon either.\n");

  private final FileSystem files = InMemoryFiles.open();

  Machine() {
    OF_OTHERS.forEach(this::write);
  }

  private void write(String path, String content) {
    try {
      Files.createDirectories(files.getPath(path).getParent());
      Files.writeString(files.getPath(path), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Where the daemon may write.
  Path data() {
    return files.getPath("/data");
  }

  /// What is not as it was, outside of the work trees and caches; empty when all is well.
  public List<String> changes() {
    var changes = new ArrayList<String>();
    var now = ofOthers();
    OF_OTHERS.forEach((path, content) -> {
      if (!content.equals(now.remove(path))) {
        changes.add(path + " is not as it was");
      }
    });
    now.keySet().forEach(path -> changes.add(path + " was not there before"));
    return changes;
  }

  private Map<String, String> ofOthers() {
    var own = List.of(data().resolve("work"), data().resolve("git"), data().resolve("caches"));
    var found = new TreeMap<String, String>();
    try (var all = Files.walk(files.getPath("/"))) {
      for (var path : all.filter(Files::isRegularFile).toList()) {
        if (own.stream().noneMatch(path::startsWith)) {
          found.put(path.toString(), Files.readString(path));
        }
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      files.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
