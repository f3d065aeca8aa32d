package io.codedeveloper.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.docs.MarkdownPage;
import io.codedeveloper.platform.CollectionPath;
import io.codedeveloper.platform.Document;
import io.codedeveloper.platform.Query;
import io.codedeveloper.project.ProjectDocuments;
import io.codedeveloper.reliability.matrix.FaultMatrix;
import io.codedeveloper.simulation.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/// The fields that people read about are those that the daemon writes, in worlds full of faults.
@TestInstance(Lifecycle.PER_CLASS)
final class DocumentsPageTest {
  private static final int SEEDS = 12;
  private static final int JOURNALS = 3;
  private static final int LOOKS = 10;
  private static final long HOUR = 3_600_000_000L;
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-zA-Z]+)` \\|");
  private static final Pattern CODE = Pattern.compile("`([a-zA-Z]+)`");

  private final Map<String, Set<String>> seen = new TreeMap<>();
  private final String page = MarkdownPage.of(Path.of("docs/reference/documents.md")).text();

  @BeforeAll
  void watchTheDaemon() {
    for (var seed = 1; seed <= SEEDS; seed++) {
      var world = new World(seed, null);
      try {
        world.begin();
        for (var look = 1; look <= LOOKS; look++) {
          world.scheduler.runUntil(look * HOUR);
          look(world);
        }
      } finally {
        world.close();
      }
    }
  }

  private void look(World world) {
    var documents = new ProjectDocuments(World.PROJECT);
    see(world, "projects", ProjectDocuments.ALL, "repository");
    see(world, "commands", documents.commands(), "issuedAt");
    see(world, "priorities", documents.priorities(), "key");
    see(world, "notifications", documents.notifications(), "createdAt");
    see(world, "ledger", documents.ledger(), "date");
    see(world, "deadLetters", new CollectionPath("deadLetters"), "at");
    see(world, "repositories", new CollectionPath("repositories"), "project");
    var iterations = see(world, "iterations", documents.iterations(), "createdAt");
    iterations.stream()
        .limit(JOURNALS)
        .forEach(id -> see(world, "journal", documents.journal(id), "number"));
  }

  /// The ids of what is there now.
  private Set<String> see(World world, String kind, CollectionPath collection, String order) {
    var found = world.documents.query(Query.of(collection, order).limit(1000)).items();
    var fields = seen.computeIfAbsent(kind, none -> new TreeSet<>());
    found.forEach(document -> fields.addAll(document.fields().asMap().keySet()));
    return found.stream().map(Document::id).collect(Collectors.toSet());
  }

  @Test
  void everyFieldThatIsWrittenIsOnThePage() {
    assertThat(seen).hasSize(9);
    assertThat(seen.get("iterations")).hasSizeGreaterThan(20);
    var untold = new TreeSet<String>();
    seen.forEach((kind, fields) ->
        fields.stream()
            .filter(field -> !told(kind).contains(field))
            .forEach(field -> untold.add(kind + ": " + field)));
    assertThat(untold).as("documents.md does not tell of these fields").isEmpty();
  }

  @Test
  void everyFieldOfThePageIsNamedInTheCode() throws IOException {
    var named = namedInTheCode();
    for (var row : ROW.matcher(page).results().toList()) {
      assertThat(named).as("a field that documents.md tells of").contains(row.group(1));
    }
  }

  /// What the page says about one kind of document.
  private Set<String> told(String kind) {
    return switch (kind) {
      case "journal" -> codes(lineWith("Each has a collection `journal`"));
      case "deadLetters", "repositories" -> codes(lineWith("`" + kind + "/{"));
      default ->
          rows(section(kind.equals("projects") ? "projects/{project}\n" : "/" + kind + "/{"));
    };
  }

  private String lineWith(String words) {
    return page.lines().filter(line -> line.contains(words)).findFirst().orElseThrow();
  }

  private String section(String heading) {
    for (var section : page.split("(?m)^## ")) {
      if ((section.lines().findFirst().orElse("") + "\n").contains(heading)) {
        return section;
      }
    }
    throw new IllegalArgumentException("documents.md has no section of " + heading);
  }

  private static Set<String> rows(String section) {
    return ROW.matcher(section).results().map(row -> row.group(1)).collect(Collectors.toSet());
  }

  private static Set<String> codes(String line) {
    return CODE.matcher(line).results().map(code -> code.group(1)).collect(Collectors.toSet());
  }

  private static Set<String> namedInTheCode() throws IOException {
    var names = new HashSet<String>();
    var literal = Pattern.compile("\"([a-zA-Z]+)\"");
    try (var files = Files.walk(FaultMatrix.checkout())) {
      for (var file : files.filter(DocumentsPageTest::isOfTheProduct).toList()) {
        literal.matcher(Files.readString(file)).results().forEach(word -> names.add(word.group(1)));
      }
    }
    return names;
  }

  private static boolean isOfTheProduct(Path file) {
    return file.toString().endsWith(".java") && file.toString().contains("/src/main/java/");
  }
}
