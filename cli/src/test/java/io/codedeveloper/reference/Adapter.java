package io.codedeveloper.reference;

import io.codedeveloper.platform.contract.BlobStoreContract;
import io.codedeveloper.platform.contract.DelayedTasksContract;
import io.codedeveloper.platform.contract.DocumentStoreContract;
import io.codedeveloper.platform.contract.JobLauncherContract;
import io.codedeveloper.platform.contract.LogStoreContract;
import io.codedeveloper.platform.contract.MessageBusContract;
import io.codedeveloper.platform.contract.SecretSourceContract;
import io.codedeveloper.platform.contract.TickScheduleContract;
import io.codedeveloper.reference.TestReports.Case;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestTemplate;

/// An adapter of a port, and the class that runs the port's contract against it.
///
/// @param contract an interface of tests, named after the port
/// @param module its folder
/// @param test the class's simple name
/// @param against what answers the adapter in its tests
record Adapter(Class<?> contract, String module, String test, String against) {
  private static final String LOCAL = "shared/local";
  private static final String GOOGLE = "shared/google";

  /// All, by port.
  static final List<Adapter> ALL =
      List.of(
          local(DocumentStoreContract.class, "SqliteDocumentStoreTest", "SQLite"),
          google(DocumentStoreContract.class, "FirestoreDocumentStoreIT", "Google's emulator"),
          local(MessageBusContract.class, "SqliteMessageBusTest", "SQLite"),
          google(MessageBusContract.class, "PubSubMessageBusIT", "Google's emulator"),
          local(BlobStoreContract.class, "SqliteBlobStoreTest", "SQLite"),
          google(BlobStoreContract.class, "GcsBlobStoreTest", "`GcsServer`, of the JSON API"),
          local(SecretSourceContract.class, "LocalSecretSourceTest", "a file"),
          local(SecretSourceContract.class, "HandedSecretsTest", "what a job is handed"),
          google(
              SecretSourceContract.class,
              "SecretManagerSecretSourceTest",
              "`SecretManagerServer`, of the gRPC stubs"),
          local(JobLauncherContract.class, "ChildProcessJobLauncherIT", "real processes"),
          google(
              JobLauncherContract.class,
              "CloudRunJobLauncherIT",
              "`RunJobsServer`, of the gRPC stubs; real processes"),
          local(DelayedTasksContract.class, "SqliteDelayedTasksTest", "SQLite"),
          google(
              DelayedTasksContract.class,
              "CloudTasksDelayedTasksTest",
              "`TasksServer`, of the gRPC stubs; real calls"),
          local(TickScheduleContract.class, "SqliteTickScheduleTest", "SQLite"),
          google(
              TickScheduleContract.class,
              "CloudSchedulerTickScheduleTest",
              "`SchedulerServer`, of the gRPC stubs"),
          local(LogStoreContract.class, "FileLogStoreTest", "files"),
          google(
              LogStoreContract.class,
              "CloudLoggingLogStoreTest",
              "`LoggingServer`, of the gRPC stubs"));

  private static Adapter local(Class<?> contract, String test, String against) {
    return new Adapter(contract, LOCAL, test, against);
  }

  private static Adapter google(Class<?> contract, String test, String against) {
    return new Adapter(contract, GOOGLE, test, against);
  }

  String port() {
    return contract.getSimpleName().replaceFirst("Contract$", "");
  }

  String name() {
    return test.replaceFirst("(Test|IT)$", "");
  }

  /// Its tests, without those that are its own.
  ///
  /// @param checkout in which the tests ran
  /// @return empty when they did not
  /// @throws IllegalStateException when a test of the contract did not run with the others
  List<Case> contractTests(Path checkout) throws IOException {
    var wanted = methods();
    var reports = new TestReports(checkout.resolve(module).resolve("target"));
    var cases =
        reports.of(packageName() + "." + test).stream()
            .filter(one -> wanted.contains(one.method()))
            .toList();
    var ran = cases.stream().map(Case::method).collect(Collectors.toSet());
    if (!cases.isEmpty() && !ran.containsAll(wanted)) {
      var missing = wanted.stream().filter(method -> !ran.contains(method)).sorted().toList();
      throw new IllegalStateException("%s did not run %s".formatted(test, missing));
    }
    return cases;
  }

  private String packageName() {
    return "io.codedeveloper.platform." + Path.of(module).getFileName();
  }

  private Set<String> methods() {
    return Arrays.stream(contract.getMethods())
        .filter(Adapter::isTest)
        .map(Method::getName)
        .collect(Collectors.toSet());
  }

  private static boolean isTest(Method method) {
    return Arrays.stream(method.getAnnotations())
        .map(Annotation::annotationType)
        .anyMatch(type -> type == Test.class || type.isAnnotationPresent(TestTemplate.class));
  }
}
