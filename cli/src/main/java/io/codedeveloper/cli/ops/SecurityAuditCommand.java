package io.codedeveloper.cli.ops;

import io.codedeveloper.cli.OutputOptions;
import io.codedeveloper.cli.Surroundings;
import io.codedeveloper.functions.FunctionsConfiguration;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Compares who may do what with what was declared.
@Command(
    name = "security-audit",
    description = {
      "Looks who may do what, against what Terraform gives: what everybody may call, the rights of"
          + " each account, keys of accounts, who reads secrets, their age and how many values"
          + " count, buckets, audit logs, and whether the API takes a token that nobody signed."
          + " Changes nothing.",
      "Not compared: what people may do in the project, but own it or read secrets; rights on the job,"
          + " on topics and accounts, and on buckets, unless everybody has them.",
      "What is wrong begins with how urgent it is, from P0 to P3, as in the runbook."
    })
public final class SecurityAuditCommand implements Callable<Integer> {
  private static final Duration LONGEST = Duration.ofMinutes(4);

  private final Surroundings with;

  @Mixin private SiteOptions options = new SiteOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  public SecurityAuditCommand(Surroundings with) {
    this.with = with;
  }

  @Override
  public Integer call() {
    try (var site = options.open(with, LONGEST)) {
      var now = with.clock().instant();
      var questions = new AuditQuestions(site);
      site.neededGoogle();
      var report =
          Report.on(site, "security-audit", now)
              .whenWell("nothing that was compared differs from what was declared");
      var tokens =
          new TokenAudit(
              site,
              token -> options.openBearing(with, token),
              () -> options.token(with),
              FunctionsConfiguration.from(with.environment()),
              now);
      var access = new AccessAudit(questions);
      var secrets = new SecretAudit(questions, now);
      var storage = new StorageAudit(questions);
      report.addAll(access.findings());
      report.addAll(secrets.findings(report));
      report.addAll(storage.findings());
      report.add(tokens.finding());
      return report.show(with.console(), output.json());
    }
  }
}
