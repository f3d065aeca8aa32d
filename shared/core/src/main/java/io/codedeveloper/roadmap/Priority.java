package io.codedeveloper.roadmap;

import java.util.List;

/// One priority of a roadmap.
///
/// @param id as the file spells it; missing where the file gives none
/// @param key names this priority in documents: its id, or id@text-hash where the id is missing or
///   stands twice
/// @param title without emphasis and status
/// @param statusText what the file says about the status, empty when it says nothing
/// @param line of its heading or checkbox, counted from 1
/// @param needs what must be done before
/// @param sectionText the whole section with its heading, as it stands in the file
/// @param textHash of the section without its status, so that it survives a change of status
public record Priority(
    PriorityId id,
    String key,
    String title,
    PriorityStatus status,
    String statusText,
    int line,
    Needs needs,
    String sectionText,
    String textHash) {

  /// What a priority waits for.
  ///
  /// @param dependsOn ids that must be complete
  /// @param blockedBy what stands after "blocked by": ids, or words that only a person can judge
  /// @param parts the checkboxes inside this one that are priorities themselves and come first
  /// @param allOthers true when everything else comes first
  /// @param optional true when the list marks it as one to skip (`- [ ]* 1.2`)
  public record Needs(
      List<PriorityId> dependsOn,
      List<String> blockedBy,
      List<PriorityId> parts,
      boolean allOthers,
      boolean optional) {
    /// Nothing to wait for.
    public static final Needs NONE = new Needs(List.of(), List.of(), List.of(), false, false);

    public Needs {
      dependsOn = List.copyOf(dependsOn);
      blockedBy = List.copyOf(blockedBy);
      parts = List.copyOf(parts);
    }
  }

  /// The ids that must be complete before this priority.
  public List<PriorityId> dependsOn() {
    return needs.dependsOn();
  }

  /// What stands after "blocked by": ids, or words that only a person can judge.
  public List<String> blockedBy() {
    return needs.blockedBy();
  }

  /// How to call it in a message: its id, else its title.
  public String name() {
    return id.isMissing() ? "“" + title + "”" : id.text();
  }
}
