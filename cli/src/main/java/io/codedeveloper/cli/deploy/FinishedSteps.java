package io.codedeveloper.cli.deploy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import io.codedeveloper.cli.terminal.Json;
import io.codedeveloper.platform.UserErrorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Which steps were finished, and on what they worked, so that a deployment that was broken off
/// goes on where it was.
record FinishedSteps(Path file) {
  /// No step has this name.
  private static final String STATE = "state of Terraform";

  /// Whether a step was finished with the same input, and what it left is still there.
  boolean has(Step step) {
    var known = read().get(step.name());
    return known != null
        && known.isJsonPrimitive()
        && step.isThere()
        && known.getAsString().equals(step.stamp());
  }

  /// The state that the last change from here left; empty where that is not known.
  Optional<String> left() {
    return read().get(STATE) instanceof JsonPrimitive state
        ? Optional.of(state.getAsString())
        : Optional.empty();
  }

  /// From now on it is not known which state the last change left.
  void leaveUnknown() {
    forget(STATE);
  }

  /// Keeps which state the last change from here left.
  void leave(String state) {
    var all = read();
    all.addProperty(STATE, state);
    write(all);
  }

  /// Keeps that a step is finished.
  void add(Step step) {
    var all = read();
    all.addProperty(step.name(), step.stamp());
    write(all);
  }

  /// Forgets a step: what it made was replaced.
  void forget(String name) {
    var all = read();
    if (all.remove(name) != null) {
      write(all);
    }
  }

  /// Forgets every step, and not which state was left.
  void forget() {
    var state = left();
    write(new JsonObject());
    state.ifPresent(this::leave);
  }

  private void write(JsonObject all) {
    try {
      Durable.write(file, Json.PRETTY.toJson(all) + "\n");
    } catch (IOException failure) {
      throw new UserErrorException(
          "%s cannot be written (%s); make its folder writable".formatted(file, failure), failure);
    }
  }

  /// What cannot be read is as good as nothing: steps may always be done again.
  private JsonObject read() {
    try {
      return Files.exists(file)
          ? JsonParser.parseString(Files.readString(file)).getAsJsonObject()
          : new JsonObject();
    } catch (IOException | JsonParseException | IllegalStateException damaged) {
      return new JsonObject();
    }
  }
}
