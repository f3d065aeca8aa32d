package io.codedeveloper.job.toolchain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.codedeveloper.job.sandbox.CommandSandbox;
import io.codedeveloper.job.sandbox.InstalledBubblewrap;
import io.codedeveloper.job.sandbox.Sandboxes;
import io.codedeveloper.job.sandbox.Toolbox;
import io.codedeveloper.job.toolchain.Preparation.Origin;
import io.codedeveloper.job.toolchain.Preparation.Result.Ready;
import io.codedeveloper.job.toolchain.TestComparison.Verdict;
import io.codedeveloper.job.toolchain.Toolchain.Found;
import io.codedeveloper.job.toolchain.output.Counts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Repositories of several kinds, tested with what is installed here.
final class TestRunIT {
  private static final Duration LONG = Duration.ofMinutes(2);

  @TempDir Path directory;
  Path tree;
  CommandSandbox sandbox;

  @BeforeAll
  static void needsBubblewrap() {
    InstalledBubblewrap.assume();
  }

  @BeforeEach
  void makeTree() throws IOException {
    tree = Files.createDirectory(directory.resolve("tree"));
    Path home = Path.of(System.getProperty("user.home"));
    Toolbox toolbox =
        Toolbox.discover(Path.of(System.getProperty("java.home")), System.getenv("PATH"), home);
    sandbox = Sandboxes.choose("bubblewrap", toolbox, List.of()).orRefuse();
  }

  @Test
  void makeIsTestedAsAWhole() throws IOException {
    assumeInstalled("make --version");
    write("Makefile", "test:\n\tgrep -q good file\n");
    write("file", "good");
    TestReport before = test();
    write("file", "bad");
    TestReport after = test();

    assertThat(before.succeeded()).isTrue();
    assertThat(before.command()).isEqualTo("make test");
    assertThat(after.exitCode()).isEqualTo(2);
    assertThat(TestComparison.of(before, after).verdict()).isEqualTo(Verdict.NEW_FAILURES);
  }

  @Test
  void nodeIsUnderstood() throws IOException {
    assumeInstalled("npm --version && node --test --help");
    write("package.json", "{\"scripts\":{\"test\":\"node --test\"}}");
    write(
        "a.test.mjs",
        """
        import {test} from 'node:test'; import assert from 'node:assert';
        test('adds', () => assert.equal(1 + 1, 2));
        test('divides', () => assert.equal(1 / 2, 2));
        """);

    TestReport report = test();

    assertThat(report.counts()).as(report.output()).contains(new Counts(1, 1, 0));
    assertThat(report.failures()).anyMatch(name -> name.contains("divides"));
    assertThat(report.failures()).noneMatch(name -> name.contains("adds"));
  }

  @Test
  void pythonIsPreparedAndUnderstood() throws IOException {
    assumeInstalled("python3 -m venv --help && python3 -c 'import pytest'");
    write("src/sums.py", "def add(a, b): return a + b\n");
    write(
        "tests/test_sums.py",
        """
        import unittest, sums
        class Sums(unittest.TestCase):
            def test_adds(self): self.assertEqual(sums.add(1, 1), 2)
            def test_fails(self): self.assertEqual(sums.add(1, 1), 3)
        def test_plain(): pass
        """);

    TestReport report = test();

    assertThat(report.counts()).as(report.output()).contains(new Counts(2, 1, 0));
    assertThat(report.failures()).containsExactly("tests/test_sums.py::Sums::test_fails");
    assertThat(tree.resolve("tests/__pycache__")).doesNotExist();
  }

  @Test
  void unittestIsUnderstood() throws IOException {
    assumeInstalled("python3 --version");
    write("code-developer.yml", "setup: ''\ntest: python3 -m unittest\n");
    write(
        "test_a.py",
        """
        import unittest
        class A(unittest.TestCase):
            def test_good(self): pass
            def test_bad(self): self.fail()
        """);

    TestReport report = test();

    assertThat(report.counts()).as(report.output()).contains(new Counts(1, 1, 0));
    assertThat(report.failures()).hasSize(1).first().asString().startsWith("test_bad");
  }

  @Test
  void reportsAreReadBeforeTheOutput() throws IOException {
    write(
        "code-developer.yml",
        "test: mkdir -p target/surefire-reports && cp report.xml target/surefire-reports/TEST-A.xml && echo 9 passed in 1s && false\n");
    write(
        "report.xml",
        "<testsuite><testcase classname='A' name='a'><failure/></testcase></testsuite>");

    TestReport report = test();

    assertThat(report.counts()).contains(new Counts(0, 1, 0));
    assertThat(report.failures()).containsExactly("A.a");
    assertThat(report.output()).contains("9 passed");
  }

  @Test
  void testsAreOffline() throws IOException {
    write("code-developer.yml", "test: 'grep -v lo: /proc/net/dev | tail -n +3'\n");

    assertThat(test().output()).isEmpty();
  }

  @Test
  void namesInTheMiddleOfALongOutputAreFound() throws IOException {
    write(
        "code-developer.yml",
        "test: |\n"
            + "  head -c 200000 /dev/zero | tr '\\0' x; echo\n"
            + "  echo 'test tests::bad ... FAILED'\n"
            + "  head -c 200000 /dev/zero | tr '\\0' x; echo\n"
            + "  echo 'test result: FAILED. 1 passed; 1 failed; 0 ignored'; exit 101\n");

    TestReport report = test();

    assertThat(report.failures()).containsExactly("tests::bad");
    assertThat(report.output()).hasSizeLessThan(70_000).contains("characters left out");
  }

  @Test
  void timeThatIsUpIsAFailureThatSaysSo() throws IOException {
    TestReport report =
        new TestRun(sandbox)
            .run(found("echo begun; sleep 1000"), workplace(), Duration.ofMillis(500), () -> false)
            .orElseThrow();

    assertThat(report.succeeded()).isFalse();
    assertThat(report.output()).startsWith("begun\n").contains("took longer than");
  }

  @Test
  void stoppedRunIsNoReport() {
    assertThat(new TestRun(sandbox).run(found("sleep 1000"), workplace(), LONG, () -> true))
        .isEmpty();
  }

  private TestReport test() {
    Toolchain toolchain = Detection.of(tree, ConfigurationFile.read(tree));
    assertThat(toolchain).isInstanceOf(Found.class);
    Found found = (Found) toolchain;
    Preparation.Result prepared =
        new Preparation(sandbox, directory.resolve("caches"))
            .prepare(found, tree, directory.resolve("state"), Origin.REPOSITORY, LONG, () -> false);
    assertThat(prepared).isInstanceOf(Ready.class);
    return new TestRun(sandbox)
        .run(found, ((Ready) prepared).workplace(), LONG, () -> false)
        .orElseThrow();
  }

  private void assumeInstalled(String commandLine) {
    assumeTrue(
        sandbox.run(workplace().request(commandLine, LONG, () -> false)).succeeded(),
        commandLine + " does not work here");
  }

  private Workplace workplace() {
    return new Workplace(tree, tree, List.of(), Map.of());
  }

  private static Found found(String test) {
    return new Found("", test, Map.of(), false, "given");
  }

  private void write(String path, String text) throws IOException {
    Path file = tree.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
