package io.codedeveloper.cli.up;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.codedeveloper.cli.terminal.Json;
import io.codedeveloper.platform.SecretSource;
import io.codedeveloper.platform.SecretSource.Name;
import io.codedeveloper.platform.UserErrorException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/// The key that signs the API's tokens. Where nobody gave one, one is made and kept with the data.
public final class SigningKey {
  private static final int BYTES = 48;

  private SigningKey() {}

  /// Makes sure that there is a key.
  ///
  /// @param secrets where it is looked for
  /// @param file where a new one is kept, beside what is in it already; only its owner can read it
  /// @throws UserErrorException when the file cannot be read or written
  static void ensure(SecretSource secrets, Path file) {
    if (secrets.read(Name.API_AUTH_SECRET).isPresent()) {
      return;
    }
    try {
      var kept =
          Files.exists(file)
              ? JsonParser.parseString(Files.readString(file)).getAsJsonObject()
              : new JsonObject();
      kept.addProperty(Name.API_AUTH_SECRET.name(), random());
      replace(file, Json.PRETTY.toJson(kept) + "\n");
    } catch (IOException failure) {
      throw new UserErrorException(
          "the secrets file %s cannot be written (%s); make it writable, or set API_AUTH_SECRET"
              .formatted(file, failure),
          failure);
    }
  }

  /// A new key.
  public static String random() {
    var bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static void replace(Path file, String text) throws IOException {
    var unfinished = Files.createTempFile(file.getParent(), "secrets-", ".tmp", ownerOnly());
    try {
      Files.writeString(unfinished, text);
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  private static FileAttribute<?>[] ownerOnly() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
