package io.codedeveloper.cli.google;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import io.codedeveloper.cli.api.JsonView;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Who may do what with a resource.
///
/// @param says as `gcloud … get-iam-policy` prints it
public record Policy(JsonView says) {
  private static final Set<String> EVERYBODY = Set.of("allUsers", "allAuthenticatedUsers");

  /// A role, and who has it.
  ///
  /// @param conditional whether it counts for a part only
  public record Binding(String role, Set<String> members, boolean conditional) {}

  public List<Binding> bindings() {
    return says.views("bindings").stream().map(Policy::binding).toList();
  }

  private static Binding binding(JsonView says) {
    var members = new TreeSet<String>();
    if (says.json().get("members") instanceof JsonArray all) {
      all.asList().stream().map(JsonElement::getAsString).forEach(members::add);
    }
    return new Binding(says.text("role").orElse(""), members, says.json().has("condition"));
  }

  /// The roles that everybody on the Internet has.
  public Set<String> ofEverybody() {
    var roles = new TreeSet<String>();
    for (var binding : bindings()) {
      if (binding.members().stream().anyMatch(EVERYBODY::contains)) {
        roles.add(binding.role());
      }
    }
    return roles;
  }

  /// A role that one member has.
  public record Grant(String role, String member) {
    public boolean isToEverybody() {
      return EVERYBODY.contains(member);
    }
  }

  /// Every role with everybody who has it.
  public List<Grant> grants() {
    return bindings().stream()
        .flatMap(one -> one.members().stream().map(member -> new Grant(one.role(), member)))
        .distinct()
        .toList();
  }

  /// Who has a role.
  public Set<String> members(String role) {
    var members = new TreeSet<String>();
    bindings().stream()
        .filter(one -> one.role().equals(role))
        .forEach(one -> members.addAll(one.members()));
    return members;
  }
}
