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
  private record Known(
      @Nullable Release applied, @Nullable List<Release> good, @Nullable Release returningTo) {
    static final Known NOTHING = new Known(null, List.of(), null);

    List<Release> answering() {
      return good == null ? List.of() : good;
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

  /// Keeps that a release is about to take the place of the one before.
  void applying(Release release) {
    write(new Known(release, read().answering(), null));
  }

  /// As [#applying], for one that was kept: until it answers, it is the one to go back to.
  void returningTo(Release release) {
    write(new Known(release, read().answering(), release));
  }

  /// Keeps a release that answers. What was rolled back from is no longer kept.
  void answers(Release release) {
    new KeptFiles(target, release).keep();
    var good = new ArrayList<>(read().answering());
    var before = good.indexOf(release);
    var kept = before < 0 ? good : good.subList(0, before);
    var all = new ArrayList<>(kept);
    all.add(release);
    var newest = all.subList(Math.max(0, all.size() - KEPT), all.size());
    write(new Known(release, List.copyOf(newest), null));
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
