package io.codedeveloper.job.toolchain.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class TestOutputTest {
  @ParameterizedTest(name = "{0}")
  @MethodSource("outputs")
  void resultsAreUnderstood(String runner, String output, Counts counts, String... failures) {
    Understood understood = TestOutput.read(output);

    assertThat(understood.counts()).contains(counts);
    assertThat(understood.failures()).containsExactlyInAnyOrder(failures);
  }

  static Stream<Arguments> outputs() {
    return Stream.of(
        outputOf(
            "surefire 3, two modules",
            """
            [INFO] Running com.example.FooTest
            [ERROR] Tests run: 3, Failures: 1, Errors: 0, Skipped: 1, Time elapsed: 0.05 s <<< FAILURE! -- in com.example.FooTest
            [ERROR] com.example.FooTest.bad -- Time elapsed: 0.01 s <<< FAILURE!
            org.opentest4j.AssertionFailedError: expected: <1> but was: <2>
            [ERROR] com.example.FooTest.worse[2] -- Time elapsed: 0.01 s <<< ERROR!
            [INFO] Results:
            [ERROR] Failures:
            [ERROR]   FooTest.bad:12 expected: <1> but was: <2>
            [ERROR] Tests run: 4, Failures: 1, Errors: 1, Skipped: 1
            [INFO] Tests run: 2, Failures: 0, Errors: 0, Skipped: 0
            """,
            new Counts(3, 2, 1),
            "com.example.FooTest.bad",
            "com.example.FooTest.worse[2]"),
        outputOf(
            "surefire 2",
            """
            Tests run: 2, Failures: 1, Errors: 0, Skipped: 0, Time elapsed: 0.012 sec <<< FAILURE!
            bad(com.example.OldTest)  Time elapsed: 0.005 sec  <<< FAILURE!
            Results :
            Tests run: 2, Failures: 1, Errors: 0, Skipped: 0
            """,
            new Counts(1, 1, 0),
            "com.example.OldTest.bad"),
        outputOf(
            "JUnit console",
            """
            Failures (1):
              JUnit Jupiter:CalculatorTest:divides()
                MethodSource [className = 'CalculatorTest']
                => org.opentest4j.AssertionFailedError
            Test run finished after 64 ms
            [         2 containers found      ]
            [         5 tests found           ]
            [         1 tests skipped         ]
            [         4 tests started         ]
            [         0 tests aborted         ]
            [         3 tests successful      ]
            [         1 tests failed          ]
            """,
            new Counts(3, 1, 1),
            "CalculatorTest:divides()"),
        outputOf(
            "pytest",
            """
            =========================== short test summary info ============================
            FAILED test_a.py::T::test_bad - AssertionError: 1 != 2
            FAILED test_a.py::test_p[x y] - AssertionError: assert 'x y' == 1
            FAILED test_a.py::test_p[z - q] - AssertionError: assert 'z - q' == 1
            ERROR tests/test_b.py - ImportError: no - module
            ERROR    root:log.py:3 something was logged
            ============= 3 failed, 2 passed, 1 skipped, 1 warning, 1 error in 0.56s (0:00:01) =============
            """,
            new Counts(2, 4, 1),
            "test_a.py::T::test_bad",
            "test_a.py::test_p[x y]",
            "test_a.py::test_p[z - q]",
            "tests/test_b.py"),
        outputOf("quiet pytest", "...\n3 passed in 0.01s\n", new Counts(3, 0, 0)),
        outputOf("pytest without tests", "no tests ran in 0.00s\n", new Counts(0, 0, 0)),
        outputOf(
            "unittest",
            """
            ERROR: test_err (test_a.T.test_err)
            FAIL: test_sub (test_a.T.test_sub) (i=0)
            Ran 5 tests in 0.001s

            FAILED (failures=1, errors=1, skipped=1)
            """,
            new Counts(2, 2, 1),
            "test_err (test_a.T.test_err)",
            "test_sub (test_a.T.test_sub) (i=0)"),
        outputOf("good unittest", "Ran 2 tests in 0.001s\n\nOK\n", new Counts(2, 0, 0)),
        outputOf(
            "node, TAP",
            """
            TAP version 13
            # Subtest: outer
                # Subtest: good
                ok 1 - good
                # Subtest: bad one
                not ok 2 - bad one
                  ---
                  duration_ms: 0.87
                  ...
                # Subtest: later
                ok 3 - later # SKIP
                1..3
            not ok 1 - outer
            # Subtest: todo fails
            not ok 3 - todo fails # TODO
            1..3
            # tests 5
            # suites 1
            # pass 2
            # fail 1
            # cancelled 0
            # skipped 1
            # todo 1
            # duration_ms 96.2
            """,
            new Counts(2, 1, 2),
            "outer > bad one",
            "outer"),
        outputOf(
            "plain TAP",
            "1..4\nok 1 - one\nnot ok 2\nok 3 # skip no time\nnot ok 4 - two # three\n",
            new Counts(1, 2, 1),
            "2",
            "two"),
        outputOf(
            "node, for people",
            """
            ▶ outer
              ✔ good (0.575793ms)
              ✖ bad one (0.879563ms)
                AssertionError [ERR_ASSERTION]: 1 == 2
              ﹣ later (0.107719ms) # SKIP
            ✖ outer (2.547142ms)
            ✖ todo fails (6.796945ms) # TODO
            ℹ tests 5
            ℹ pass 2
            ℹ fail 1
            ℹ cancelled 0
            ℹ skipped 1
            ℹ todo 1

            ✖ failing tests:

            ✖ bad one (0.879563ms)
            """,
            new Counts(2, 1, 2),
            "outer > bad one",
            "outer"),
        outputOf(
            "mocha",
            """
              5 passing (10ms)
              1 pending
              2 failing

              1) Array
                   #indexOf()
                     should return -1:

                  AssertionError: expected 1
                  at Context.<anonymous> (test.js:7:14)

              2) "before all" hook:
                 Error: no
            """,
            new Counts(5, 2, 1),
            "Array > #indexOf() > should return -1",
            "\"before all\" hook"),
        outputOf(
            "jest",
            """
            FAIL ./sum.test.js
              ● sums › adds 1 + 2
                expect(received).toBe(expected)
              ● Test suite failed to run
            Tests:       1 failed, 1 skipped, 1 todo, 3 passed, 6 total
            """,
            new Counts(3, 1, 2),
            "sums › adds 1 + 2",
            "a test suite that failed to run"),
        outputOf(
            "vitest",
            """
             FAIL  test/basic.test.ts > suite > adds
             Test Files  1 failed (1)
                  Tests  1 failed | 3 passed (4)
            """,
            new Counts(3, 1, 0),
            "test/basic.test.ts > suite > adds"),
        outputOf(
            "go, verbose",
            """
            --- PASS: TestGood (0.00s)
            --- SKIP: TestLater (0.00s)
            --- FAIL: TestBad (0.00s)
                --- FAIL: TestBad/one (0.00s)
            FAIL
            FAIL\texample.com/a\t0.002s
            FAIL\texample.com/c [build failed]
            ok  \texample.com/b\t(cached)
            """,
            new Counts(1, 2, 1),
            "example.com/a.TestBad",
            "example.com/a.TestBad/one",
            "example.com/c"),
        outputOf(
            "cargo",
            """
            test tests::good ... ok
            test tests::bad ... FAILED
            test result: FAILED. 1 passed; 1 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s
            test result: ok. 2 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out
            """,
            new Counts(3, 1, 1),
            "tests::bad"),
        outputOf(
            "automake, two directories",
            """
            PASS: one
            FAIL: two
            # TOTAL: 3
            # PASS:  1
            # SKIP:  1
            # XFAIL: 0
            # FAIL:  1
            # XPASS: 0
            # ERROR: 0
            XPASS: odd
            # TOTAL: 2
            # PASS:  1
            # XPASS: 1
            """,
            new Counts(2, 2, 1),
            "two",
            "odd"));
  }

  @Test
  void severalRunnersBehindOneCommandCountTogether() {
    Understood understood =
        TestOutput.read("3 passed in 0.01s\nTests:  1 failed, 2 passed, 3 total\n");

    assertThat(understood.counts()).contains(new Counts(5, 1, 0));
  }

  @Test
  void quietGoNamesFailuresButCountsNothing() {
    Understood understood =
        TestOutput.read("--- FAIL: TestA (0.0s)\nFAIL\ta/b\t0.1s\nok  \ta/c\t0.1s\n");

    assertThat(understood.counts()).isEmpty();
    assertThat(understood.failures()).containsExactly("a/b.TestA");
  }

  @Test
  void otherOutputSaysNothing() {
    Understood understood =
        TestOutput.read(
            "gcc -c a.c in 3 s\n1 thing in 2s\nError: 5\nok\nFAIL\nRan\n1) x\n# 3\nTests:\n[ a tests ]\n");

    assertThat(understood.failures()).isEmpty();
    assertThat(understood.counts().map(Counts::failed))
        .isIn(java.util.Optional.empty(), java.util.Optional.of(0));
  }

  @Test
  void namesAndTheirNumberAreBounded() {
    StringBuilder output = new StringBuilder();
    for (int i = 0; i < 3000; i++) {
      output.append("test a").append(i).append("x".repeat(400)).append(" ... FAILED\n");
    }
    output.append("test result: FAILED. 0 passed; 99999999999 failed;\n");

    Understood understood = TestOutput.read(output.toString());

    assertThat(understood.failures()).hasSize(2000);
    assertThat(understood.failures()).allMatch(name -> name.length() == 300);
  }

  private static Arguments outputOf(
      String runner, String output, Counts counts, String... failures) {
    return Arguments.of(runner, output, counts, failures);
  }
}
