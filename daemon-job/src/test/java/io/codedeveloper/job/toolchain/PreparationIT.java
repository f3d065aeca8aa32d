package io.codedeveloper.job.toolchain;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.job.sandbox.CommandSandbox;
import io.codedeveloper.job.sandbox.InstalledBubblewrap;
import io.codedeveloper.job.sandbox.Sandboxes;
import io.codedeveloper.job.sandbox.Toolbox;
import io.codedeveloper.job.toolchain.Preparation.Origin;
import io.codedeveloper.job.toolchain.Preparation.Result;
import io.codedeveloper.job.toolchain.Preparation.Result.Failed;
import io.codedeveloper.job.toolchain.Preparation.Result.Ready;
import io.codedeveloper.job.toolchain.Toolchain.Found;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PreparationIT {
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final Found CACHED =
      found("mkdir -p ~/.m2 ~/.cache/pip ~/.cache/go-build && echo jar > ~/.m2/jar", false);
  private static final Found IN_TREE =
      found("mkdir -p modules && echo m >> modules/m && echo c >> ~/count", true);

  @TempDir Path directory;
  Path tree;
  Path caches;
  CommandSandbox sandbox;

  @BeforeAll
  static void needsBubblewrap() {
    InstalledBubblewrap.assume();
  }

  @BeforeEach
  void makeTree() throws IOException {
    tree = Files.createDirectory(directory.resolve("tree"));
    caches = directory.resolve("caches");
    Files.writeString(tree.resolve("pom.xml"), "<project>1</project>");
    sandbox =
        Sandboxes.choose(
                "bubblewrap",
                Toolbox.of(Path.of(System.getProperty("java.home"))),
                java.util.List.of())
            .orRefuse();
  }

  @Test
  void whatSetupFetchedCanBeReadButNotChanged() {
    Workplace workplace = ready(prepare(CACHED, tree, "state", Origin.REPOSITORY)).workplace();

    assertThat(output(workplace, "cat ~/.m2/jar; ls ~/.cache")).isEqualTo("jar\npip\n");
    assertThat(output(workplace, "echo x > ~/.m2/jar || echo refused")).endsWith("refused\n");
    assertThat(output(workplace, "touch ~/.mine && mkdir -p ~/.cache/go-build && echo fine"))
        .isEqualTo("fine\n");
  }

  @Test
  void setupRunsOnceForTheSameLockFiles() throws IOException {
    ready(prepare(CACHED, tree, "state", Origin.REPOSITORY));
    Path second = Files.createDirectory(directory.resolve("second"));
    Files.writeString(second.resolve("pom.xml"), "<project>1</project>");

    Ready again = ready(prepare(CACHED, second, "other", Origin.REPOSITORY));

    assertThat(again.note()).startsWith("setup was done before");
    assertThat(output(again.workplace(), "cat ~/.m2/jar")).isEqualTo("jar\n");
  }

  @Test
  void setupRunsAgainWhenALockFileChanges() throws IOException {
    ready(prepare(CACHED, tree, "state", Origin.REPOSITORY));
    Files.writeString(tree.resolve("pom.xml"), "<project>2</project>");

    assertThat(ready(prepare(CACHED, tree, "state", Origin.REPOSITORY)).note())
        .startsWith("setup took");
    assertThat(number(caches)).isEqualTo(2);
  }

  @Test
  void freshWorkTreeNeedsWhatSetupLeavesInIt() throws IOException {
    ready(prepare(IN_TREE, tree, "state", Origin.REPOSITORY));
    assertThat(ready(prepare(IN_TREE, tree, "state", Origin.REPOSITORY)).note())
        .startsWith("setup was done before");
    assertThat(tree.resolve("modules/m")).hasContent("m");
    Path fresh = Files.createDirectory(directory.resolve("fresh"));
    Files.writeString(fresh.resolve("pom.xml"), "<project>1</project>");

    Ready again = ready(prepare(IN_TREE, fresh, "fresh-state", Origin.REPOSITORY));

    assertThat(fresh.resolve("modules/m")).hasContent("m");
    assertThat(output(again.workplace(), "cat ~/count")).isEqualTo("c\nc\n");
  }

  @Test
  void whatTheAgentAsksForServesItsWorkTreeOnly() throws IOException {
    ready(prepare(IN_TREE, tree, "state", Origin.REPOSITORY));
    Files.writeString(tree.resolve("pom.xml"), "<project>agent</project>");

    Ready ready = ready(prepare(IN_TREE, tree, "state", Origin.AGENT));

    assertThat(number(caches)).isEqualTo(1);
    assertThat(output(ready.workplace(), "cat ~/count")).isEqualTo("c\n");
    assertThat(ready(prepare(IN_TREE, tree, "state", Origin.AGENT)).note())
        .startsWith("setup was done before");
  }

  @Test
  void failedSetupSaysSoAndIsTriedAgain() {
    Found failing = found("echo cannot fetch; touch ~/half; exit 3", false);

    Result result = prepare(failing, tree, "state", Origin.REPOSITORY);

    assertThat(result)
        .isEqualTo(
            new Failed(
                "the setup command 'echo cannot fetch; touch ~/half; exit 3' failed with exit code 3",
                "cannot fetch\n"));
    assertThat(prepare(failing, tree, "state", Origin.REPOSITORY)).isEqualTo(result);
  }

  @Test
  void slowSetupSaysSo() {
    Result result =
        new Preparation(sandbox, caches)
            .prepare(
                found("sleep 1000", false),
                tree,
                directory.resolve("state"),
                Origin.REPOSITORY,
                Duration.ofMillis(300),
                () -> false);

    assertThat(result)
        .isInstanceOfSatisfying(
            Failed.class, failed -> assertThat(failed.why()).endsWith("did not end within 0 s"));
  }

  @Test
  void setupCanBeStopped() {
    assertThat(prepare(found("sleep 1000", false), tree, "state", Origin.REPOSITORY, () -> true))
        .isEqualTo(new Result.Stopped());
  }

  @Test
  void withoutSetupThereIsOnlyAHome() {
    Ready ready = ready(prepare(found("", false), tree, "state", Origin.REPOSITORY));

    assertThat(ready.note()).isEqualTo("no setup needed");
    assertThat(ready.workplace().readable()).isEmpty();
    assertThat(output(ready.workplace(), "touch ~/kept; ls ~")).isEqualTo("kept\n");
    assertThat(output(ready.workplace(), "ls ~")).isEqualTo("kept\n");
  }

  @Test
  void setupIsGivenTheWayToTheRegistriesAndNothingElse() {
    Preparation preparation = new Preparation(sandbox, caches);
    Ready ready =
        ready(
            preparation.prepare(
                found("env > ~/environment", false),
                tree,
                directory.resolve("state"),
                Origin.REPOSITORY,
                LONG,
                () -> false));

    assertThat(output(ready.workplace(), "cat ~/environment"))
        .contains("https_proxy=http://127.0.0.1:3128", "GIVEN=yes");
    assertThat(output(ready.workplace(), "env")).contains("GIVEN=yes").doesNotContain("proxy");
  }

  @Test
  void onlyTheLatestCachesAreKept() throws IOException {
    for (int i = 0; i < 7; i++) {
      Files.writeString(tree.resolve("pom.xml"), "<project>" + i + "</project>");
      ready(
          prepare(
              found("mkdir ~/d && touch ~/d/f && chmod 500 ~/d", false),
              tree,
              "state",
              Origin.REPOSITORY));
    }

    assertThat(number(caches)).isEqualTo(4);
  }

  @Test
  void keyDependsOnNamesAndContentsOfLockFilesOnly() throws IOException {
    String key = LockFiles.key(tree, "setup");
    Files.writeString(tree.resolve("Main.java"), "class Main {}");
    Files.createDirectories(tree.resolve("node_modules/a"));
    Files.writeString(tree.resolve("node_modules/a/package.json"), "{}");
    assertThat(LockFiles.key(tree, "setup")).isEqualTo(key).hasSize(32);

    assertThat(LockFiles.key(tree, "other")).isNotEqualTo(key);
    Files.createDirectory(tree.resolve("sub"));
    Files.writeString(tree.resolve("sub/dev-requirements.txt"), "x");
    assertThat(LockFiles.key(tree, "setup")).isNotEqualTo(key);
  }

  private Result prepare(Found toolchain, Path tree, String state, Origin origin) {
    return prepare(toolchain, tree, state, origin, () -> false);
  }

  private Result prepare(
      Found toolchain, Path tree, String state, Origin origin, BooleanSupplier stop) {
    return new Preparation(sandbox, caches)
        .prepare(toolchain, tree, directory.resolve(state), origin, LONG, stop);
  }

  private String output(Workplace workplace, String commandLine) {
    return sandbox.run(workplace.request(commandLine, LONG, () -> false)).output();
  }

  private static Ready ready(Result result) {
    assertThat(result).isInstanceOf(Ready.class);
    return (Ready) result;
  }

  private static Found found(String setup, boolean filesInTree) {
    return new Found(setup, "true", Map.of("GIVEN", "yes"), filesInTree, "given");
  }

  private static long number(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.count();
    }
  }
}
