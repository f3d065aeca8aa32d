package io.codedeveloper.cli.ops;

import io.codedeveloper.cli.google.Execution;
import io.codedeveloper.cli.google.GoogleCloud;
import io.codedeveloper.cli.google.SecretVersion;
import io.codedeveloper.cli.terminal.Times;
import io.codedeveloper.platform.SecretSource.Name;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The end of a value that was replaced, and the way back to it.
record RotationEnd(GoogleCloud google, Name name) {
  /// Longer than any rotation takes.
  static final Duration FORGOTTEN = Duration.ofDays(2);

  /// Disables versions.
  List<Finding> disabled(List<SecretVersion> versions) {
    return versions.stream().map(this::disabled).toList();
  }

  /// What is to be known, and done, when nothing of what was before is enabled any more.
  ///
  /// @param newest the version that counts
  /// @param refused from when on what was signed before is refused, where that does not end by
  ///   itself
  List<Finding> afterwards(SecretVersion newest, Optional<Instant> refused, Instant now) {
    var findings = new ArrayList<Finding>();
    if (isIssuedElsewhere()) {
      findings.add(revoke(newest.created()));
    }
    refused.ifPresent(at ->
        findings.add(
            Finding.note(
                "tokens",
                "of the old one are refused from %s on, when the last function has forgotten it"
                    .formatted(Times.seconds(at.toString())))));
    if (isIssuedElsewhere() || name == Name.API_AUTH_SECRET) {
      findings.add(new Reminder(google, name).movedOn(newest.created(), now));
    }
    if (newest.created().isBefore(now.minus(FORGOTTEN))) {
      findings.add(
          Finding.note(
              "new version",
              "%d is of %s: this ended a rotation of then; the same command makes a new value now"
                  .formatted(newest.number(), Times.seconds(newest.created().toString())),
              "project-manager ops rotate-secret " + name));
    }
    return findings;
  }

  /// Whether it is somebody else's, who has to be told that the old one ends.
  private boolean isIssuedElsewhere() {
    return name == Name.ANTHROPIC_API_KEY || name == Name.GITHUB_TOKEN;
  }

  private Finding disabled(SecretVersion version) {
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
  /// That nobody can say which do undoes nothing of the rotation.
  ///
  /// @param since when the new one was added
  private Finding revoke(Instant since) {
    try {
      return revoke(holding(since));
    } catch (RuntimeException unreadable) {
      return Finding.note(
          "source",
          "revoke the old value where it came from when all that began before %s has ended; which executions have not could not be read (%s)"
              .formatted(Times.seconds(since.toString()), unreadable.getMessage()),
          google.line(
              "run",
              "jobs",
              "executions",
              "list",
              "--job=" + GoogleCloud.JOB,
              "--region=" + google.location()));
    }
  }

  private List<String> holding(Instant since) {
    return google.executions().stream()
        .filter(one -> one.state() == Execution.State.RUNNING)
        .filter(one -> one.created().isBefore(since))
        .map(Execution::name)
        .toList();
  }

  private static Finding revoke(List<String> holding) {
    return holding.isEmpty()
        ? Finding.note("source", "revoke the old value where it came from: nobody uses it now")
        : Finding.note(
            "source",
            "revoke the old value where it came from when %s, begun before, has ended"
                .formatted(String.join(", ", holding)),
            "project-manager cloud status");
  }
}
