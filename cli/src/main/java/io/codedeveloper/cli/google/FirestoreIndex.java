package io.codedeveloper.cli.google;

import io.codedeveloper.cli.api.JsonView;
import java.util.List;
import java.util.Locale;

/// A composite index.
///
/// @param name with project and database
/// @param collection that it is of
/// @param fields each with its order, as `terraform/firestore.tf` writes them
/// @param state `READY`, `CREATING` or `NEEDS_REPAIR`
public record FirestoreIndex(String name, String collection, List<String> fields, String state) {
  /// Firestore puts it at the end of every index; nobody declares it.
  private static final String OF_EVERY_INDEX = "__name__";

  /// @param says as `gcloud firestore indexes composite list` prints it
  static FirestoreIndex of(JsonView says) {
    var name = says.text("name").orElse("");
    var fields =
        says.views("fields").stream()
            .filter(field -> field.text("fieldPath").filter(OF_EVERY_INDEX::equals).isEmpty())
            .map(field ->
                "%s %s"
                    .formatted(
                        field.text("fieldPath").orElse(""),
                        field.text("order").orElse("").toLowerCase(Locale.ROOT)))
            .toList();
    return new FirestoreIndex(
        name,
        name.replaceFirst(".*/collectionGroups/([^/]+)/.*", "$1"),
        fields,
        says.text("state").orElse("?"));
  }

  /// What tells it from others in Terraform's state.
  public String title() {
    return "%s: %s".formatted(collection, String.join(", ", fields));
  }
}
