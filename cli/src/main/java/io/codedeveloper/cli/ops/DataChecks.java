package io.codedeveloper.cli.ops;

import com.google.gson.JsonArray;
import io.codedeveloper.cli.Surroundings;
import io.codedeveloper.cli.api.JsonView;
import io.codedeveloper.cli.google.DocumentCounts;
import io.codedeveloper.cli.google.Execution;
import io.codedeveloper.cli.google.Firestore;
import io.codedeveloper.cli.google.FirestoreIndex;
import io.codedeveloper.cli.google.GoogleCloud;
import io.codedeveloper.cli.google.Tick;
import io.codedeveloper.cli.program.Questions.Pending;
import io.codedeveloper.cli.terminal.Amounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What gathers in an installation with time: what should go by itself, and what somebody left.
final class DataChecks {
  /// Documents that go when they have expired, as `terraform/firestore-indexes.json` declares.
  static final Set<String> EXPIRING =
      Set.of("commands", "deadLetters", "iterations", "journal", "notifications");

  /// Indexes that queries need, as the same file declares them, each as Terraform's state calls it.
  static final Set<String> INDEXES =
      Set.of(
          "commands: open ascending, issuedAt ascending",
          "iterations: priority ascending, createdAt ascending",
          "iterations: state ascending, createdAt ascending",
          "iterations: unfinished ascending, createdAt ascending",
          "notifications: status ascending, createdAt descending");

  private final GoogleCloud google;
  private final String name;
  private final String words;
  private final DaemonProjects projects;
  private final ProjectData meant;
  private final Pending<List<Execution>> executions;
  private final Pending<List<Tick>> ticks;
  private final Pending<List<JsonView>> expiring;
  private final Pending<List<FirestoreIndex>> indexes;
  private final LeftOvers leftOvers;
  private final Pending<JsonView> files;
  private final Pending<Map<String, Long>> counts;

  /// Asks everything.
  ///
  /// @param name of the database
  /// @param words what a command is typed with to mean the same one
  DataChecks(
      Site site,
      DaemonProjects projects,
      GoogleCloud google,
      String name,
      String words,
      Surroundings with) {
    this.google = google;
    this.name = name;
    this.words = words;
    this.projects = projects;
    meant = ProjectData.of(projects.meant());
    executions = site.google(GoogleCloud::executions);
    ticks = site.google(GoogleCloud::ticks);
    expiring =
        site.google(
            cloud -> cloud.list("firestore", "fields", "ttls", "list", "--database=" + name));
    indexes = site.google(cloud -> new Firestore(cloud).indexes(name));
    leftOvers = new LeftOvers(site, google, name, again(" --repair"), with.clock().instant());
    files =
        site.google(cloud ->
            cloud.one(
                "storage",
                "buckets",
                "describe",
                "gs://%s-code-developer-files".formatted(cloud.project()),
                "--raw"));
    counts = site.google(cloud -> DocumentCounts.in(cloud, with).of(name, Optional.empty()));
  }

  /// Waits for the answers.
  ///
  /// @param repaired whether [#repairs] says the rest
  List<Finding> findings(Report report, boolean repaired) {
    var findings =
        new ArrayList<>(
            List.of(
                Finding.of("documents", () -> documents(report)),
                Finding.of("expiry", this::expiry),
                Finding.of("indexes", this::indexes)));
    findings.addAll(ofProjects());
    findings.add(Finding.of("old objects", this::oldObjects));
    findings.add(Finding.of("left over", () -> leftOvers.finding(repaired)));
    return findings;
  }

  private List<Finding> ofProjects() {
    var known = projects.known();
    var asked = known.others().stream().map(ProjectData::of).toList();
    var repair = again(" --repair");
    var findings = new ArrayList<>(meant.called(known.meant()).findings(executions, repair));
    findings.addAll(known.findings());
    asked.forEach(one -> findings.addAll(one.briefly(executions, repair)));
    return findings;
  }

  private Finding documents(Report report) {
    var all = counts.get();
    var sheet = new Sheet("documents", "collection", "documents");
    all.forEach(sheet::row);
    report.add(sheet);
    var sum = all.values().stream().mapToLong(Long::longValue).sum();
    return Finding.fine("documents", Amounts.counted(sum, "document") + " in '%s'".formatted(name));
  }

  private Finding expiry() {
    var active = new TreeSet<String>();
    var building = new TreeSet<String>();
    for (var field : expiring.get()) {
      var collection =
          field.text("name").orElse("").replaceFirst(".*/collectionGroups/([^/]+)/.*", "$1");
      var state = field.view("ttlConfig").text("state").orElse("");
      (state.equals("ACTIVE") ? active : building).add(collection);
    }
    var missing = new TreeSet<>(EXPIRING);
    missing.removeAll(active);
    missing.removeAll(building);
    if (!missing.isEmpty()) {
      return Finding.wrong(
          "expiry",
          "these documents never go: " + String.join(", ", missing),
          "project-manager cloud deploy --env NAME");
    }
    return building.isEmpty()
        ? Finding.fine("expiry", "expired documents go by themselves, within a day or so")
        : Finding.note("expiry", "is being set up for: " + String.join(", ", building));
  }

  private Finding indexes() {
    var all = indexes.get();
    var missing = new TreeSet<>(INDEXES);
    all.forEach(one -> missing.remove(one.title()));
    if (!missing.isEmpty()) {
      return Finding.wrong(
          "indexes",
          "are not there, so that queries fail: " + String.join("; ", missing),
          "project-manager cloud deploy --env NAME");
    }
    var broken =
        all.stream()
            .filter(one -> !one.state().equals("READY"))
            .map(one -> "%s of %s".formatted(one.state(), one.collection()))
            .toList();
    var repair = broken.stream().anyMatch(one -> one.startsWith("NEEDS_REPAIR"));
    var text = String.join(", ", broken);
    if (broken.isEmpty()) {
      return Finding.fine("indexes", "%d, all ready".formatted(all.size()));
    }
    return repair
        ? Finding.wrong("indexes", text, "project-manager cloud deploy --env NAME")
        : Finding.note("indexes", text);
  }

  /// Only what was replaced may go by its age, and logs: everything else lives.
  private Finding oldObjects() {
    var rules = files.get().view("lifecycle").views("rule");
    var deleting =
        rules.stream()
            .filter(one -> one.view("action").text("type").filter("Delete"::equals).isPresent())
            .map(one -> one.view("condition"))
            .toList();
    if (deleting.stream().anyMatch(DataChecks::touchesWhatLives)) {
      return Finding.wrong(
          "old objects",
          "a rule of the bucket deletes files that are in use, by their age",
          google.line(
              "storage",
              "buckets",
              "describe",
              "gs://%s-code-developer-files".formatted(google.project())),
          "project-manager cloud deploy --env NAME");
    }
    return deleting.size() < 2
        ? Finding.wrong(
            "old objects",
            "nothing deletes what was replaced, or logs: the bucket only grows",
            "project-manager cloud deploy --env NAME")
        : Finding.fine("old objects", "what was replaced, and logs, go by themselves");
  }

  private static boolean touchesWhatLives(JsonView condition) {
    var keys = condition.json().keySet();
    return !keys.contains("daysSinceNoncurrentTime")
        && !keys.contains("numNewerVersions")
        && !isOfLogs(condition);
  }

  private static boolean isOfLogs(JsonView condition) {
    return condition.json().get("matchesPrefix") instanceof JsonArray prefixes
        && !prefixes.isEmpty()
        && prefixes.asList().stream().allMatch(one -> one.getAsString().startsWith("logs/"));
  }

  /// Mends what can be mended without a loss: the sweep repairs documents, and databases that
  /// restore tests left go.
  List<Finding> repairs() {
    var done = new ArrayList<Finding>();
    done.add(Finding.of("sweep", this::swept));
    done.addAll(leftOvers.deleted());
    return done;
  }

  private Finding swept() {
    var sweeps = ticks.get().stream().filter(Tick::isSweep).map(Tick::name).toList();
    if (sweeps.isEmpty()) {
      return Finding.wrong(
          "sweep", "there is none that could repair", "project-manager cloud resources --env NAME");
    }
    for (var sweep : sweeps) {
      google.change("scheduler", "jobs", "run", sweep, "--location=" + google.location());
    }
    return Finding.note(
        "sweep",
        sweeps.stream().collect(Collectors.joining(", "))
            + " was told to come now: it gives leases back, and delivers again what was not",
        again(""));
  }

  private String again(String more) {
    return "project-manager ops data-maintenance" + more + words;
  }
}
