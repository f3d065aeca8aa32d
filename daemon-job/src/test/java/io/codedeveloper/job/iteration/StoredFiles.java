package io.codedeveloper.job.iteration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The folders and files of a directory, in memory.
record StoredFiles(List<String> folders, Map<String, byte[]> files) {
  static StoredFiles of(Path directory) {
    var folders = new ArrayList<String>();
    var files = new LinkedHashMap<String, byte[]>();
    try (var all = Files.walk(directory)) {
      for (var path : (Iterable<Path>) all::iterator) {
        var name = directory.relativize(path).toString();
        if (Files.isDirectory(path)) {
          folders.add(name);
        } else {
          files.put(name, Files.readAllBytes(path));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new StoredFiles(folders, files);
  }

  void write(Path directory) {
    try {
      for (var folder : folders) {
        Files.createDirectories(directory.resolve(folder));
      }
      for (var file : files.entrySet()) {
        Files.write(directory.resolve(file.getKey()), file.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
