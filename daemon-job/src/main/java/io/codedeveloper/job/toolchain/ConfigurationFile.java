package io.codedeveloper.job.toolchain;

import io.codedeveloper.platform.UserErrorException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/// Reads `code-developer.yml`; every problem is reported, with its line.
public final class ConfigurationFile {
  private static final int LARGEST_BYTES = 64 * 1024;

  private ConfigurationFile() {}

  /// The file of a work tree; a repository without it says nothing.
  ///
  /// Read it before the agent works: afterwards its commands would be the agent's.
  ///
  /// @throws UserErrorException when it is not what it should be
  public static ProjectConfiguration read(Path tree) {
    Path file = tree.resolve(ProjectConfiguration.FILE);
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return ProjectConfiguration.silent();
    }
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new UserErrorException(ProjectConfiguration.FILE + " must be a plain file");
    }
    try (InputStream input = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      return parse(new String(input.readNBytes(LARGEST_BYTES + 1), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UserErrorException(
          "cannot read " + ProjectConfiguration.FILE + ": " + e.getMessage(), e);
    }
  }

  /// @throws UserErrorException when the text is not what it should be
  public static ProjectConfiguration parse(String text) {
    if (text.length() > LARGEST_BYTES) {
      throw new UserErrorException(
          ProjectConfiguration.FILE + " is larger than " + LARGEST_BYTES / 1024 + " KiB");
    }
    Optional<Node> root = root(text);
    if (root.isEmpty()) {
      return ProjectConfiguration.silent();
    }
    if (root.orElseThrow() instanceof MappingNode mapping) {
      return valid(new ConfigurationReader(mapping));
    }
    throw new UserErrorException(
        ProjectConfiguration.FILE + ", line 1: must hold lines of the form 'test: make check'");
  }

  private static ProjectConfiguration valid(ConfigurationReader reader) {
    ProjectConfiguration configuration = reader.read();
    List<String> problems = reader.problems();
    if (!problems.isEmpty()) {
      throw new UserErrorException(String.join("\n", problems));
    }
    return configuration;
  }

  private static Optional<Node> root(String text) {
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(ProjectConfiguration.FILE)
            .setAllowDuplicateKeys(false)
            .setCodePointLimit(LARGEST_BYTES)
            .build();
    try {
      return new Compose(settings).composeString(text);
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      throw new UserErrorException(
          ProjectConfiguration.FILE
              + ", line "
              + line
              + ": "
              + e.getProblem()
              + " (a command with ': ' or ' #' in it needs quotes around it)",
          e);
    } catch (YamlEngineException e) {
      throw new UserErrorException(ProjectConfiguration.FILE + ": " + e.getMessage(), e);
    }
  }
}
