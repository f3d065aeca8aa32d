package io.codedeveloper.reliability.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.cli.up.Waiting;
import io.codedeveloper.job.Main;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// A short form of `./dev soak`, by counting only.
@EnabledOnOs(OS.LINUX)
final class SoakIT {
  private static final int PRIORITIES = 3;

  /// Connections that are kept for a while; a leak for each priority would be as many.
  private static final int KEPT = 2 * PRIORITIES;

  @TempDir private Path home;

  @Test
  void soakThatIsTerminatedLeavesNoProcessBehind() throws IOException, InterruptedException {
    var soak =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + home,
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Soak.class.getName(),
                "--minutes",
                "5")
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("out").toFile())
            .start();
    try {
      Waiting.until("a job works", () -> processes().anyMatch(SoakIT::isJob) || !soak.isAlive());
      assertThat(soak.isAlive()).as(Files.readString(home.resolve("out"))).isTrue();
    } finally {
      soak.destroy();
      soak.waitFor();
    }
    assertThat(processes()).isEmpty();
  }

  /// All that work for the soak, by their command lines and environments.
  private Stream<String> processes() {
    return ProcessHandle.allProcesses()
        .map(process -> text(process, "cmdline") + text(process, "environ"))
        .filter(words -> words.contains(home + "/soak-"));
  }

  private static boolean isJob(String words) {
    return words.contains(Main.class.getName());
  }

  private static String text(ProcessHandle process, String name) {
    try {
      var file = Path.of("/proc", Long.toString(process.pid()), name);
      return Files.readString(file, StandardCharsets.ISO_8859_1).replace('\0', ' ');
    } catch (IOException gone) {
      return "";
    }
  }

  @Test
  void workLeavesNoHandlesThreadsRowsOrTreesBehind() {
    try (var world = new SoakWorld(home)) {
      world.doOne();
      var before = world.sample();
      for (var count = 0; count < PRIORITIES; count++) {
        world.doOne();
      }
      var after = world.sample();
      for (var name : new String[] {Sample.HANDLES, Sample.THREADS, Sample.WAITING, Sample.BLOBS}) {
        assertThat(after.number(name))
            .as("%s: before %s, after %s", name, before, after)
            .isLessThanOrEqualTo(before.number(name) + KEPT);
      }
      assertThat(after.number(Sample.WORK_TREES)).isLessThanOrEqualTo(1);
      assertThat(after.number(Sample.DONE)).isEqualTo(before.number(Sample.DONE) + PRIORITIES);
    }
  }
}
