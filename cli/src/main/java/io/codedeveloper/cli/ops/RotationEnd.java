package io.codedeveloper.cli.ops;

import io.codedeveloper.cli.google.Execution;
import io.codedeveloper.cli.google.GoogleCloud;
import io.codedeveloper.cli.google.SecretVersion;
import io.codedeveloper.platform.SecretSource.Name;
import java.time.Instant;

/// The end of a value that was replaced, and the way back to it.
record RotationEnd(GoogleCloud google, Name name) {
  /// Disables a version.
  Finding disabled(SecretVersion version) {
    var number = "" + version.number();
    var words = new String[] {"secrets", "versions", "disable", number, "--secret=" + name};
    var enable = google.line("secrets", "versions", "enable", number, "--secret=" + name);
    var plan = new Act.Plan("old version", google.line(words), enable);
    return plan.carriedOut(
            () -> {
              google.change(words);
              return "%s is disabled; to bring it back, as readers take the newest: %s && %s"
                  .formatted(number, enable, addingAgain(version));
            })
        .finding();
  }

  /// The command that makes the value of a version that is enabled the newest again.
  String addingAgain(SecretVersion version) {
    return "%s | %s"
        .formatted(
            google.line("secrets", "versions", "access", "" + version.number(), "--secret=" + name),
            google.line("secrets", "versions", "add", name.name(), "--data-file=-"));
  }

  /// When the value may be revoked where it came from: executions that began before may hold it.
  ///
  /// @param since when the new one was added
  Finding revoke(Instant since) {
    var holding =
        google.executions().stream()
            .filter(one -> one.state() == Execution.State.RUNNING)
            .filter(one -> one.created().isBefore(since))
            .map(Execution::name)
            .toList();
    return holding.isEmpty()
        ? Finding.note("source", "revoke the old value where it came from: nobody uses it now")
        : Finding.note(
            "source",
            "revoke the old value where it came from when %s, begun before, has ended"
                .formatted(String.join(", ", holding)),
            "project-manager cloud status");
  }
}
