package io.codedeveloper.platform.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.codedeveloper.auth.Secret;
import io.codedeveloper.platform.SecretSource;
import io.codedeveloper.platform.UserErrorException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The secrets that a host hands to a job: one line of JSON on the job's standard input.
///
/// Unlike an environment variable it cannot be read from outside later, nor do the job's own
/// children inherit it.
public final class HandedSecrets implements SecretSource {
  private static final int LONGEST_LINE = 64 * 1024;

  private final Map<Name, Secret> secrets;

  private HandedSecrets(Map<Name, Secret> secrets) {
    this.secrets = secrets;
  }

  /// The secrets of these names that the source has.
  static HandedSecrets take(SecretSource source, Set<Name> names) {
    var secrets = new EnumMap<Name, Secret>(Name.class);
    names.forEach(name -> source.read(name).ifPresent(secret -> secrets.put(name, secret)));
    return new HandedSecrets(secrets);
  }

  /// Reads what the host has handed over; nothing handed over means no secrets.
  ///
  /// @param input the standard input
  /// @throws UserErrorException when it is something else
  public static HandedSecrets receive(InputStream input) {
    try {
      return parse(firstLine(input));
    } catch (IOException | JsonParseException | IllegalStateException broken) {
      // No cause: a parser's message quotes what it could not parse.
      throw new UserErrorException(
          "the standard input of the job does not begin with a line of secrets; let `local up` or `local run-once` start the job");
    }
  }

  private static HandedSecrets parse(String line) {
    var secrets = new EnumMap<Name, Secret>(Name.class);
    if (!line.isBlank()) {
      var object = JsonParser.parseString(line).getAsJsonObject();
      for (var name : Name.values()) {
        var value = object.get(name.name());
        if (value != null) {
          secrets.put(name, Secret.of(value.getAsString()));
        }
      }
    }
    return new HandedSecrets(secrets);
  }

  /// Not through a reader, which would take more than the line from the stream.
  private static String firstLine(InputStream input) throws IOException {
    var line = new ByteArrayOutputStream();
    int next;
    while ((next = input.read()) >= 0 && next != '\n') {
      line.write(next);
      if (line.size() > LONGEST_LINE) {
        throw new IOException("line too long");
      }
    }
    return line.toString(UTF_8);
  }

  /// The line, with its end.
  byte[] toLine() {
    var object = new JsonObject();
    secrets.forEach((name, secret) -> object.addProperty(name.name(), secret.reveal()));
    return (object + "\n").getBytes(UTF_8);
  }

  @Override
  public Optional<Secret> read(Name name) {
    return Optional.ofNullable(secrets.get(name));
  }
}
