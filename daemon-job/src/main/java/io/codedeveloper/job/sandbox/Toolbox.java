package io.codedeveloper.job.sandbox;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// The programs that commands find beside those of the system: the running JVM and what version
/// managers installed.
///
/// @param javaHome the JVM that commands use, first on their PATH
/// @param searchPath directories between the JVM's and the system's on PATH
/// @param readable directories outside the system's that these programs live in
/// @param environment what these programs need to find themselves
public record Toolbox(
    Path javaHome, List<Path> searchPath, List<Path> readable, Map<String, String> environment) {
  /// Where a Unix keeps its programs.
  static final List<String> SYSTEM_PATH =
      List.of("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin");

  public Toolbox {
    searchPath = List.copyOf(searchPath);
    readable = List.copyOf(readable);
    environment = Map.copyOf(environment);
  }

  /// Only the JVM and the system.
  public static Toolbox of(Path javaHome) {
    return new Toolbox(javaHome, List.of(), List.of(), Map.of());
  }

  /// What the PATH of a person names, without the rest of that person's home directory.
  ///
  /// Of `…/bin` the directory around it comes along (that is where an installation keeps its
  /// libraries) unless that is the home directory or a directory right below it, which hold
  /// credentials. What contains the home directory is left out.
  ///
  /// @param path the variable PATH
  public static Toolbox discover(Path javaHome, String path, Path home) {
    Set<Path> search = new LinkedHashSet<>();
    Set<Path> readable = new LinkedHashSet<>();
    Map<String, String> environment = new LinkedHashMap<>();
    for (String entry : path.split(File.pathSeparator)) {
      Path directory = Path.of(entry).normalize();
      if (!directory.isAbsolute()
          || !Files.isDirectory(directory)
          || isOfTheSystem(directory)
          || home.startsWith(directory)) {
        continue;
      }
      search.add(directory);
      readable.add(installation(directory, home));
      addManager(directory, home, readable, environment);
    }
    return new Toolbox(javaHome, List.copyOf(search), List.copyOf(readable), environment);
  }

  /// The value of PATH for a command.
  String pathVariable() {
    List<String> entries = new ArrayList<>();
    entries.add(javaHome.resolve("bin").toString());
    searchPath.forEach(directory -> entries.add(directory.toString()));
    entries.addAll(SYSTEM_PATH);
    return String.join(File.pathSeparator, entries);
  }

  private static boolean isOfTheSystem(Path directory) {
    return SYSTEM_PATH.contains(directory.toString());
  }

  private static Path installation(Path directory, Path home) {
    Path around = directory.getParent();
    if (around == null) {
      return directory;
    }
    boolean belongsToInstallation =
        directory.endsWith("bin")
            && around.getNameCount() > 1
            && !around.equals(home)
            && !home.equals(around.getParent());
    return belongsToInstallation ? around : directory;
  }

  /// Some managers put small launchers on PATH that look for the installation in a place of their
  /// own.
  private static void addManager(
      Path directory, Path home, Set<Path> readable, Map<String, String> environment) {
    if (directory.endsWith(".pyenv/shims")) {
      Path root = Objects.requireNonNull(directory.getParent(), "a path of two names has a parent");
      readable.add(root);
      environment.put("PYENV_ROOT", root.toString());
    }
    Path rustup = home.resolve(".rustup");
    if (directory.endsWith(".cargo/bin") && Files.isDirectory(rustup)) {
      readable.add(rustup);
      environment.put("RUSTUP_HOME", rustup.toString());
    }
  }
}
