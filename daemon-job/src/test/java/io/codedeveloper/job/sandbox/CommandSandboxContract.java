package io.codedeveloper.job.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codedeveloper.job.sandbox.CommandSandbox.CommandRequest;
import io.codedeveloper.job.sandbox.CommandSandbox.CommandResult;
import io.codedeveloper.job.sandbox.CommandSandbox.Network;
import io.codedeveloper.testing.FaultRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// What every sandbox of real commands does, isolation aside.
abstract class CommandSandboxContract extends CommandEndingContract {
  @Test
  void commandRunsInItsDirectoryAndWritesThere() throws IOException {
    CommandResult result = run("pwd; echo content > file; mkdir -p a/b; chmod +x file");

    assertThat(result.output()).isEqualTo(tree + "\n");
    assertThat(tree.resolve("file")).hasContent("content\n").isExecutable();
    assertThat(Files.getOwner(tree.resolve("file"))).isEqualTo(Files.getOwner(tree));
  }

  @Test
  @FaultRow("S7")
  void standardInputIsEmpty() {
    assertThat(run("cat; echo end").output()).isEqualTo("end\n");
    assertThat(run("read line < /dev/tty; echo none").output()).contains("none\n");
  }

  @Test
  @FaultRow("S11")
  void missingAndUnusableCommandsAreReportedAsTheShellDoes() throws IOException {
    Files.writeString(tree.resolve("plain"), "text");

    assertThat(run("no-such-command").exitCode()).isEqualTo(127);
    assertThat(run("./plain").exitCode()).isEqualTo(126);
  }

  @Test
  void commandLinesThatNoShellTakesAreAnAnswer() {
    CommandResult tooLong = run("echo " + "x".repeat(ShellCommand.LONGEST));
    CommandResult withNul = run("echo \0");

    assertThat(tooLong.exitCode()).isEqualTo(126);
    assertThat(tooLong.output()).contains("131076 bytes, at most 131071");
    assertThat(withNul.exitCode()).isEqualTo(126);
    assertThat(withNul.output()).contains("NUL");
  }

  @Test
  void environmentHoldsOnlyWhatTheSandboxSetsAndTheRequestGives() {
    CommandRequest request = request("env", Map.of("GIVEN", "here it is"), LONG, () -> false);

    List<String> lines = sandbox().run(request).output().lines().sorted().toList();

    assertThat(lines).contains("GIVEN=here it is", "LANG=C.UTF-8");
    assertThat(lines.stream().map(line -> line.substring(0, line.indexOf('='))))
        .isSubsetOf(
            "CODE_DEVELOPER_COMMAND",
            "GIVEN",
            "HOME",
            "JAVA_HOME",
            "LANG",
            "MAVEN_OPTS",
            "PATH",
            "PWD",
            "SHLVL",
            "TMPDIR",
            "OLDPWD",
            "_");
  }

  @Test
  void homeAndTemporaryDirectoryAreEmptyAndWritableAndNotTheUsers() {
    CommandResult result =
        run("ls -A $HOME $TMPDIR; touch $HOME/a && touch $TMPDIR/b && echo $HOME");

    assertThat(result.succeeded()).as(result.output()).isTrue();
    assertThat(result.output()).doesNotContain(System.getProperty("user.home") + "\n");
    assertThat(run("ls -A $HOME $TMPDIR").output()).doesNotContain("a\n").doesNotContain("b\n");
  }

  @Test
  void givenHomeIsKept() throws IOException {
    Path home = Files.createDirectory(directory.resolve("home"));
    CommandRequest request =
        new CommandRequest(
            "touch ~/kept",
            tree,
            List.of(tree, home),
            List.of(),
            Map.of("HOME", home.toString()),
            Network.NONE,
            LONG,
            () -> false);

    assertThat(sandbox().run(request).succeeded()).isTrue();
    assertThat(home.resolve("kept")).exists();
  }

  @Test
  void runningVirtualMachineComesFirstOnThePath() {
    CommandResult result = run("command -v java; echo $JAVA_HOME; java -version");

    String home = System.getProperty("java.home");
    assertThat(result.output()).startsWith(home + "/bin/java\n" + home + "\n");
    assertThat(result.succeeded()).as(result.output()).isTrue();
  }

  @Test
  void readableDirectoriesCanBeRead() throws IOException {
    Path cache = Files.createDirectory(directory.resolve("cache"));
    Files.writeString(cache.resolve("file"), "cached");
    CommandRequest request =
        new CommandRequest(
            "cat " + cache.resolve("file"),
            tree,
            List.of(tree),
            List.of(cache, directory.resolve("missing")),
            Map.of(),
            Network.NONE,
            LONG,
            () -> false);

    assertThat(sandbox().run(request).output()).isEqualTo("cached");
  }

  @Test
  void directoryOutsideTheWritableOnesIsABug() {
    assertThatThrownBy(() ->
            new CommandRequest(
                "true",
                directory,
                List.of(tree),
                List.of(),
                Map.of(),
                Network.NONE,
                LONG,
                () -> false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(directory.toString());
  }

  @Test
  @FaultRow("S4")
  void floodOfOutputIsTakenAndOnlyHeadAndTailAreKept() {
    CommandResult result =
        run("echo first; head -c 30000000 /dev/zero | tr '\\0' x; echo; echo last");

    assertThat(result.succeeded()).isTrue();
    assertThat(result.output()).startsWith("first\nxxx").endsWith("xxx\nlast\n");
    assertThat(result.output()).contains("\n[… " + result.omitted() + " bytes left out …]\n");
    assertThat(result.omitted()).isEqualTo(30_000_012 - 64 * 1024);
    assertThat(result.output().length()).isLessThan(66 * 1024);
  }

  @Test
  @FaultRow("S5")
  void outputIsMadeReadable() {
    CommandResult result =
        run("printf '\\033[31mred\\033[0m \\377 \\007 \\303\\244 a\\r\\nb\\rc\\n'");

    assertThat(result.output()).isEqualTo("red � � ä a\nb\nc\n");
  }

  @Test
  void commandsRunAtTheSameTimeWithoutMixing() {
    List<CompletableFuture<CommandResult>> results = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      String word = "word" + i;
      CompletableFuture<CommandResult> result = new CompletableFuture<>();
      Thread.ofVirtual()
          .start(() -> result.complete(run("sleep 0.2; yes " + word + " | head -2000")));
      results.add(result);
    }

    for (int i = 0; i < results.size(); i++) {
      assertThat(results.get(i).join().output()).isEqualTo(("word" + i + "\n").repeat(2000));
    }
  }

  @Test
  void moreOutputIsKeptWhereItIsAskedFor() {
    CommandRequest request =
        new CommandRequest(
            "head -c 300000 /dev/zero | tr '\\0' x",
            tree,
            List.of(tree),
            List.of(),
            Map.of(),
            Network.NONE,
            LONG,
            1_000_000,
            () -> false);

    assertThat(sandbox().run(request).output()).hasSize(300_000);
  }
}
