package io.codedeveloper.cli.ops;

import io.codedeveloper.cli.api.JsonView;
import io.codedeveloper.cli.google.GoogleCloud;
import io.codedeveloper.cli.google.Policy;
import io.codedeveloper.cli.google.Policy.Binding;
import io.codedeveloper.cli.google.Policy.Grant;
import io.codedeveloper.cli.program.Questions.Pending;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Who may do what, against what Terraform gives.
final class AccessAudit {
  private static final String INVOKER = "roles/run.invoker";
  private static final String APPLY = "project-manager cloud deploy --env NAME";

  private final GoogleCloud google;
  private final Pending<Policy> project;
  private final Pending<Map<String, Policy>> services;
  private final Pending<Map<String, List<JsonView>>> keys;

  /// Asks everything.
  AccessAudit(AuditQuestions questions) {
    google = questions.google();
    project = questions.policy("projects", "get-iam-policy", google.project());
    services = questions.ask(AccessAudit::services);
    keys = questions.ask(AccessAudit::keys);
  }

  /// Keys that somebody made, by the account's address: of every account of the project.
  private static Map<String, List<JsonView>> keys(GoogleCloud google) {
    var found = new TreeMap<String, List<JsonView>>();
    for (var account : google.list("iam", "service-accounts", "list")) {
      var email = account.text("email").orElse("");
      if (!email.isEmpty()) {
        found.put(
            email,
            google.list(
                "iam",
                "service-accounts",
                "keys",
                "list",
                "--iam-account=" + email,
                "--managed-by=user"));
      }
    }
    return found;
  }

  private static Map<String, Policy> services(GoogleCloud google) {
    var found = new LinkedHashMap<String, Policy>();
    for (var service : google.list("run", "services", "list", region(google))) {
      var name = service.view("metadata").text("name").orElse("");
      if (!name.isEmpty()) {
        found.put(
            name,
            new Policy(google.one("run", "services", "get-iam-policy", name, region(google))));
      }
    }
    return found;
  }

  private static String region(GoogleCloud google) {
    return "--region=" + google.location();
  }

  /// Waits for the answers.
  List<Finding> findings() {
    return List.of(
        Finding.of("everybody", this::everybody),
        Finding.of("project", this::project),
        Finding.of("accounts", this::accounts),
        Finding.of("programs", this::programs),
        Finding.of("keys", this::keysOfAccounts),
        Finding.of("audit log", this::auditLog));
  }

  private Finding everybody() {
    var lacking = new TreeSet<>(DeclaredAccess.PUSHED);
    lacking.removeAll(services.get().keySet());
    if (!lacking.isEmpty()) {
      return Finding.wrong(
          "everybody",
          "%s: not among the %d services of %s: %s; is the installation elsewhere?"
              .formatted(
                  Severity.P2,
                  services.get().size(),
                  google.location(),
                  String.join(", ", lacking)),
          "project-manager cloud resources --env NAME");
    }
    var wrong = new TreeMap<String, Set<Grant>>();
    services.get().forEach((name, policy) -> wrong.put(name, undeclared(name, policy)));
    wrong.values().removeIf(Set::isEmpty);
    if (!wrong.isEmpty()) {
      return Finding.wrong(
          "everybody",
          Severity.P0 + ": may call what nobody declared that they may: " + named(wrong),
          wrong.entrySet().stream()
              .flatMap(one -> one.getValue().stream().map(grant -> closing(one.getKey(), grant)))
              .toArray(String[]::new));
    }
    var open =
        services.get().entrySet().stream()
            .filter(one -> !one.getValue().ofEverybody().isEmpty())
            .map(Map.Entry::getKey)
            .collect(Collectors.toCollection(TreeSet::new));
    return open.isEmpty()
        ? Finding.fine("everybody", "may call none of %d services".formatted(services.get().size()))
        : Finding.note(
            "everybody",
            "may call %d of %d services, which check tokens themselves: %s"
                .formatted(open.size(), services.get().size(), String.join(", ", open)));
  }

  /// Who may call a service, and should not: what is pushed to, only Pub/Sub's account calls.
  private Set<Grant> undeclared(String service, Policy policy) {
    if (DeclaredAccess.CALLED.contains(service)) {
      return Set.of();
    }
    var push = DeclaredAccess.member("push", google.project());
    var isPushed = DeclaredAccess.PUSHED.contains(service);
    return policy.grants().stream()
        .filter(one -> one.isToEverybody() || isPushed && one.role().equals(INVOKER))
        .filter(one -> !isPushed || !one.member().equals(push))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static String named(Map<String, Set<Grant>> wrong) {
    return wrong.entrySet().stream()
        .map(one ->
            "%s (%s)"
                .formatted(
                    one.getKey(),
                    one.getValue().stream().map(Grant::member).collect(Collectors.joining(", "))))
        .collect(Collectors.joining(", "));
  }

  private String closing(String service, Grant grant) {
    return google.line(
        "run",
        "services",
        "remove-iam-policy-binding",
        service,
        region(google),
        "--member=" + grant.member(),
        "--role=" + grant.role(),
        "--all");
  }

  private Finding project() {
    var everybody = project.get().ofEverybody();
    if (!everybody.isEmpty()) {
      return Finding.wrong(
          "project",
          Severity.P0 + ": everybody on the Internet has " + String.join(", ", everybody),
          google.line("projects", "get-iam-policy", google.project()));
    }
    var wide = new ProgramRights(project.get(), google.project()).tooWide();
    if (!wide.isEmpty()) {
      return Finding.wrong(
          "project",
          "%s: a program may do nearly everything: %s"
              .formatted(Severity.P2, String.join("; ", wide)),
          google.line("projects", "get-iam-policy", google.project()));
    }
    return Finding.fine(
        "project",
        "no program is owner or editor; owners: "
            + String.join(", ", project.get().members("roles/owner")));
  }

  /// What has rights on the project, and is of nothing that Terraform made.
  private Finding programs() {
    var others = new ProgramRights(project.get(), google.project()).others();
    return others.isEmpty()
        ? Finding.fine("programs", "no other than those and Google's own has rights on the project")
        : Finding.note(
            "programs",
            "others have rights on the project, which Terraform does not give: "
                + String.join("; ", others),
            google.line("projects", "get-iam-policy", google.project()));
  }

  private Finding accounts() {
    var problems = new ArrayList<String>();
    var extra = false;
    var all = new TreeMap<>(DeclaredAccess.PROJECT_ROLES);
    if (!roles(DeclaredAccess.DEPLOY).isEmpty()) {
      all.put(DeclaredAccess.DEPLOY, DeclaredAccess.DEPLOY_ROLES);
    }
    for (var account : all.entrySet()) {
      var declared = account.getValue();
      var live = roles(account.getKey());
      extra |= compare(account.getKey(), declared, live, problems);
    }
    problems.addAll(unconditional());
    if (problems.isEmpty()) {
      return Finding.fine(
          "accounts",
          "%d accounts have the rights that Terraform gives, and no other".formatted(all.size()));
    }
    return Finding.wrong(
        "accounts",
        "%s: %s".formatted(extra ? Severity.P1 : Severity.P2, String.join("; ", problems)),
        APPLY,
        google.line("projects", "get-iam-policy", google.project()));
  }

  private Set<String> roles(String account) {
    var member = DeclaredAccess.member(account, google.project());
    return project.get().bindings().stream()
        .filter(one -> one.members().contains(member))
        .map(one -> one.role().replaceFirst("^projects/[^/]+/roles/", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// @return whether there is a right that nobody declared
  private static boolean compare(
      String account, Set<String> declared, Set<String> live, List<String> problems) {
    var more = new TreeSet<>(live);
    more.removeAll(declared);
    var less = new TreeSet<>(declared);
    less.removeAll(live);
    if (!more.isEmpty()) {
      problems.add("%s has also %s".formatted(account, String.join(", ", more)));
    }
    if (!less.isEmpty()) {
      problems.add("%s lacks %s".formatted(account, String.join(", ", less)));
    }
    return !more.isEmpty();
  }

  private List<String> unconditional() {
    return project.get().bindings().stream()
        .filter(one -> DeclaredAccess.CONDITIONAL.contains(one.role()) && !one.conditional())
        .filter(this::isOurs)
        .map(one -> one.role() + " counts for the whole project, without its condition")
        .toList();
  }

  private boolean isOurs(Binding binding) {
    return binding.members().stream()
        .anyMatch(member -> DeclaredAccess.isOurs(member, google.project()));
  }

  private Finding keysOfAccounts() {
    var found = new ArrayList<String>();
    var next = new ArrayList<String>();
    keys.get()
        .forEach((email, all) -> {
          for (var key : all) {
            var name = key.text("name").orElse("");
            var id = name.substring(name.lastIndexOf('/') + 1);
            found.add(email + " has " + id);
            next.add(
                google.line(
                    "iam", "service-accounts", "keys", "delete", id, "--iam-account=" + email));
          }
        });
    return found.isEmpty()
        ? Finding.fine(
            "keys",
            "none of %d accounts has a key that could be carried away".formatted(keys.get().size()))
        : Finding.wrong(
            "keys",
            "%s: keys that could be carried away: %s"
                .formatted(Severity.P1, String.join(", ", found)),
            next.toArray(String[]::new));
  }

  /// Reading a secret is logged only where somebody asked for it.
  private Finding auditLog() {
    var logged =
        project.get().says().views("auditConfigs").stream()
            .filter(one ->
                one.text("service").filter("secretmanager.googleapis.com"::equals).isPresent())
            .anyMatch(one -> one.json().toString().contains("DATA_READ"));
    return logged
        ? Finding.fine("audit log", "has who read a secret")
        : Finding.wrong("audit log", Severity.P2 + ": nobody would know who read a secret", APPLY);
  }
}
