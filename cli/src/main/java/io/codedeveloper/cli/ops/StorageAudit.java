package io.codedeveloper.cli.ops;

import io.codedeveloper.cli.api.JsonView;
import io.codedeveloper.cli.google.GoogleCloud;
import io.codedeveloper.cli.google.Policy;
import io.codedeveloper.cli.program.Questions.Pending;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Whether somebody else could read what is stored, or take audit logs away.
final class StorageAudit {
  private static final List<String> BUCKETS = List.of("files", "sources", "audit", "logs", "state");
  private static final String SINK = "code-developer-audit";
  private static final long A_YEAR = 365L * 86_400;
  private static final String APPLY = "project-manager cloud deploy --env NAME";

  private final GoogleCloud google;
  private final Map<String, Pending<JsonView>> buckets = new LinkedHashMap<>();
  private final Map<String, Pending<Policy>> policies = new LinkedHashMap<>();
  private final Pending<JsonView> sink;

  /// Asks everything.
  StorageAudit(AuditQuestions questions) {
    google = questions.google();
    for (var kind : BUCKETS) {
      buckets.put(
          kind,
          questions.ask(cloud -> cloud.one("storage", "buckets", "describe", url(kind), "--raw")));
      policies.put(kind, questions.policy("storage", "buckets", "get-iam-policy", url(kind)));
    }
    sink = questions.ask(cloud -> cloud.one("logging", "sinks", "describe", SINK));
  }

  private String url(String kind) {
    return "gs://%s-code-developer-%s".formatted(google.project(), kind);
  }

  /// Waits for the answers.
  List<Finding> findings() {
    var findings = new ArrayList<Finding>();
    BUCKETS.forEach(
        kind -> findings.add(Finding.of("bucket " + kind, () -> bucket("bucket " + kind, kind))));
    findings.add(Finding.of("audit sink", this::sink));
    return findings;
  }

  private Finding bucket(String subject, String kind) {
    var everybody = AuditQuestions.answer(policies, kind).ofEverybody();
    if (!everybody.isEmpty()) {
      return Finding.wrong(
          subject,
          Severity.P0 + ": everybody on the Internet has " + String.join(", ", everybody),
          google.line("storage", "buckets", "update", url(kind), "--public-access-prevention"));
    }
    var access = AuditQuestions.answer(buckets, kind).view("iamConfiguration");
    var prevented = access.text("publicAccessPrevention").filter("enforced"::equals).isPresent();
    var uniform = access.view("uniformBucketLevelAccess").flag("enabled");
    return prevented && uniform
        ? Finding.fine(subject, "cannot be made public")
        : Finding.wrong(
            subject,
            Severity.P2 + ": could be made public",
            google.line(
                "storage",
                "buckets",
                "update",
                url(kind),
                "--public-access-prevention",
                "--uniform-bucket-level-access"));
  }

  private Finding sink() {
    var says = sink.get();
    var destination = says.text("destination").orElse("");
    if (says.flag("disabled") || !destination.endsWith(url("audit").substring("gs://".length()))) {
      return Finding.wrong(
          "audit sink",
          "%s: audit logs do not go to %s".formatted(Severity.P1, url("audit")),
          APPLY);
    }
    var retention = AuditQuestions.answer(buckets, "audit").view("retentionPolicy");
    var period = retention.text("retentionPeriod").filter(one -> one.matches("[0-9]{1,12}"));
    if (period.map(Long::parseLong).filter(seconds -> seconds >= A_YEAR).isEmpty()) {
      return Finding.wrong(
          "audit sink", Severity.P2 + ": audit logs can be deleted within their year", APPLY);
    }
    return retention.flag("isLocked")
        ? Finding.fine("audit sink", "audit logs stay for a year, and nobody can delete them")
        : Finding.note(
            "audit sink",
            "audit logs stay for a year, and an owner could end that; lock_audit_logs = true forbids it");
  }
}
