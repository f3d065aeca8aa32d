package io.codedeveloper.functions;

import io.codedeveloper.auth.Redactor;
import io.codedeveloper.functions.api.ControlPlane;
import io.codedeveloper.functions.http.Pipeline;
import io.codedeveloper.platform.LogStore;
import io.codedeveloper.platform.LogStore.Severity;
import io.codedeveloper.platform.SecretSource;
import io.codedeveloper.platform.TransientException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.util.Optional;

/// Writes what callers are not told to the log, without secrets.
///
/// The secrets are read when there is something to tell, not before: a function starts sooner.
record LoggedFaults(LogStore logs, Clock clock, SecretSource secrets) implements Pipeline.Faults {
  /// The project under which the functions log.
  static final String PROJECT = ControlPlane.LOG;

  @Override
  public void unavailable(TransientException why) {
    append(Severity.WARNING, String.valueOf(why.getMessage()));
  }

  @Override
  public void bug(Exception why) {
    var trace = new StringWriter();
    why.printStackTrace(new PrintWriter(trace, true));
    append(Severity.ERROR, trace.toString());
  }

  void refused(String why) {
    append(Severity.WARNING, why);
  }

  /// Knows every secret that this process may read; what it may not, it cannot tell.
  Redactor redactor() {
    return new Redactor(secrets.readable());
  }

  private void append(Severity severity, String message) {
    logs.append(
        new LogStore.Entry(
            clock.instant(), severity, PROJECT, Optional.empty(), redactor().redact(message)));
  }
}
