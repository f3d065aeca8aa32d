package io.codedeveloper.job.host;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What GitHub says about an error.
///
/// @param text the message and those of its errors, one line of at most 500 characters
/// @param invalidFields the fields of the request that are named as invalid
record GitHubMessage(String text, List<String> invalidFields) {
  private static final int LONGEST = 500;

  /// Reads a body; anything that is not GitHub's JSON gives an empty message.
  static GitHubMessage of(String body) {
    try {
      return JsonParser.parseString(body) instanceof JsonObject object
          ? of(object)
          : new GitHubMessage("", List.of());
    } catch (JsonParseException e) {
      return new GitHubMessage("", List.of());
    }
  }

  private static GitHubMessage of(JsonObject object) {
    var messages = new ArrayList<String>();
    var fields = new ArrayList<String>();
    text(object.get("message")).forEach(messages::add);
    if (object.get("errors") instanceof JsonArray errors) {
      for (var error : errors) {
        if (error instanceof JsonObject details) {
          text(details.get("message")).forEach(messages::add);
          text(details.get("field")).forEach(fields::add);
        } else {
          text(error).forEach(messages::add);
        }
      }
    }
    var line = String.join(": ", messages).replaceAll("\\p{Cntrl}+", " ").strip();
    return new GitHubMessage(
        line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…", List.copyOf(fields));
  }

  private static Stream<String> text(@Nullable JsonElement element) {
    return element != null && element.isJsonPrimitive() && element.getAsJsonPrimitive().isString()
        ? Stream.of(element.getAsString())
        : Stream.empty();
  }
}
