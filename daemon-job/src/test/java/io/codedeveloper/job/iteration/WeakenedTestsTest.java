package io.codedeveloper.job.iteration;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.job.git.WorkTree.Change;
import io.codedeveloper.job.git.WorkTree.Kind;
import io.codedeveloper.testing.FaultRow;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@FaultRow("T4")
final class WeakenedTestsTest {
  @ParameterizedTest
  @CsvSource({
    "src/test/java/a/FooTest.java",
    "tests/test_foo.py",
    "foo_test.go",
    "web/foo.spec.ts",
    "spec/foo_spec.rb",
    "src/FooIT.java"
  })
  void deletedTestFilesAreNamed(String path) {
    assertThat(WeakenedTests.in(List.of(new Change(path, Kind.DELETED, 0, false)), ""))
        .hasValueSatisfying(found -> assertThat(found).contains(path + " is deleted"));
  }

  @ParameterizedTest
  @CsvSource({
    "FooTest.java,  @Disabled",
    "test_foo.py, @pytest.mark.skip(reason='x')",
    "foo_test.go, '	t.Skip(\"later\")'",
    "foo.test.js, 'it.skip(\"works\", () => {})'",
    "tests/foo.rs, #[ignore]",
    "src/foo.rs, #[ignore]",
    "FooTest.java, @DisabledOnOs(OS.LINUX)",
    "FooTest.java, 'Assumptions.assumeTrue(false);'",
    "test_foo.py, pytest.skip('later')",
    "test_foo.py, self.skipTest('later')",
    "foo.test.js, this.skip()"
  })
  void testsThatAreSwitchedOffAreNamed(String path, String line) {
    assertThat(WeakenedTests.in(List.of(), diff(path, "+" + line)))
        .hasValueSatisfying(found -> assertThat(found).contains(path + " switches tests off"));
  }

  @Test
  void testsThatAreTakenAwayAreCounted() {
    var diff =
        diff("test_foo.py", "-def test_one():\n-  pass\n-def test_two():\n+def test_three():");

    assertThat(WeakenedTests.in(List.of(), diff))
        .hasValueSatisfying(found -> assertThat(found).contains("test_foo.py has 1 tests fewer"));
  }

  @ParameterizedTest
  @CsvSource({
    "FooTest.java, 'assertThat(a).isEqualTo(1);'",
    "test_foo.py, assert a == 1",
    "foo_test.go, 't.Fatalf(\"%d\", a)'",
    "foo.test.js, expect(a).toBe(1)",
    "tests/foo.rs, 'assert_eq!(a, 1);'",
    "foo_spec.rb, a.should eq 1"
  })
  void assertionsThatAreTakenAwayAreCounted(String path, String line) {
    assertThat(WeakenedTests.in(List.of(), diff(path, "-  " + line + "\n+  run();")))
        .hasValueSatisfying(found -> assertThat(found).contains(path + " has 1 assertions fewer"));
  }

  @Test
  void testsBesideTheCodeThatTheyTestAreCountedToo() {
    var diff = diff("src/lib.rs", "-#[test]\n-fn adds() {\n-}");

    assertThat(WeakenedTests.in(List.of(), diff))
        .hasValueSatisfying(found -> assertThat(found).contains("src/lib.rs has 1 tests fewer"));
  }

  @Test
  void testsThatAreAddedMovedOrRenamedAreFine() {
    var diff = diff("FooTest.java", "-  @Test\n+  @Test\n+  @Test\n+  void b() {}");

    assertThat(WeakenedTests.in(List.of(), diff)).isEmpty();
    assertThat(WeakenedTests.in(List.of(), diff("src/Foo.java", "+  @Disabled"))).isEmpty();
    assertThat(WeakenedTests.in(List.of(new Change("src/latest.txt", Kind.DELETED, 0, false)), ""))
        .isEmpty();
  }

  private static String diff(String path, String lines) {
    return "diff --git a/%s b/%s\n--- a/%s\n+++ b/%s\n@@ -1 +1 @@\n%s\n"
        .formatted(path, path, path, path, lines);
  }
}
