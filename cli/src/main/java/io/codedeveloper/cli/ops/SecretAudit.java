package io.codedeveloper.cli.ops;

import io.codedeveloper.cli.google.GoogleCloud;
import io.codedeveloper.cli.google.Policy;
import io.codedeveloper.cli.google.SecretVersion;
import io.codedeveloper.cli.program.Questions.Pending;
import io.codedeveloper.cli.terminal.Amounts;
import io.codedeveloper.platform.SecretSource.Name;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// How old secrets are, how many values count, and who reads them.
final class SecretAudit {
  private static final Duration OLD = Duration.ofDays(90);

  private static final String ACCESSOR = "roles/secretmanager.secretAccessor";

  /// Whoever has one of them reads values, or lets somebody read them.
  private static final Set<String> READING =
      Set.of(ACCESSOR, "roles/secretmanager.admin", "roles/owner");

  /// As those on a secret; owners of the project are told elsewhere.
  private static final Set<String> READING_ALL = Set.of(ACCESSOR, "roles/secretmanager.admin");

  private final GoogleCloud google;
  private final Instant now;
  private final Map<Name, Pending<List<SecretVersion>>> versions = new EnumMap<>(Name.class);
  private final Map<Name, Pending<Policy>> policies = new EnumMap<>(Name.class);
  private final Pending<Policy> project;

  /// Asks everything.
  SecretAudit(AuditQuestions questions, Instant now) {
    this.google = questions.google();
    this.now = now;
    project = questions.policy("projects", "get-iam-policy", google.project());
    for (var name : Name.values()) {
      versions.put(name, questions.ask(cloud -> cloud.versions(name.name())));
      policies.put(name, questions.policy("secrets", "get-iam-policy", name.name()));
    }
  }

  /// Waits for the answers.
  List<Finding> findings(Report report) {
    var sheet = new Sheet("secrets", "secret", "enabled", "newest_at");
    var findings = new ArrayList<Finding>();
    for (var name : Name.values()) {
      findings.add(Finding.of(name.name(), () -> values(name, sheet)));
    }
    report.add(sheet);
    findings.add(Finding.of("readers", this::readers));
    return findings;
  }

  private Finding values(Name name, Sheet sheet) {
    var all = AuditQuestions.answer(versions, name);
    var enabled = all.stream().filter(SecretVersion::enabled).toList();
    var subject = name.name();
    var rotate = "project-manager ops rotate-secret " + name;
    sheet.row(subject, enabled.size(), enabled.isEmpty() ? "" : "" + enabled.getFirst().created());
    if (!KeyChecks.NEEDED.contains(name) && !isRead(all)) {
      return Finding.fine(subject, "is not used");
    }
    var disabled = KeyChecks.disabled(name, all, google);
    if (disabled.isPresent()) {
      return Finding.wrong(
          subject, Severity.P1 + ": " + disabled.get().text(), disabled.get().next());
    }
    if (enabled.isEmpty()) {
      return Finding.wrong(subject, Severity.P1 + ": has no value", rotate);
    }
    var newest = enabled.getFirst();
    var age = Duration.between(newest.created(), now);
    var text = "%s old".formatted(Amounts.counted(age.toDays(), "day"));
    if (newest.number() != all.getFirst().number()) {
      return Finding.wrong(
          subject,
          "%s: the newest version, %d, is disabled, and readers take no other; whoever did it may know why"
              .formatted(Severity.P1, all.getFirst().number()),
          rotate);
    }
    if (enabled.size() > 1 && age.compareTo(RotationEnd.FORGOTTEN) > 0) {
      return Finding.wrong(
          subject,
          "%s: %d values count, though the newest is %s: a rotation was not finished"
              .formatted(Severity.P2, enabled.size(), text),
          rotate);
    }
    if (age.compareTo(OLD) > 0 && KeyChecks.NEEDED.contains(name)) {
      return Finding.wrong(subject, "%s: is %s".formatted(Severity.P3, text), rotate);
    }
    return enabled.size() > 1
        ? Finding.note(subject, "is being replaced; the newest is " + text, rotate)
        : Finding.fine(subject, "one value counts, " + text);
  }

  /// Readers take the newest only; whoever disables it ends what the secret is for.
  private static boolean isRead(List<SecretVersion> all) {
    return all.stream().findFirst().filter(SecretVersion::enabled).isPresent();
  }

  private Finding readers() {
    var problems = new TreeSet<String>();
    var next = new ArrayList<String>();
    for (var role : READING_ALL.stream().sorted().toList()) {
      for (var member : project.get().members(role)) {
        problems.add("%s reads every secret (%s)".formatted(member, role));
        next.add(removing("projects", google.project(), member, role));
      }
    }
    for (var name : Name.values()) {
      var declared =
          DeclaredAccess.member(DeclaredAccess.READERS.getOrDefault(name, ""), google.project());
      for (var grant : AuditQuestions.answer(policies, name).grants()) {
        if (!grant.role().equals(ACCESSOR) || !grant.member().equals(declared)) {
          problems.add(
              READING.contains(grant.role())
                  ? grant.member() + " reads " + name
                  : "%s has %s on %s".formatted(grant.member(), grant.role(), name));
          next.add(removing("secrets", name.name(), grant.member(), grant.role()));
        }
      }
    }
    return problems.isEmpty()
        ? Finding.fine("readers", "only the accounts that Terraform lets read a secret")
        : Finding.wrong(
            "readers",
            Severity.P0 + ": nobody declared that " + String.join("; ", problems),
            next.toArray(String[]::new));
  }

  private String removing(String kind, String thing, String member, String role) {
    return google.line(
        kind, "remove-iam-policy-binding", thing, "--member=" + member, "--role=" + role, "--all");
  }
}
