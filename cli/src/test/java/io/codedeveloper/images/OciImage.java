package io.codedeveloper.images;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// An image in a tar, in OCI's layout, unpacked.
record OciImage(Path layout, Path root, JsonObject configuration) {
  private static final int LONGEST_UNPACKING = 60;

  /// @param folder that gets the layout and the image's files
  static OciImage unpack(Path tar, Path folder) {
    var layout = folder.resolve("layout");
    var root = folder.resolve("root");
    untar(tar, layout);
    var index = json(layout.resolve("index.json"));
    var manifest = json(blob(layout, index.getAsJsonArray("manifests").get(0).getAsJsonObject()));
    for (var layer : manifest.getAsJsonArray("layers")) {
      untar(blob(layout, layer.getAsJsonObject()), root);
    }
    var configuration = json(blob(layout, manifest.getAsJsonObject("config")));
    return new OciImage(layout, root, configuration.getAsJsonObject("config"));
  }

  private static Path blob(Path layout, JsonObject descriptor) {
    var digest = descriptor.get("digest").getAsString();
    return layout.resolve("blobs").resolve(digest.replace(':', '/'));
  }

  private static JsonObject json(Path file) {
    try {
      return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static void untar(Path tar, Path folder) {
    try {
      Files.createDirectories(folder);
      var process =
          new ProcessBuilder(
                  "tar",
                  "--warning=no-unknown-keyword",
                  "-xf",
                  tar.toString(),
                  "-C",
                  folder.toString())
              .inheritIO()
              .start();
      if (!process.waitFor(LONGEST_UNPACKING, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IllegalStateException("tar cannot unpack " + tar);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", stopped);
    }
  }

  /// What starts it as a container would: its files are all there is, and its user is nobody.
  List<String> command() {
    var command = new ArrayList<>(List.of("bwrap", "--unshare-user", "--uid", "65532"));
    command.addAll(List.of("--gid", "65532", "--bind", root.toString(), "/"));
    command.addAll(
        List.of("--proc", "/proc", "--dev", "/dev", "--die-with-parent", "--chdir", "/"));
    configuration.getAsJsonArray("Entrypoint").forEach(word -> command.add(word.getAsString()));
    if (configuration.has("Cmd")) {
      configuration.getAsJsonArray("Cmd").forEach(word -> command.add(word.getAsString()));
    }
    return command;
  }
}
