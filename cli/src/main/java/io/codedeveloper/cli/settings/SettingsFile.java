package io.codedeveloper.cli.settings;

import io.codedeveloper.platform.UserErrorException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// The settings on disk, `config.yaml`, readable by its owner only.
///
/// ```yaml
/// default: local
/// environments:
///   local: {url: http://127.0.0.1:8080, token: …, api_key: …, project: …}
///   prod: {url: …, api_key: …, gcp_project: acme, gcp_location: europe-west1}
/// ```
public final class SettingsFile {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private final Path file;

  public SettingsFile(Path directory) {
    this.file = directory.resolve("config.yaml");
  }

  public Path path() {
    return file;
  }

  /// What the file says; nothing where there is none.
  ///
  /// @throws UserErrorException when it cannot be understood, or holds a token that others may read
  public Settings read() {
    if (!Files.exists(file)) {
      return Settings.NONE;
    }
    try {
      var settings = parse(Files.readString(file));
      refuseOpenToken(settings);
      return settings;
    } catch (CharacterCodingException notText) {
      throw new UserErrorException(file + " is not UTF-8 text; mend or remove it", notText);
    } catch (IOException failure) {
      throw new UserErrorException(
          "the settings %s cannot be read (%s); mend its rights or remove it"
              .formatted(file, failure),
          failure);
    }
  }

  /// Replaces the file at once, with mode 0600.
  public void write(Settings settings) {
    var text = new Dump(DumpSettings.builder().setDefaultFlowStyle(FlowStyle.BLOCK).build());
    try {
      Files.createDirectories(file.getParent());
      var fresh = Files.createTempFile(file.getParent(), "config", ".yaml", ownerOnly());
      Files.writeString(fresh, text.dumpToString(document(settings)));
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException failure) {
      throw new UserErrorException(
          "the settings %s cannot be written (%s)".formatted(file, failure), failure);
    }
  }

  private void refuseOpenToken(Settings settings) throws IOException {
    var secret =
        settings.environments().values().stream().anyMatch(EnvironmentSettings::holdsSecret);
    if (secret && posix() && !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
      throw new UserErrorException(
          "others may read %s, which holds a token or key; run: chmod 600 %s"
              .formatted(file, file));
    }
  }

  private Settings parse(String text) {
    Object document;
    try {
      document =
          new Load(LoadSettings.builder().setLabel(file.toString()).build()).loadFromString(text);
    } catch (YamlEngineException malformed) {
      var where = String.valueOf(malformed.getMessage()).lines().findFirst().orElse("");
      throw new UserErrorException("%s is not YAML: %s".formatted(file, where), malformed);
    }
    if (document == null) {
      return Settings.NONE;
    }
    var top = map(document, "the file");
    var settings = Settings.NONE;
    for (var entry : map(top.getOrDefault("environments", Map.of()), "environments").entrySet()) {
      settings = settings.with(entry.getKey(), environment(entry.getKey(), entry.getValue()));
    }
    var usual = Optional.ofNullable(top.get("default")).map(Object::toString);
    return usual.map(settings::withDefault).orElse(settings);
  }

  private EnvironmentSettings environment(String name, Object value) {
    var environment = EnvironmentSettings.NONE;
    for (var entry : map(value, "environments." + name).entrySet()) {
      try {
        var setting = Setting.named(entry.getKey());
        environment = setting.set(environment, entry.getValue().toString());
      } catch (UserErrorException wrong) {
        throw new UserErrorException(
            "%s: environments.%s: %s".formatted(file, name, wrong.getMessage()), wrong);
      }
    }
    return environment;
  }

  private Map<String, Object> map(Object value, String where) {
    if (!(value instanceof Map<?, ?> map)) {
      throw new UserErrorException("%s: %s must be a mapping".formatted(file, where));
    }
    var texts = new LinkedHashMap<String, Object>();
    map.forEach((key, content) -> {
      if (content != null) {
        texts.put(String.valueOf(key), content);
      }
    });
    return texts;
  }

  private static Map<String, Object> document(Settings settings) {
    var document = new LinkedHashMap<String, Object>();
    settings.defaultEnvironment().ifPresent(name -> document.put("default", name));
    var environments = new LinkedHashMap<String, Object>();
    settings
        .environments()
        .forEach((name, one) -> {
          var values = new LinkedHashMap<String, Object>();
          one.url().ifPresent(url -> values.put("url", url));
          one.token().ifPresent(token -> values.put("token", token.reveal()));
          one.apiKey().ifPresent(key -> values.put("api_key", key.reveal()));
          one.project().ifPresent(project -> values.put("project", project));
          one.gcpProject().ifPresent(project -> values.put("gcp_project", project));
          one.gcpLocation().ifPresent(location -> values.put("gcp_location", location));
          environments.put(name, values);
        });
    document.put("environments", environments);
    return document;
  }

  private static FileAttribute<?>[] ownerOnly() {
    return posix()
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
        : new FileAttribute<?>[0];
  }

  private static boolean posix() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  }
}
