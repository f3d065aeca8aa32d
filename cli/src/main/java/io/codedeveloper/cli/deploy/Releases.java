package io.codedeveloper.cli.deploy;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import io.codedeveloper.cli.terminal.Json;
import io.codedeveloper.platform.UserErrorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What was deployed to an environment from this checkout. Those that answered are kept, with
/// everything that brings them back: zips and Terraform files here, images in the registry.
record Releases(Target target) {
  /// The one that answers, and the one before it.
  private static final int KEPT = 2;

  /// As it is on disk.
  ///
  /// @param applied the one that was applied last, whether it answered or not
  /// @param good those that answered, the newest last
  /// @param returningTo the one that a rollback has applied and that has not answered yet
  /// @param overOthers the ids of those that took the place of one that was not deployed from here
  private record Known(
      @Nullable Release applied,
      @Nullable List<Release> good,
      @Nullable Release returningTo,
      @Nullable Set<String> overOthers) {
    static final Known NOTHING = new Known(null, List.of(), null, Set.of());

    List<Release> answering() {
      return good == null ? List.of() : good;
    }

    Set<String> replacingOthers() {
      return overOthers == null ? Set.of() : overOthers;
    }

    boolean replacedAnother() {
      return applied != null && replacingOthers().contains(applied.id());
    }
  }

  /// The one that was applied last.
  Optional<Release> applied() {
    return Optional.ofNullable(read().applied());
  }

  /// The one that a rollback did not bring back to the end; otherwise the newest that answered and
  /// is not the present one.
  Optional<Release> previous() {
    var known = read();
    if (known.returningTo() != null) {
      return Optional.of(known.returningTo());
    }
    return known.answering().reversed().stream()
        .filter(release -> !release.equals(known.applied()))
        .findFirst();
  }

  /// Those that answered, the newest last.
  List<Release> answering() {
    return read().answering();
  }

  /// Whether the one that was applied last took the place of one that was not deployed from here,
  /// and no rollback is under way: then [#previous] is not what ran before it.
  boolean replacedAnother() {
    var known = read();
    return known.returningTo() == null && known.replacedAnother();
  }

  /// Keeps that a release is about to take the place of what runs.
  ///
  /// @param overOurs whether it is known that what runs was deployed from here
  void applying(Release release, boolean overOurs) {
    var known = read();
    var others = new TreeSet<>(known.replacingOthers());
    if (!overOurs || isAfterAnother(known, release)) {
      others.add(release.id());
    } else {
      others.remove(release.id());
    }
    write(new Known(release, known.answering(), null, others));
  }

  /// What is applied anew, or takes the place of one that never answered, still comes after what
  /// ran before that.
  private static boolean isAfterAnother(Known known, Release release) {
    var applied = known.applied();
    return applied != null
        && known.replacedAnother()
        && (applied.equals(release) || !known.answering().contains(applied));
  }

  /// As [#applying], for one that was kept: until it answers, it is the one to go back to.
  void returningTo(Release release) {
    var known = read();
    write(new Known(release, known.answering(), release, known.overOthers()));
  }

  /// Keeps a release that answers. What was rolled back from is no longer kept.
  void answers(Release release) {
    new KeptFiles(target, release).keep();
    var known = read();
    var good = new ArrayList<>(known.answering());
    var before = good.indexOf(release);
    var kept = before < 0 ? good : good.subList(0, before);
    var all = new ArrayList<>(kept);
    all.add(release);
    var newest = all.subList(Math.max(0, all.size() - KEPT), all.size());
    var others = new TreeSet<>(known.replacingOthers());
    others.retainAll(newest.stream().map(Release::id).toList());
    write(new Known(release, List.copyOf(newest), null, others));
    good.stream()
        .filter(one -> !newest.contains(one))
        .forEach(one -> new KeptFiles(target, one).delete());
  }

  private Path file() {
    return target.kept().resolve("releases.json");
  }

  private Known read() {
    try {
      var known =
          Files.exists(file()) ? new Gson().fromJson(Files.readString(file()), Known.class) : null;
      return known == null ? Known.NOTHING : known;
    } catch (IOException | JsonParseException damaged) {
      return Known.NOTHING;
    }
  }

  private void write(Known known) {
    try {
      Durable.write(file(), Json.PRETTY.toJson(known) + "\n");
    } catch (IOException failure) {
      throw new UserErrorException(
          "%s cannot be written (%s); make its folder writable".formatted(file(), failure),
          failure);
    }
  }
}
