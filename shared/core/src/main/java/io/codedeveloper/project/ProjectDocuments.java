package io.codedeveloper.project;

import io.codedeveloper.platform.CollectionPath;
import io.codedeveloper.platform.DocumentPath;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Locale;

/// The one place that names the paths of a project's documents.
public record ProjectDocuments(ProjectId id) {
  /// All projects.
  public static final CollectionPath ALL = new CollectionPath("projects");

  /// The project's own document.
  public DocumentPath project() {
    return ALL.document(id.value());
  }

  public CollectionPath commands() {
    return project().collection("commands");
  }

  public DocumentPath command(String command) {
    return commands().document(command);
  }

  public CollectionPath iterations() {
    return project().collection("iterations");
  }

  public DocumentPath iteration(String iteration) {
    return iterations().document(iteration);
  }

  public CollectionPath journal(String iteration) {
    return iteration(iteration).collection("journal");
  }

  /// @param number from 1; padded with zeros so that ids sort as numbers do
  public DocumentPath journalEntry(String iteration, long number) {
    return journal(iteration).document(String.format(Locale.ROOT, "%06d", number));
  }

  public CollectionPath priorities() {
    return project().collection("priorities");
  }

  /// @param key any text; what no document id may hold is percent-encoded
  public DocumentPath priority(String key) {
    return priorities().document(encoded(key));
  }

  public CollectionPath notifications() {
    return project().collection("notifications");
  }

  public DocumentPath notification(String notification) {
    return notifications().document(notification);
  }

  public CollectionPath ledger() {
    return project().collection("ledger");
  }

  /// What a day cost, `ledger/2026-11-21`.
  public DocumentPath ledger(LocalDate day) {
    return ledger().document(day.toString());
  }

  /// What a month cost, `ledger/2026-11`.
  public DocumentPath ledger(YearMonth month) {
    return ledger().document(month.toString());
  }

  private static String encoded(String key) {
    var plain = key.replace("%", "%25").replace("/", "%2F");
    return plain.startsWith(".") || plain.startsWith("__")
        ? "%" + Integer.toHexString(plain.charAt(0)).toUpperCase(Locale.ROOT) + plain.substring(1)
        : plain;
  }
}
