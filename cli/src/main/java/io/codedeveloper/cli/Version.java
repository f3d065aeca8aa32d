package io.codedeveloper.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/// Says which version this is, from the jar's manifest where there is one.
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    var version =
        Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
            .orElse("(built from source)");
    return new String[] {
      "project-manager " + version,
      "Java " + Runtime.version() + " on " + System.getProperty("os.name")
    };
  }
}
