package io.codedeveloper.cli.google;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.codedeveloper.cli.api.JsonView;
import io.codedeveloper.platform.UserErrorException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// The versions of a file that the bucket keeps.
public record FileVersions(GoogleCloud google) {
  /// What stands for bytes that are no text.
  private static final char NO_CHARACTER = '\uFFFD';

  /// One of them.
  ///
  /// @param generation what tells it from others
  /// @param bytes how long it is
  /// @param gone whether it was replaced or deleted
  public record Version(String generation, Instant created, long bytes, boolean gone) {}

  /// What is there, the newest first.
  ///
  /// @param path in the bucket
  /// @throws UserErrorException when there is nothing of that name
  public List<Version> of(String path) {
    var text = google.text("storage", "ls", "--all-versions", "--json", url(path));
    try {
      return JsonParser.parseString(text) instanceof JsonArray all
          ? stream(all).sorted(Comparator.comparing(Version::created).reversed()).toList()
          : List.of();
    } catch (JsonParseException none) {
      throw new UserErrorException("gcloud's list of versions is not understood", none);
    }
  }

  private static Stream<Version> stream(JsonArray all) {
    return StreamSupport.stream(all.spliterator(), false)
        .filter(JsonElement::isJsonObject)
        .map(JsonElement::getAsJsonObject)
        .map(FileVersions::version);
  }

  private static Version version(JsonObject one) {
    var says = new JsonView(one).view("metadata");
    return new Version(
        says.text("generation").orElse("?"),
        instant(says.text("timeCreated").orElse("")),
        says.text("size")
            .filter(size -> size.matches("[0-9]{1,15}"))
            .map(Long::parseLong)
            .orElse(0L),
        says.text("timeDeleted").isPresent());
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException none) {
      return Instant.EPOCH;
    }
  }

  /// The text of a version.
  ///
  /// @throws UserErrorException when there is none, or it is no text: what was read would be other
  ///   bytes when it is saved
  public String text(String path, String generation) {
    var text = google.text("storage", "cat", url(path) + "#" + generation);
    if (text.indexOf(NO_CHARACTER) >= 0) {
      throw new UserErrorException(
          "version %s of %s is not UTF-8 text; copy it by hand: %s"
              .formatted(
                  generation,
                  path,
                  google.line("storage", "cp", url(path) + "#" + generation, "FILE")));
    }
    return text;
  }

  /// @throws UserErrorException where gcloud would look for other files, too
  private String url(String path) {
    if (path.matches(".*[*?#\\[\\]].*")) {
      throw new UserErrorException(
          "%s has characters that gcloud takes for a pattern; copy its text from the console"
              .formatted(path));
    }
    return "gs://%s-code-developer-files/%s".formatted(google.project(), path);
  }
}
