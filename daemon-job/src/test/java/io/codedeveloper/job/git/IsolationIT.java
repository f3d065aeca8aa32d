package io.codedeveloper.job.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every place from which git would start a program holds one that leaves a trace.
final class IsolationIT {
  private static final List<String> HOOKS =
      List.of(
          "applypatch-msg",
          "commit-msg",
          "fsmonitor-watchman",
          "post-checkout",
          "post-commit",
          "post-index-change",
          "post-merge",
          "post-receive",
          "post-rewrite",
          "post-update",
          "pre-commit",
          "pre-push",
          "pre-rebase",
          "prepare-commit-msg");

  @TempDir Path temporary;
  private Path trace;
  private Path home;
  private NativeGit checkout;

  @BeforeEach
  void layTraps() throws IOException {
    trace = temporary.resolve("trace");
    home = Files.createDirectory(temporary.resolve("home"));
    checkout = NativeGit.init(temporary.resolve("checkout"));
    checkout.commitFiles(
        "Start",
        Map.of(
            ".gitattributes", "*.bin filter=trap diff=trap merge=trap text\n",
            "old.bin", "a\r\n"));
    var trap = program(temporary.resolve("trap"));
    hooks(checkout.directory().resolve(".git/hooks"));
    var hooks = hooks(Files.createDirectory(temporary.resolve("hooks")));
    var template = Files.createDirectory(temporary.resolve("template"));
    hooks(Files.createDirectory(template.resolve("hooks")));
    var settings =
        """
        [core]
          hooksPath = %2$s
          fsmonitor = %1$s
          autocrlf = true
          attributesFile = %4$s/attributes
          sshCommand = %1$s
          pager = %1$s
          editor = %1$s
        [init]
          templateDir = %3$s
        [filter "trap"]
          clean = %1$s
          smudge = %1$s
          process = %1$s
          required = true
        [diff "trap"]
          textconv = %1$s
          command = %1$s
        [credential]
          helper = !%1$s
        [commit]
          gpgSign = true
        [gpg]
          program = %1$s
        [url "ext::%1$s"]
          insteadOf = %5$s
        [uploadpack]
          packObjectsHook = %1$s
        """
            .formatted(trap, hooks, template, home, checkout.directory());
    Files.writeString(home.resolve("attributes"), "* filter=trap\n");
    Files.writeString(home.resolve(".gitconfig"), settings);
    Files.createDirectories(home.resolve(".config/git"));
    Files.writeString(home.resolve(".config/git/config"), settings);
    Files.writeString(
        checkout.directory().resolve(".git/config"),
        settings.replace("[url ", "[ignored "),
        java.nio.file.StandardOpenOption.APPEND);
  }

  @Test
  void noProgramOfTheRepositoryOrOfTheUserRuns() throws Exception {
    var said = probe();

    assertThat(said).isEqualTo("Pushed[]");
    assertThat(trace).doesNotExist();
    assertThat(temporary.resolve("space/work/old.bin"))
        .hasBinaryContent("changed".getBytes(StandardCharsets.UTF_8));
    try (var left = Files.list(checkout.directory().resolve(".git"))) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .doesNotContain("gc.log", "gc.pid")
          .noneMatch(name -> name.startsWith(".probe"));
    }
    try (var left = Files.walk(home)) {
      assertThat(left.filter(Files::isRegularFile)).hasSize(3);
    }
  }

  @Test
  void theTrapsCatchGitItself() {
    var unused = Assertions.catchThrowable(() -> checkout.run("status"));
    assertThat(trace).isNotEmptyFile();
  }

  private String probe() throws Exception {
    var space = Files.createDirectory(temporary.resolve("space"));
    var builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Duser.home=" + home,
            "-cp",
            System.getProperty("java.class.path"),
            IsolationProbe.class.getName(),
            checkout.directory().toString(),
            space.toString());
    builder.environment().put("HOME", home.toString());
    builder.environment().put("XDG_CONFIG_HOME", home.resolve(".config").toString());
    builder.environment().put("GIT_CONFIG_GLOBAL", home.resolve(".gitconfig").toString());
    builder.environment().put("GIT_TEMPLATE_DIR", temporary.resolve("template").toString());
    builder.environment().put("GIT_DIR", temporary.resolve("nowhere").toString());
    builder.environment().put("GIT_SSH_COMMAND", temporary.resolve("trap").toString());
    builder.environment().put("GIT_EXTERNAL_DIFF", temporary.resolve("trap").toString());
    var process = builder.redirectErrorStream(true).start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output.strip();
  }

  private Path hooks(Path directory) throws IOException {
    for (var name : HOOKS) {
      program(directory.resolve(name));
    }
    return directory;
  }

  private Path program(Path file) throws IOException {
    Files.writeString(file, "#!/bin/sh\necho \"$0 $*\" >> " + trace + "\nexit 0\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    return file;
  }
}
