package io.codedeveloper.platform.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import io.codedeveloper.auth.Secret;
import io.codedeveloper.platform.SecretSource;
import io.codedeveloper.platform.SecretSource.Name;
import io.codedeveloper.platform.UserErrorException;
import io.codedeveloper.platform.contract.SecretSourceContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LocalSecretSourceTest implements SecretSourceContract {
  @TempDir private Path directory;

  private Path file(String content, String mode) {
    try {
      var file = Files.writeString(directory.resolve("secrets.json"), content);
      return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public SecretSource holding(Map<Name, String> secrets) {
    var json = new JsonObject();
    secrets.forEach((name, value) -> json.addProperty(name.name(), value));
    return new LocalSecretSource(Map.of(), file(json.toString(), "rw-------"));
  }

  @Test
  void environmentComesBeforeTheFile() {
    var file = file("{\"GITHUB_TOKEN\":\"file\",\"API_AUTH_SECRET\":\"file\"}", "rw-------");
    var source =
        new LocalSecretSource(Map.of("GITHUB_TOKEN", "environment", "API_AUTH_SECRET", " "), file);
    assertThat(source.read(Name.GITHUB_TOKEN)).contains(Secret.of("environment"));
    assertThat(source.read(Name.API_AUTH_SECRET)).contains(Secret.of("file"));
  }

  @Test
  void missingFileMeansNoSecrets() {
    assertThat(new LocalSecretSource(Map.of(), directory.resolve("none")).read(Name.GITHUB_TOKEN))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rwx--x---", "rw-rw-rw-"})
  void fileThatOthersMayUseIsRefused(String mode) {
    var source = new LocalSecretSource(Map.of(), file("{\"GITHUB_TOKEN\":\"hidden\"}", mode));
    assertThatThrownBy(() -> source.read(Name.GITHUB_TOKEN))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("chmod 600")
        .hasMessageContaining("secrets.json")
        .hasMessageNotContaining("hidden");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "hidden", "[\"hidden\"]", "{\"GITHUB_TOKEN\": {\"hidden\": 1}}", "{hidden"})
  void fileThatIsNoObjectOfTextsIsRefusedWithoutShowingIt(String content) {
    var source = new LocalSecretSource(Map.of(), file(content, "rw-------"));
    assertThatThrownBy(() -> source.read(Name.GITHUB_TOKEN))
        .isInstanceOf(UserErrorException.class)
        .hasMessageNotContaining("hidden")
        .hasNoCause();
  }

  @Test
  void directoryInThePlaceOfTheFileIsRefused() throws IOException {
    var place = Files.createDirectory(directory.resolve("d"));
    Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwx------"));
    assertThatThrownBy(() -> new LocalSecretSource(Map.of(), place).read(Name.GITHUB_TOKEN))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("cannot be read");
  }
}
