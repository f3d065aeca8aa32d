package io.codedeveloper.functions.deployment;

import io.codedeveloper.functions.ControlApi;
import io.codedeveloper.functions.Health;
import io.codedeveloper.functions.Main;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Makes the class-data archives of the functions' image: starts what is served with the image's
/// own JVM and the jars as the image has them, has it serve what a cold start serves, and ends it,
/// which writes down the classes that it loaded. From that list the same JVM makes the archive.
///
/// `health` has an archive and a class path of its own, the others share one. Beside each archive
/// the arguments are written with which the JVM uses it.
///
/// Arguments: the program `java`, the folder of the image that gets `app/*.jsa` and
/// `app/*-arguments`, the folder with its jars in `app`, the folder with the deployed jars, and
/// perhaps `aot`: then AOT caches take the place of the archives, to compare them.
final class ClassDataTraining {
  /// Quick to log nothing: the server's own first lines are no news, and format dates. Nor is there
  /// bytecode made for methods that libraries call by reflection once, at their start.
  private static final List<String> SETTINGS =
      List.of(
          "-XX:-UsePerfData",
          "-Djdk.reflect.useNativeAccessorOnly=true",
          "--sun-misc-unsafe-memory-access=allow",
          "--enable-native-access=ALL-UNNAMED",
          "-Djava.util.logging.config.file=/app/logging.properties");

  private final Path java;
  private final Path root;
  private final ImageClassPath classPaths;
  private final Path deployed;
  private final boolean isAot;

  private ClassDataTraining(String[] arguments) {
    java = Path.of(arguments[0]);
    root = Path.of(arguments[1]);
    classPaths = new ImageClassPath(Path.of(arguments[2]));
    deployed = Path.of(arguments[3]);
    isAot = arguments.length > 4 && arguments[4].equals("aot");
  }

  public static void main(String[] arguments) throws Exception {
    var training = new ClassDataTraining(arguments);
    training.make(
        "jvm",
        "functions",
        training.deployed(),
        ControlApi.class,
        List.of("/health", "/api/daemon/status", "/api/notifications", "/api/none"));
    training.make(
        "health",
        "health",
        List.of(training.deployed.resolve("health.jar")),
        Health.class,
        List.of("/health", "/none"));
    System.exit(0);
  }

  /// The jars of all zips.
  private List<Path> deployed() throws IOException {
    try (var files = Files.list(deployed)) {
      return files.filter(file -> file.toString().endsWith(".jar")).toList();
    }
  }

  private void make(
      String name, String archive, List<Path> jars, Class<?> target, List<String> paths)
      throws Exception {
    var classPath = classPaths.of(jars);
    var app = root.resolve("app");
    var file = archive + (isAot ? ".aot" : ".jsa");
    if (isAot) {
      train(command(classPath, "-XX:AOTCacheOutput=" + app.resolve(file)), target, paths);
    } else {
      archive(classPath, target, paths, app.resolve(file));
    }
    var lines = new ArrayList<>(SETTINGS);
    lines.addAll(
        List.of(
            (isAot ? "-XX:AOTCache=/app/" : "-XX:SharedArchiveFile=/app/") + file,
            "-cp",
            classPath.stream()
                .map(classPaths::inImage)
                .map(Path::toString)
                .collect(Collectors.joining(":")),
            Main.class.getName()));
    Files.write(app.resolve(name + "-arguments"), lines);
  }

  /// An archive of the classic kind, and yet with all classes linked and all lambdas made: an AOT
  /// cache of JDK 25.0.3 does not notice when a jar was changed since (JDK-8377932).
  private void archive(List<Path> classPath, Class<?> target, List<String> paths, Path file)
      throws Exception {
    var classes = Files.createTempFile("classes", ".list");
    try {
      train(command(classPath, "-XX:DumpLoadedClassList=" + classes), target, paths);
      var dump =
          command(
              classPath,
              "-Xshare:dump",
              "-XX:+AOTClassLinking",
              "-XX:SharedClassListFile=" + classes,
              "-XX:SharedArchiveFile=" + file);
      var code = new ProcessBuilder(dump).inheritIO().start().waitFor();
      if (code != 0) {
        throw new IllegalStateException(
            "the JVM ended with " + code + " instead of writing " + file);
      }
    } finally {
      Files.delete(classes);
    }
  }

  private List<String> command(List<Path> classPath, String... options) {
    var command = new ArrayList<String>();
    command.add(java.toString());
    command.addAll(FunctionProcess.FLAGS);
    SETTINGS.forEach(setting -> command.add(setting.replace("/app/", root + "/app/")));
    command.addAll(List.of(options));
    command.add("-cp");
    command.add(
        classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    command.add(Main.class.getName());
    return command;
  }

  private static void train(List<String> command, Class<?> target, List<String> paths)
      throws Exception {
    var log = Files.createTempFile("training", ".log");
    try (var standIns = new StandIns();
        var process = FunctionProcess.start(command, target.getName(), standIns.variables(), log)) {
      for (var path : paths) {
        serve(process, path, standIns.token());
      }
      process.end();
    } finally {
      Files.delete(log);
    }
  }

  private static void serve(FunctionProcess process, String path, String token)
      throws IOException, InterruptedException {
    var answer = process.get(path, List.of("Authorization", "Bearer " + token));
    if (answer.statusCode() >= 500) {
      throw new IllegalStateException(path + " failed: " + answer.body() + process.log());
    }
  }
}
