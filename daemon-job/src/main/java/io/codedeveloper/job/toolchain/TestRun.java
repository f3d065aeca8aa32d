package io.codedeveloper.job.toolchain;

import io.codedeveloper.job.sandbox.CommandSandbox;
import io.codedeveloper.job.sandbox.CommandSandbox.CommandResult;
import io.codedeveloper.job.sandbox.CommandSandbox.Ending;
import io.codedeveloper.job.toolchain.output.TestOutput;
import io.codedeveloper.job.toolchain.output.Understood;
import io.codedeveloper.job.toolchain.output.XmlReports;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Runs a repository's tests offline and understands what they say.
public final class TestRun {
  /// A name may be printed anywhere in a long output.
  private static final int UNDERSTOOD_BYTES = 4 << 20;

  /// What people and the agent are shown of it, in characters; half of them from the end.
  private static final int SHOWN = 64 * 1024;

  private final CommandSandbox sandbox;

  public TestRun(CommandSandbox sandbox) {
    this.sandbox = sandbox;
  }

  /// @return empty when it was asked to stop before the tests had ended
  public Optional<TestReport> run(
      Toolchain.Found toolchain, Workplace workplace, Duration timeout, BooleanSupplier stop) {
    XmlReports reports = XmlReports.before(workplace.tree());
    CommandResult result =
        sandbox.run(workplace.request(toolchain.test(), timeout, UNDERSTOOD_BYTES, stop));
    if (result.ending() == Ending.STOPPED) {
      return Optional.empty();
    }
    // The runner's own files say it without doubt; what it prints is for people.
    Understood understood = reports.written().orElseGet(() -> TestOutput.read(result.output()));
    return Optional.of(
        new TestReport(
            toolchain.test(),
            result.succeeded(),
            result.exitCode(),
            understood.counts(),
            understood.failures(),
            shown(result, timeout)));
  }

  private static String shown(CommandResult result, Duration timeout) {
    String output = result.output();
    if (output.length() > SHOWN) {
      int half = SHOWN / 2;
      output =
          output.substring(0, half)
              + "\n[… "
              + (output.length() - SHOWN)
              + " characters left out …]\n"
              + output.substring(output.length() - half);
    }
    return result.ending() == Ending.TIMED_OUT
        ? output + "\n[ended: the tests took longer than " + Durations.words(timeout) + "]\n"
        : output;
  }
}
