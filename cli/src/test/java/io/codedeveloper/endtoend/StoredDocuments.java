package io.codedeveloper.endtoend;

import io.codedeveloper.platform.CollectionPath;
import io.codedeveloper.platform.Document;
import io.codedeveloper.platform.DocumentStore;
import io.codedeveloper.platform.Query;
import io.codedeveloper.project.ProjectDocuments;
import io.codedeveloper.project.ProjectId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// All documents about a project, with other names for what differs between two runs of the same
/// work: ids, times, durations, objects of git. What is counted by the day is told without it
/// ([DayCounts]).
final class StoredDocuments {
  private static final Pattern OBJECT = Pattern.compile("\\b[0-9a-f]{7,64}\\b");
  private static final Pattern TIME =
      Pattern.compile("\\b20[0-9]{2}-[0-9]{2}(-[0-9]{2}(T[0-9:.]+Z)?|(?=$))");
  private static final Pattern DURATION =
      Pattern.compile("\\b[0-9]+(\\.[0-9]+)? ?(ms|s|seconds|min|minutes)\\b");

  /// Fields whose numbers are lengths of time.
  private static final Pattern TIMED =
      Pattern.compile("(?i).*(timings|seconds|millis|nanos|duration).*");

  /// What depends on who is first: a publication is noted unless its command has ended by then, and
  /// a sweep that comes between a start and its application corrects the schedule.
  private static final Set<String> RACING = Set.of("deliveries", "schedulesCorrected");

  private static final String DAY = "yyyy-mm-dd";

  private final DocumentStore store;
  private final Map<String, String> names = new LinkedHashMap<>();
  private final Map<String, String> documents = new TreeMap<>();

  private StoredDocuments(DocumentStore store) {
    this.store = store;
  }

  /// @param home what the paths in the documents begin with
  static Map<String, String> of(DocumentStore store, ProjectId project, String home) {
    return new StoredDocuments(store).read(project, home);
  }

  private Map<String, String> read(ProjectId id, String home) {
    var paths = new ProjectDocuments(id);
    names.put(home, "<home>");
    names.put(id.value(), "<project>");
    var found = new ArrayList<>(named("command", all(paths.commands(), "issuedAt")));
    var iterations = named("iteration", all(paths.iterations(), "createdAt"));
    found.addAll(iterations);
    var journals = new ArrayList<Document>();
    iterations.forEach(one -> {
      one.fields().text("execution").ifPresent(name -> names.put(name, "<execution>"));
      journals.addAll(all(paths.journal(one.path().id()), "number"));
    });
    found.addAll(journals);
    found.addAll(all(paths.priorities(), "key"));
    found.addAll(all(paths.notifications(), "createdAt"));
    found.addAll(all(paths.project().collection("pullRequests"), "number"));
    found.forEach(one -> tell(one.path().value(), one.fields().asMap()));
    var ledger = ledger(paths.ledger());
    ledger(new CollectionPath("ledger"));
    store
        .get(paths.project())
        .map(one -> DayCounts.borneOut(one.fields(), ledger, journals))
        .ifPresent(fields -> tell(paths.project().value(), fields.asMap()));
    return documents;
  }

  private void tell(String path, Map<String, @Nullable Object> fields) {
    documents.put(plain(path), String.valueOf(value("", fields)));
  }

  /// Tells the days and the months of a ledger, each together.
  private List<Document> ledger(CollectionPath path) {
    var all = all(path, "spentUsd");
    var byLength = all.stream().collect(Collectors.groupingBy(one -> one.path().id().length()));
    byLength.forEach((length, some) ->
        tell(
            path.value() + (length == DAY.length() ? "/<days>" : "/<months>"),
            DayCounts.together(some)));
    return all;
  }

  private List<Document> all(CollectionPath collection, String field) {
    return store.query(Query.of(collection, field).limit(1000)).items();
  }

  private List<Document> named(String kind, List<Document> documents) {
    for (var document : documents) {
      names.put(document.path().id(), "<%s %d>".formatted(kind, documents.indexOf(document) + 1));
    }
    return documents;
  }

  private String plain(String text) {
    var result = text;
    for (var name : names.entrySet()) {
      result = result.replace(name.getKey(), name.getValue());
    }
    result = TIME.matcher(result).replaceAll("<time>");
    result = DURATION.matcher(result).replaceAll("<duration>");
    return OBJECT.matcher(result).replaceAll("<object>");
  }

  /// Also for a map of nothing else.
  private static boolean isRacing(Map.Entry<?, ?> entry) {
    return RACING.contains(entry.getKey())
        || (entry.getValue() instanceof Map<?, ?> fields
            && !fields.isEmpty()
            && RACING.containsAll(fields.keySet()));
  }

  private @Nullable Object value(String field, @Nullable Object value) {
    return switch (value) {
      case null -> null;
      case String text -> plain(text);
      case Instant time -> "<time>";
      case Object length when TIMED.matcher(field).matches() -> "<duration>";
      case List<?> list -> list.stream().map(one -> value(field, one)).toList();
      case Map<?, ?> map ->
          map.entrySet().stream()
              .filter(entry -> !isRacing(entry))
              .collect(
                  Collectors.toMap(
                      entry -> plain(String.valueOf(entry.getKey())),
                      entry ->
                          String.valueOf(value(String.valueOf(entry.getKey()), entry.getValue())),
                      (one, other) -> one + other,
                      TreeMap::new));
      default -> value;
    };
  }
}
