package io.codedeveloper.job.registry;

import io.codedeveloper.platform.UserErrorException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// The hosts that may be asked.
///
/// @param patterns names in small letters; one that begins with a dot means everything below it
public record AllowedHosts(List<String> patterns) {
  private static final Pattern NAME =
      Pattern.compile("\\.?[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+");

  /// The public registries of the usual languages, with the hosts that they send their files from.
  private static final List<String> REGISTRIES =
      List.of(
          // Maven and Gradle
          "repo.maven.apache.org",
          "repo1.maven.org",
          "plugins.gradle.org",
          "plugins-artifacts.gradle.org",
          "services.gradle.org",
          "downloads.gradle.org",
          // JavaScript
          "registry.npmjs.org",
          "registry.yarnpkg.com",
          "repo.yarnpkg.com",
          // Python
          "pypi.org",
          "files.pythonhosted.org",
          // Rust
          "crates.io",
          "index.crates.io",
          "static.crates.io",
          // Go
          "proxy.golang.org",
          "sum.golang.org",
          // Ruby
          "rubygems.org",
          "index.rubygems.org");

  public AllowedHosts {
    patterns = List.copyOf(patterns);
  }

  /// The public registries.
  public static AllowedHosts standard() {
    return new AllowedHosts(REGISTRIES);
  }

  /// These and what the user names.
  ///
  /// @param names divided by commas or spaces: `npm.example.org, .example.com`
  /// @throws UserErrorException naming what is not a name of a host
  public AllowedHosts with(String names) {
    List<String> all = new ArrayList<>(patterns);
    for (String name : names.toLowerCase(Locale.ROOT).split("[,\\s]+")) {
      if (!name.isEmpty() && !NAME.matcher(name).matches()) {
        throw new UserErrorException(
            "'"
                + name
                + "' in "
                + RegistryAccess.VARIABLE
                + " is not a name of a host; write names without scheme, port and path, divided by commas"
                + " (npm.example.org, .example.com for all below it)");
      }
      if (!name.isEmpty()) {
        all.add(name);
      }
    }
    return new AllowedHosts(all);
  }

  boolean allow(String host) {
    return patterns.stream()
        .anyMatch(
            pattern -> pattern.startsWith(".") ? host.endsWith(pattern) : host.equals(pattern));
  }
}
