package io.codedeveloper.cli.deploy;

import io.codedeveloper.cli.api.JsonView;

/// A resource that Terraform has made.
///
/// @param address of this one, as Terraform writes it
/// @param block the address of its declaration, which may have made several
/// @param isKept whether Terraform was told to leave it to people when it is taken down
record Made(String address, String block, Part part, boolean isKept) {
  /// @param resource of `terraform show -json`
  static Made of(JsonView resource) {
    var type = resource.text("type").orElse("");
    var block = type + "." + resource.text("name").orElse("");
    return new Made(
        resource.text("address").orElse(block), block, Part.of(type), isKept(type, resource));
  }

  private static boolean isKept(String type, JsonView resource) {
    var values = resource.view("values");
    return switch (type) {
      case "google_storage_bucket" -> !values.flag("force_destroy");
      case "google_firestore_database" ->
          values.text("deletion_policy").filter("ABANDON"::equals).isPresent();
      default -> false;
    };
  }
}
