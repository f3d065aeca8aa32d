package io.codedeveloper.cli.deploy;

import io.codedeveloper.platform.UserErrorException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The releases that a rollback from this checkout may choose from.
record KeptReleases(Target target) {
  /// The one that was named, or the one that ran before the present one.
  ///
  /// @param id empty: nobody named one
  /// @throws UserErrorException where it is not kept, or not known
  Release choose(String id) {
    return id.isEmpty() ? previous() : named(id);
  }

  private Release previous() {
    var releases = new Releases(target);
    if (releases.replacedAnother() && !others().isEmpty()) {
      throw new UserErrorException(
          "what ran before the present version of '%s' is not known here, because that was not deployed from here; run this in the checkout that deployed it, or %s"
              .formatted(target.environment(), howToChoose()));
    }
    return releases
        .previous()
        .filter(this::isThere)
        .orElseThrow(() ->
            new UserErrorException(
                "%s keeps no version of '%s' before the present one; check out the version that you want, and run: project-manager cloud deploy --env %2$s"
                    .formatted(target.kept(), target.environment())));
  }

  private Release named(String id) {
    return all().stream()
        .filter(one -> one.id().equals(id))
        .findFirst()
        .orElseThrow(() ->
            new UserErrorException(
                "%s keeps no version '%s' of '%s'; there are: %s"
                    .formatted(target.kept(), id, target.environment(), names())));
  }

  /// How one of them is named, for people.
  String howToChoose() {
    return "say to which version: project-manager cloud rollback --env %s --to %s"
        .formatted(target.environment(), names());
  }

  private String names() {
    return all().isEmpty()
        ? "none"
        : all().stream()
            .map(one -> "%s (images %s)".formatted(one.id(), one.version()))
            .collect(Collectors.joining(", "));
  }

  private List<Release> others() {
    var applied = new Releases(target).applied();
    return all().stream().filter(one -> !applied.equals(Optional.of(one))).toList();
  }

  /// The newest first.
  private List<Release> all() {
    return new Releases(target).answering().reversed().stream().filter(this::isThere).toList();
  }

  private boolean isThere(Release release) {
    return new KeptFiles(target, release).areThere();
  }
}
