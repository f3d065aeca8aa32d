package io.codedeveloper.cli.ops;

import com.google.gson.JsonObject;
import io.codedeveloper.cli.UnreachableException;
import io.codedeveloper.cli.api.ControlClient;
import io.codedeveloper.cli.api.JsonView;
import io.codedeveloper.cli.google.GoogleCloud;
import io.codedeveloper.cli.program.Questions.Pending;
import io.codedeveloper.platform.UserErrorException;
import java.util.List;
import java.util.Optional;

/// The daemon's projects that a procedure looks at: the one that somebody names, and else all of
/// the installation. Which there are, Google Cloud says; without it there is the usual one.
final class DaemonProjects {
  private final Site site;
  private final Pending<JsonObject> status;
  private final Optional<Pending<List<String>>> ids;

  /// Asks which there are.
  ///
  /// @param named the only one that is looked at
  DaemonProjects(Site site, Optional<String> named) {
    this.site = site;
    status = site.api(ControlClient::status);
    ids =
        named.isPresent()
            ? Optional.empty()
            : site.google().map(google -> site.google(GoogleCloud::daemonProjects));
  }

  /// The one that is named, or else the usual one, for questions that are asked before it is known
  /// which there are.
  OneProject meant() {
    return new OneProject(site, Optional.empty());
  }

  /// Which there are.
  ///
  /// @param meant the same one, by its name where there are others
  /// @param findings why they are not known
  record Known(OneProject meant, List<OneProject> others, List<Finding> findings) {}

  /// Waits until it is known which there are. Where the API does not answer there is nobody to ask
  /// about them.
  Known known() {
    if (ids.isEmpty()) {
      return only(List.of());
    }
    try {
      return known(own(), ids.get().get());
    } catch (UnreachableException silent) {
      return only(List.of());
    } catch (RuntimeException unknown) {
      return only(List.of(Finding.unreadable("projects", unknown)));
    }
  }

  private Known only(List<Finding> findings) {
    return new Known(meant(), List.of(), findings);
  }

  private Known known(Optional<String> own, List<String> all) {
    var others =
        all.stream()
            .filter(id -> own.filter(id::equals).isEmpty())
            .map(id -> new OneProject(site, Optional.of(id)))
            .toList();
    return others.isEmpty()
        ? only(List.of())
        : new Known(new OneProject(site, own), others, List.of());
  }

  /// The id of the one that is meant; empty where that one is refused, and others may not be.
  private Optional<String> own() {
    try {
      return new JsonView(status.get()).view("metadata").text("project");
    } catch (UserErrorException refused) {
      return Optional.empty();
    }
  }
}
