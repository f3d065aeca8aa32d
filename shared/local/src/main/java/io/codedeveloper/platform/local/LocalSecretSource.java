package io.codedeveloper.platform.local;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.codedeveloper.auth.Secret;
import io.codedeveloper.platform.SecretSource;
import io.codedeveloper.platform.UserErrorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Secrets from environment variables, else from a JSON file that only its owner can read.
public final class LocalSecretSource implements SecretSource {
  private static final Set<PosixFilePermission> OWNERS =
      Set.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  private final Map<String, String> environment;
  private final Path file;

  /// @param environment variables by name; those of secrets come before the file
  /// @param file an object of names and values, `{"GITHUB_TOKEN": "…"}`; read anew each time, and
  ///   may be missing
  public LocalSecretSource(Map<String, String> environment, Path file) {
    this.environment = Map.copyOf(environment);
    this.file = file;
  }

  /// @throws UserErrorException when the file can be read by others than its owner, or is not what
  ///   it should be
  @Override
  public Optional<Secret> read(Name name) {
    return secret(environment.get(name.name())).or(() -> readFile(name));
  }

  private Optional<Secret> readFile(Name name) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      checkMode();
      return secret(parse(Files.readString(file), name));
    } catch (IOException failure) {
      throw new UserErrorException(
          "the secrets file %s cannot be read (%s); make it a text file that this user may read"
              .formatted(file, failure.getClass().getSimpleName()));
    }
  }

  private static Optional<Secret> secret(@org.jspecify.annotations.Nullable String value) {
    return Optional.ofNullable(value).filter(text -> !text.isBlank()).map(Secret::of);
  }

  private void checkMode() throws IOException {
    if (!Files.getFileStore(file).supportsFileAttributeView("posix")) {
      return;
    }
    var permissions = Files.getPosixFilePermissions(file);
    if (!OWNERS.containsAll(permissions)) {
      throw new UserErrorException(
          "the secrets file %s can be read or written by others than its owner; run: chmod 600 '%s'"
              .formatted(file, file));
    }
  }

  /// The parser's own message would quote the file, so it is not passed on.
  private @org.jspecify.annotations.Nullable String parse(String json, Name name) {
    try {
      if (JsonParser.parseString(json) instanceof JsonObject object) {
        var value = object.get(name.name());
        return value == null || value.isJsonNull() ? null : value.getAsString();
      }
    } catch (JsonParseException | IllegalStateException | UnsupportedOperationException broken) {
      throw malformed();
    }
    throw malformed();
  }

  private UserErrorException malformed() {
    return new UserErrorException(
        "the secrets file %s is not a JSON object of texts; write for instance {\"GITHUB_TOKEN\": \"…\"}"
            .formatted(file));
  }
}
