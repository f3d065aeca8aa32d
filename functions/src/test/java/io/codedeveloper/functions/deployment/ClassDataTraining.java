package io.codedeveloper.functions.deployment;

import io.codedeveloper.functions.ControlApi;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/// Makes the class-data archive of the functions' image: starts all functions in one process with
/// the image's own JVM, has it serve what a cold start serves, and ends it, which writes the
/// classes that it loaded.
///
/// Arguments: the program `java`, the class path, and what the archive is made with
/// (`-XX:ArchiveClassesAtExit=FILE`).
final class ClassDataTraining {
  private static final List<String> PATHS =
      List.of("/health", "/api/daemon/status", "/api/notifications", "/api/none");

  private ClassDataTraining() {}

  public static void main(String[] arguments) throws Exception {
    var log = Files.createTempFile("training", ".log");
    try (var standIns = new StandIns()) {
      var process =
          FunctionProcess.start(
              command(arguments[0], arguments[1], arguments[2]),
              ControlApi.class.getName(),
              standIns.variables(),
              log);
      try (process) {
        serve(process, standIns.token());
        process.end();
      }
    } finally {
      Files.delete(log);
    }
    System.exit(0);
  }

  private static List<String> command(String java, String classPath, String archive) {
    var command = new ArrayList<String>();
    command.add(java);
    command.addAll(FunctionProcess.FLAGS);
    command.add(archive);
    command.addAll(List.of("-cp", classPath));
    command.add("com.google.cloud.functions.invoker.runner.Invoker");
    return command;
  }

  private static void serve(FunctionProcess process, String token)
      throws IOException, InterruptedException {
    for (var path : PATHS) {
      var answer = process.get(path, List.of("Authorization", "Bearer " + token));
      if (answer.statusCode() >= 500) {
        throw new IllegalStateException(path + " failed: " + answer.body() + process.log());
      }
    }
  }
}
