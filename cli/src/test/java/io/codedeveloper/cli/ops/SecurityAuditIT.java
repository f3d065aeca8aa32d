package io.codedeveloper.cli.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.codedeveloper.cli.CommandRun;
import io.codedeveloper.cli.ExitCode;
import io.codedeveloper.cli.google.GoogleStandIn;
import io.codedeveloper.cli.google.IamApi;
import io.codedeveloper.cli.google.StorageApi;
import io.codedeveloper.platform.google.testing.SecretManagerServer;
import io.codedeveloper.platform.memory.ManualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who may do what, with the real `gcloud` and the functions as served.
final class SecurityAuditIT {
  private static final Path PERMISSIONS = Path.of("..", "terraform", "permissions.tf");

  @TempDir Path home;
  private final ManualClock clock = new ManualClock(Instant.now().minus(Duration.ofDays(120)));
  private final SecretManagerServer secrets = new SecretManagerServer(clock);
  private final IamApi iam = new IamApi();
  private final StorageApi storage = new StorageApi();
  private DaemonAtWork daemon;
  private GoogleStandIn google;

  /// Before anything that a test that is skipped would have to close.
  @BeforeAll
  static void assumeGcloud() {
    GoogleStandIn.assumeGcloud();
  }

  @BeforeEach
  void serve() throws IOException {
    daemon = new DaemonAtWork(home);
    google = new GoogleStandIn(home, secrets);
    google.serve(iam);
    google.serve(storage);
    iam.service("daemon-status", "allUsers");
    iam.service("dispatcher", DeclaredAccess.member("push", "acme"));
    iam.service("given-up", DeclaredAccess.member("push", "acme"));
    iam.account(DeclaredAccess.email("job", "acme"));
    iam.account(DeclaredAccess.email("deploy", "acme"));
    iam.sink("code-developer-audit", "storage.googleapis.com/acme-code-developer-audit");
    for (var kind : List.of("files", "sources", "audit", "logs", "state")) {
      storage.bucket("acme-code-developer-" + kind, true);
    }
    storage.property(
        "acme-code-developer-audit",
        "retentionPolicy",
        "{\"retentionPeriod\": \"31536000\", \"isLocked\": true}");
    project(declared());
  }

  @AfterEach
  void close() {
    daemon.close();
    google.close();
  }

  /// The bindings that Terraform makes.
  private static JsonArray declared() {
    var bindings = new JsonArray();
    DeclaredAccess.PROJECT_ROLES.forEach((account, roles) ->
        roles.forEach(role -> {
          var conditional = DeclaredAccess.CONDITIONAL.contains(role);
          var name = role.startsWith("roles/") ? role : "projects/acme/roles/" + role;
          bindings.add(binding(name, DeclaredAccess.member(account, "acme"), conditional));
        }));
    bindings.add(binding("roles/owner", "user:ada@example.com", false));
    return bindings;
  }

  private static JsonObject binding(String role, String member, boolean conditional) {
    var condition = conditional ? ", \"condition\": {\"title\": \"t\", \"expression\": \"e\"}" : "";
    return JsonParser.parseString(
            "{\"role\": \"%s\", \"members\": [\"%s\"]%s}".formatted(role, member, condition))
        .getAsJsonObject();
  }

  private void project(JsonArray bindings) {
    iam.policy(
        "projects/acme",
        """
        {"version": 3, "bindings": %s, "auditConfigs": [
          {"service": "secretmanager.googleapis.com", "auditLogConfigs": [{"logType": "DATA_READ"}]}]}
        """
            .formatted(bindings));
  }

  private void secret(String name, int versions, Duration ago) {
    clock.advance(Duration.between(clock.instant(), Instant.now().minus(ago)));
    for (var i = 0; i < versions; i++) {
      secrets.add("acme", name, "a value");
    }
  }

  private CommandRun audit(String... more) throws IOException {
    var words = new String[more.length + 3];
    words[0] = "security-audit";
    words[1] = "--within";
    words[2] = "600";
    System.arraycopy(more, 0, words, 3, more.length);
    return daemon.ops(google.variables(), words);
  }

  @Test
  void installationAsItWasDeclaredIsWell() throws IOException {
    for (var name : List.of("ANTHROPIC_API_KEY", "API_AUTH_SECRET", "GITHUB_TOKEN")) {
      secret(name, 1, Duration.ofDays(9));
    }
    iam.policy(
        "projects/acme/secrets/GITHUB_TOKEN",
        "{\"bindings\": [%s]}"
            .formatted(
                binding(
                    "roles/secretmanager.secretAccessor",
                    DeclaredAccess.member("job", "acme"),
                    false)));

    var run = audit();

    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(ExitCode.DONE);
    assertThat(run.out())
        .contains("may call 1 of 3 services, which check tokens themselves: daemon-status")
        .contains("owners: user:ada@example.com", "7 accounts have the rights")
        .contains(
            "one value counts, 9 days old", "none of 2 accounts has a key", "has who read a secret")
        .contains("audit logs stay for a year, and nobody can delete them")
        .contains("yours is taken; unsigned and forged ones are refused")
        .contains("nothing that was compared differs from what was declared");
    assertThat(google.changes()).isEmpty();
  }

  @Test
  void whatDiffersIsNamedWithItsUrgencyAndTheCommand() throws IOException {
    iam.service("dispatcher", "allUsers");
    var bindings = declared();
    bindings.add(
        binding("roles/editor", "serviceAccount:1-compute@developer.gserviceaccount.com", false));
    bindings.add(binding("roles/secretmanager.admin", DeclaredAccess.member("job", "acme"), false));
    iam.policy("projects/acme", "{\"bindings\": %s}".formatted(bindings));
    iam.service("of-somebody", "allUsers");
    iam.key(DeclaredAccess.email("deploy", "acme"), "k1");
    iam.sink("code-developer-audit", "storage.googleapis.com/elsewhere");
    storage.bindings(
        "acme-code-developer-files",
        "[{\"role\": \"roles/storage.objectViewer\", \"members\": [\"allUsers\"]}]");
    storage.property(
        "acme-code-developer-logs",
        "iamConfiguration",
        "{\"publicAccessPrevention\": \"inherited\"}");
    secret("ANTHROPIC_API_KEY", 1, Duration.ofDays(100));
    secret("API_AUTH_SECRET", 2, Duration.ofDays(20));
    iam.policy(
        "projects/acme/secrets/GITHUB_TOKEN",
        "{\"bindings\": [%s]}"
            .formatted(
                binding("roles/secretmanager.secretAccessor", "user:eve@example.com", false)));

    var run = audit("--json");

    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(ExitCode.USER_MUST_ACT);
    var json = JsonParser.parseString(run.out()).getAsJsonObject();
    assertThat(json.get("findings").toString())
        .contains(
            "P0: may call what nobody declared that they may: dispatcher (allUsers), of-somebody")
        .contains("gcloud run services remove-iam-policy-binding dispatcher")
        .contains("1-compute@developer.gserviceaccount.com has roles/editor")
        .contains("P1: job has also roles/secretmanager.admin")
        .contains(
            "P1: keys that could be carried away: code-developer-deploy@acme.iam.gserviceaccount.com has k1")
        .contains("P2: nobody would know who read a secret")
        .contains("P3: is 100 days old")
        .contains("P2: 2 values count, though the newest is 20 days old")
        .contains("P1: has no value")
        .contains("P0: nobody declared that ")
        .contains("user:eve@example.com reads GITHUB_TOKEN")
        .contains("reads every secret (roles/secretmanager.admin)")
        .contains("gcloud projects remove-iam-policy-binding acme --member=serviceAccount:")
        .contains("--role=roles/secretmanager.admin --all --project=acme")
        .contains("P0: everybody on the Internet has roles/storage.objectViewer")
        .contains("P2: could be made public")
        .contains("P1: audit logs do not go to gs://acme-code-developer-audit");
    assertThat(google.changes()).isEmpty();
  }

  @Test
  void rightsOfEveryProgramAreLookedAt() throws IOException {
    var deploy = DeclaredAccess.member(DeclaredAccess.DEPLOY, "acme");
    var foreign = "serviceAccount:sync@elsewhere.iam.gserviceaccount.com";
    var agent = "serviceAccount:service-7@serverless-robot-prod.iam.gserviceaccount.com";
    var bindings = declared();
    DeclaredAccess.DEPLOY_ROLES.forEach(role -> bindings.add(deploying(role, deploy)));
    bindings.add(binding("roles/run.serviceAgent", agent, false));
    project(bindings);
    assertThat(audit().out())
        .contains("8 accounts have the rights")
        .contains("no other than those and Google's own has rights on the project");

    bindings.add(binding("roles/datastore.owner", deploy, false));
    bindings.add(binding("roles/resourcemanager.projectIamAdmin", deploy, false));
    bindings.add(binding("roles/storage.admin", foreign, false));
    bindings.add(binding("roles/storage.admin", agent.replace("serverless-robot", "x"), false));
    bindings.add(binding("roles/editor", "principalSet://iam.googleapis.com/pool/*", false));
    bindings.add(
        binding("roles/editor", "serviceAccount:12@cloudservices.gserviceaccount.com", false));
    project(bindings);

    assertThat(audit().out())
        .contains("P1: deploy has also roles/datastore.owner")
        .contains(
            "roles/resourcemanager.projectIamAdmin counts for the whole project, without its condition")
        .contains(
            "service-7@x-prod.iam.gserviceaccount.com has roles/storage.admin; sync@elsewhere")
        .contains(
            "a program may do nearly everything: principalSet://iam.googleapis.com/pool/* has roles/editor")
        .doesNotContain("cloudservices");
  }

  private static JsonObject deploying(String role, String member) {
    var name = role.startsWith("roles/") ? role : "projects/acme/roles/" + role;
    return binding(name, member, DeclaredAccess.CONDITIONAL.contains(role));
  }

  @Test
  void rightsOfWorkflowsAreThoseOfTerraform() throws IOException {
    var text = Files.readString(Path.of("..", "terraform", "github.tf"));
    var listed = text.replaceFirst("(?s).*?deploy_roles = toset\\(\\[(.*?)\\]\\).*", "$1");
    var roles = new TreeSet<String>();
    Pattern.compile("\"(roles/[^\"]+)\"")
        .matcher(listed)
        .results()
        .map(one -> one.group(1))
        .forEach(roles::add);
    assertThat(listed).contains("local.deployer,");
    assertThat(text)
        .contains("deployer = \"projects/${var.project_id}/roles/codeDeveloperDeployer\"");
    roles.add("codeDeveloperDeployer");
    var conditional = Pattern.compile("role += \"(roles/[^\"]+)\"\\s+member[^}]*?condition \\{");
    conditional
        .matcher(text)
        .results()
        .map(one -> one.group(1))
        .forEach(role -> {
          roles.add(role);
          assertThat(DeclaredAccess.CONDITIONAL).contains(role);
        });
    assertThat(DeclaredAccess.DEPLOY_ROLES).isEqualTo(roles);
  }

  /// Whoever disabled the newest may have known why: an old command for it would bring it back.
  @Test
  void secretWhoseNewestVersionIsDisabledIsReplaced() throws IOException {
    secret("API_AUTH_SECRET", 2, Duration.ofDays(20));
    secrets.disable("acme", "API_AUTH_SECRET", 2);

    var run = audit();

    assertThat(run.out())
        .containsPattern(
            "the newest version, 2, is disabled[^\\n]*\\n +next: project-manager ops rotate-secret API_AUTH_SECRET\\n")
        .doesNotContain("versions enable");
  }

  /// As after an emergency stop.
  @Test
  void secretOfWhichAllIsDisabledIsEnabledAgain() throws IOException {
    secret("GITHUB_TOKEN", 2, Duration.ofDays(20));
    secrets.disable("acme", "GITHUB_TOKEN", 1);
    secrets.disable("acme", "GITHUB_TOKEN", 2);

    assertThat(audit().out())
        .containsPattern(
            "GITHUB_TOKEN +P1: is disabled, all 2 versions of it[^\\n]*\\n +next: gcloud secrets versions enable 2 --secret=GITHUB_TOKEN --project=acme\\n")
        .doesNotContain("rotate-secret GITHUB_TOKEN");
  }

  /// As the page of notifications says how to end them.
  @Test
  void addressesThatAreSwitchedOffAreNotUsed() throws IOException {
    secret("NOTIFICATION_SLACK_URL", 1, Duration.ofDays(20));
    secrets.disable("acme", "NOTIFICATION_SLACK_URL", 1);
    secret("NOTIFICATION_WEBHOOK_URL", 2, Duration.ofDays(20));
    secrets.disable("acme", "NOTIFICATION_WEBHOOK_URL", 2);

    assertThat(audit().out())
        .containsPattern("fine +NOTIFICATION_SLACK_URL +is not used")
        .containsPattern("fine +NOTIFICATION_WEBHOOK_URL +is not used");
  }

  /// A region without the installation looks as one in which nobody may call anything.
  @Test
  void servicesThatAreNotThereAreNotWell() throws IOException {
    var variables = new HashMap<>(google.variables());
    variables.put("GCP_LOCATION", "europe-west9");
    iam.forgetServices();

    var run = daemon.ops(variables, "security-audit", "--within", "600");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(run.out())
        .contains("P2: not among the 0 services of europe-west9: dispatcher, given-up");
  }

  @Test
  void servicesThatAreComparedAreThoseOfTerraform() throws IOException {
    var declared =
        JsonParser.parseString(Files.readString(Path.of("..", "terraform", "functions.json")))
            .getAsJsonObject();
    var called = new TreeSet<String>();
    var pushed = new TreeSet<String>();
    declared
        .asMap()
        .forEach((name, one) -> {
          var by = one.getAsJsonObject().get("called").getAsString();
          (by.equals("pushed") ? pushed : called).add(name);
        });
    assertThat(DeclaredAccess.CALLED).isEqualTo(called);
    assertThat(DeclaredAccess.PUSHED).isEqualTo(pushed);
  }

  @Test
  void whateverLetsEverybodyCallIsTakenAway() throws IOException {
    iam.service("dispatcher", "allAuthenticatedUsers");

    var run = audit();

    assertThat(run.out())
        .contains(
            "next: gcloud run services remove-iam-policy-binding dispatcher --region=europe-west1 --member=allAuthenticatedUsers --role=roles/run.invoker --all --project=acme\n");
  }

  /// An API that is down refuses nothing.
  @Test
  void answerThatIsNoRefusalSaysNothingOfTokens() throws IOException {
    daemon.served().stopServing();

    var run = audit("--json");

    assertThat(run.out()).doesNotContain("unsigned and forged ones are refused");
  }

  @Test
  void rightsThatAreComparedAreThoseOfTerraform() throws IOException {
    var text = Files.readString(PERMISSIONS);
    var roles = new TreeMap<String, TreeSet<String>>();
    DeclaredAccess.PROJECT_ROLES.keySet().forEach(one -> roles.put(one, new TreeSet<>()));
    var own =
        Map.of(
            "local.schedule_editor", "codeDeveloperScheduleEditor",
            "local.schedule_keeper", "codeDeveloperScheduleKeeper",
            "local.log_reader", "codeDeveloperLogReader");
    var grant =
        Pattern.compile("account = \"(\\w+)\", role = (\\S+), condition = (\\S+) }").matcher(text);
    while (grant.find()) {
      var role = grant.group(2).replace("\"", "");
      roles.get(grant.group(1)).add(own.getOrDefault(role, role));
      assertThat(!grant.group(3).equals("null"))
          .as(role)
          .isEqualTo(DeclaredAccess.CONDITIONAL.contains(role));
    }
    assertThat(DeclaredAccess.PROJECT_ROLES).isEqualTo(roles);

    var readers = new TreeMap<String, String>();
    var reader = Pattern.compile("account = \"(\\w+)\", secret = \"(\\w+)\"").matcher(text);
    while (reader.find()) {
      readers.put(reader.group(2), reader.group(1));
    }
    var compared = new TreeMap<String, String>();
    DeclaredAccess.READERS.forEach((name, account) -> compared.put(name.name(), account));
    assertThat(compared).isEqualTo(readers);
  }
}
