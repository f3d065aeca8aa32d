package io.codedeveloper.functions.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// The jars of an image that a process needs: those of which a class is in one of the deployed
/// jars, and the invoker.
///
/// Something asks for services soon after every start, and the JVM then reads the directory of each
/// jar on its class path: half of them hold what no function uses.
final class ImageClassPath {
  private static final String INVOKER = "java-function-invoker-";

  private final Path stage;

  /// @param stage the files of the image, with the jars in `app`
  ImageClassPath(Path stage) {
    this.stage = stage;
  }

  /// In the order in which classes are looked for. The invoker is last: it carries copies of other
  /// libraries, older than ours.
  ///
  /// @param deployed jars that are deployed in zips
  List<Path> of(List<Path> deployed) throws IOException {
    var needed =
        deployed.stream()
            .flatMap(jar -> classes(jar).stream())
            .collect(Collectors.toUnmodifiableSet());
    try (var files = Files.walk(stage.resolve("app"))) {
      var jars = files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
      return Stream.concat(
              jars.stream().filter(jar -> !isInvoker(jar) && isNeeded(jar, needed)),
              jars.stream().filter(ImageClassPath::isInvoker))
          .toList();
    }
  }

  private static boolean isInvoker(Path jar) {
    return jar.getFileName().toString().startsWith(INVOKER);
  }

  private static boolean isNeeded(Path jar, Set<String> needed) {
    return classes(jar).stream().anyMatch(needed::contains);
  }

  private static Set<String> classes(Path jar) {
    try (var zip = new ZipFile(jar.toFile())) {
      return zip.stream()
          .map(ZipEntry::getName)
          .filter(name -> name.endsWith(".class") && !name.startsWith("META-INF/"))
          .collect(Collectors.toSet());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /// As the image has it.
  Path inImage(Path file) {
    return Path.of("/").resolve(stage.relativize(file));
  }
}
