package io.codedeveloper.cli.ops;

import io.codedeveloper.cli.google.GoogleCloud;
import io.codedeveloper.cli.google.SecretVersion;
import io.codedeveloper.cli.program.Questions.Pending;
import io.codedeveloper.cli.terminal.Amounts;
import io.codedeveloper.platform.SecretSource.Name;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Whether the keys that everything needs can be read: an emergency stop disables two of them.
final class KeyChecks {
  /// Without them nothing runs.
  static final List<Name> NEEDED =
      List.of(Name.ANTHROPIC_API_KEY, Name.API_AUTH_SECRET, Name.GITHUB_TOKEN);

  private final GoogleCloud google;
  private final Map<Name, Pending<List<SecretVersion>>> versions = new EnumMap<>(Name.class);

  /// Asks everything.
  KeyChecks(Site site, GoogleCloud google) {
    this.google = google;
    for (var name : NEEDED) {
      versions.put(name, site.google(cloud -> cloud.versions(name.name())));
    }
  }

  /// Waits for the answers: one finding where all is well, otherwise one for each key.
  List<Finding> findings() {
    var wrong = new ArrayList<Finding>();
    var usable = new ArrayList<String>();
    for (var name : NEEDED) {
      var found = Finding.of(name.name(), () -> check(name));
      if (found.level() == Level.FINE) {
        usable.add(name.name());
      } else {
        wrong.add(found);
      }
    }
    if (!usable.isEmpty()) {
      wrong.addFirst(Finding.fine("keys", "can be read: " + String.join(", ", usable)));
    }
    return wrong;
  }

  private Finding check(Name name) {
    var all = AuditQuestions.answer(versions, name);
    var rotate = "project-manager ops rotate-secret " + name;
    if (all.isEmpty()) {
      return Finding.note(name.name(), "has no value yet", rotate);
    }
    if (all.getFirst().enabled()) {
      return Finding.fine(name.name(), "can be read");
    }
    return disabled(name, all, google)
        .map(how -> Finding.wrong(name.name(), how.text(), how.next()))
        .orElseGet(() ->
            Finding.wrong(
                name.name(),
                "cannot be read: its newest version, %d, is %s"
                    .formatted(
                        all.getFirst().number(), all.getFirst().state().toLowerCase(Locale.ROOT)),
                rotate));
  }

  /// How it is, and the command that enables it.
  record Disabled(String text, String next) {}

  /// Where no version is enabled, and the newest can be: as after an emergency stop. Readers take
  /// no other than the newest.
  static Optional<Disabled> disabled(Name name, List<SecretVersion> all, GoogleCloud google) {
    var newest = all.stream().findFirst().filter(SecretVersion::disabled);
    return all.stream().anyMatch(SecretVersion::enabled)
        ? Optional.empty()
        : newest.map(one ->
            new Disabled(
                "is disabled, all %s of it, as emergency-stop leaves it: nobody can read it"
                    .formatted(Amounts.counted(all.size(), "version")),
                google.enabling(name.name(), one.number())));
  }
}
