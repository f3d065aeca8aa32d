package io.codedeveloper.job.toolchain;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.job.toolchain.Toolchain.Found;
import io.codedeveloper.job.toolchain.Toolchain.NotFound;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DetectionTest {
  @TempDir Path tree;

  @Test
  void mavenIsFoundWithItsWrapper() throws IOException {
    write("pom.xml", "<project/>");
    assertThat(found("").test()).isEqualTo("mvn -B -o test");

    write("mvnw", "");
    assertThat(found("").test()).isEqualTo("sh ./mvnw -B -o test");
    assertThat(found("").setup()).startsWith("sh ./mvnw -B -q");
    assertThat(found("").how()).isEqualTo("detected from pom.xml");
  }

  @Test
  void npmIsFoundByItsTestScript() throws IOException {
    write("package.json", "{\"scripts\":{\"test\":\"node --test\"}}");
    assertThat(found("").test()).isEqualTo("npm test");
    assertThat(found("").setup()).isEmpty();
    assertThat(found("").filesInTree()).isFalse();

    write("package.json", "{\"scripts\":{\"test\":\"jest\"},\"devDependencies\":{\"jest\":\"1\"}}");
    assertThat(found("").setup()).startsWith("npm install --no-package-lock");

    write("package-lock.json", "{}");
    assertThat(found("").setup()).startsWith("npm ci");
    assertThat(found("").filesInTree()).isTrue();
    assertThat(found("").environment()).containsEntry("CI", "true");
  }

  @Test
  void packagesWithoutTestsAreNotTested() throws IOException {
    for (String text :
        new String[] {
          "{\"scripts\":{\"test\":\"echo \\\"Error: no test specified\\\" && exit 1\"}}",
          "{\"scripts\":{\"test\":{}}}",
          "{\"scripts\":{\"test\":\" \"}}",
          "{\"scripts\":3}",
          "{}",
          "[]",
          "{ broken"
        }) {
      write("package.json", text);
      assertThat(detect("")).as(text).isInstanceOf(NotFound.class);
    }
  }

  @Test
  void pythonIsFoundByItsTests() throws IOException {
    write("tests/test_a.py", "");
    assertThat(found("").test()).contains("-m pytest");
    assertThat(found("").how()).isEqualTo("detected from tests/test_a.py");

    write(
        "pyproject.toml",
        "[project]\nname='x'\n[project.optional-dependencies]\ntest = ['a']\ndocs = []\n[tool.pytest.ini_options]\n");
    write("requirements.txt", "x");
    assertThat(found("").how()).isEqualTo("detected from pyproject.toml");
    assertThat(found("").setup())
        .contains("-r requirements.txt")
        .contains("\"$TMPDIR/source[test]\"");
  }

  @Test
  void pythonIsFoundInTheRootToo() throws IOException {
    write("thing_test.py", "");
    assertThat(found("").how()).isEqualTo("detected from thing_test.py");
  }

  @Test
  void makefileNeedsATarget() throws IOException {
    write("Makefile", "test := 3\nall:\n\tcc a.c\n# test: x\ncheck ::= 4\n");
    assertThat(detect("")).isInstanceOf(NotFound.class);

    write("Makefile", "all: check\nbuild check: a\n\ttrue\n");
    assertThat(found("").test()).isEqualTo("make check");

    write("makefile", ".PHONY: test\ntest: check\n");
    assertThat(found("").test()).isEqualTo("make test");
    assertThat(found("").how()).isEqualTo("detected from makefile");
  }

  @Test
  void makefileWithoutTestsDoesNotHideWhatConfigureMakes() throws IOException {
    write("GNUmakefile", "abort-due-to-no-makefile:\n\t@echo configure first\n");
    write("configure", "");
    write("Makefile.in", "");

    assertThat(found("").test()).contains("sh ./configure").endsWith("make check");
  }

  @Test
  void configuredSourcesAreConfiguredFirst() throws IOException {
    write("configure", "");
    write("Makefile.in", "");
    assertThat(found("").test()).contains("sh ./configure").endsWith("make check");
  }

  @Test
  void orderIsFixedAndLanguageChooses() throws IOException {
    write("Makefile", "test:\n");
    write("tests/test_a.py", "");
    write("package.json", "{\"scripts\":{\"test\":\"jest\"}}");
    write("pom.xml", "");

    assertThat(found("").how()).endsWith("pom.xml");
    assertThat(found("language: npm").how()).endsWith("package.json");
    assertThat(found("language: python").how()).endsWith("test_a.py");
    assertThat(found("language: make").how()).endsWith("Makefile");
  }

  @Test
  void fileOfTheRepositoryComesFirst() throws IOException {
    write("package.json", "{\"scripts\":{\"test\":\"jest\"},\"dependencies\":{\"a\":\"1\"}}");

    Found both = found("setup: make deps\ntest: make check\n");
    assertThat(both.setup()).isEqualTo("make deps");
    assertThat(both.test()).isEqualTo("make check");
    assertThat(both.how()).isEqualTo("code-developer.yml");
    assertThat(both.filesInTree()).isTrue();

    Found testOnly = found("test: npx mocha\n");
    assertThat(testOnly.setup()).startsWith("npm install");
    assertThat(testOnly.environment()).containsEntry("CI", "true");

    Found setupOnly = found("setup: ''\n");
    assertThat(setupOnly.setup()).isEmpty();
    assertThat(setupOnly.test()).isEqualTo("npm test");
  }

  @Test
  void nothingFoundSaysWhatToWrite() {
    assertThat(detect(""))
        .isInstanceOfSatisfying(
            NotFound.class, it -> assertThat(it.why()).contains("code-developer.yml"));
    assertThat(detect("test: ''"))
        .isEqualTo(new NotFound("code-developer.yml says that there are no tests"));
    assertThat(found("test: ./run").setup()).isEmpty();
  }

  @Test
  void linksAreNotFollowed() throws IOException {
    Path outside = Files.writeString(tree.resolve("outside"), "test:\n");
    Files.createSymbolicLink(tree.resolve("Makefile"), outside);
    Files.createSymbolicLink(tree.resolve("tests"), Path.of("/usr"));

    assertThat(detect("")).isInstanceOf(NotFound.class);
  }

  private void write(String path, String text) throws IOException {
    Path file = tree.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private Toolchain detect(String configuration) {
    return Detection.of(tree, ConfigurationFile.parse(configuration));
  }

  private Found found(String configuration) {
    return (Found) detect(configuration);
  }
}
