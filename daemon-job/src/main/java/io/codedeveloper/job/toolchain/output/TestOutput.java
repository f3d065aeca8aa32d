package io.codedeveloper.job.toolchain.output;

import java.util.List;
import java.util.Optional;

/// The results that test runners printed, whichever of the known ones they were.
public final class TestOutput {
  private static final List<Format> FORMATS =
      List.of(
          new SurefireFormat(),
          new JunitConsoleFormat(),
          new PytestFormat(),
          new UnittestFormat(),
          new TapFormat(),
          new NodeSpecFormat(),
          new MochaFormat(),
          new JestFormat(),
          new GoFormat(),
          new CargoFormat(),
          new AutomakeFormat());

  private TestOutput() {}

  /// Takes time linear in the length of the output; all runners that can be recognised count
  /// together.
  public static Understood read(String output) {
    List<String> lines = output.lines().map(String::stripTrailing).toList();
    return Understood.together(
        FORMATS.stream().map(format -> format.read(lines)).flatMap(Optional::stream).toList());
  }
}
