package io.codedeveloper.cli.deploy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.codedeveloper.cli.api.JsonView;
import io.codedeveloper.cli.program.Programs;
import io.codedeveloper.cli.program.Shell;
import java.io.IOException;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/// Whether the Terraform that is installed is new enough for the files.
record TerraformVersion(Target target, Programs programs, Deadline deadline) {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Pattern NEEDED =
      Pattern.compile("required_version\\s*=\\s*\">=\\s*([0-9.]+)\"");

  /// What is wrong with it; nothing where it suffices, and where that cannot be told.
  Optional<String> problem() {
    var needed = needed();
    var present = present();
    if (needed.isEmpty() || present.isEmpty()) {
      return Optional.empty();
    }
    return Version.parse(present.get()).compareTo(Version.parse(needed.get())) >= 0
        ? Optional.empty()
        : Optional.of(
            "Terraform is %s, and %s needs %s or newer; install a newer one (developer.hashicorp.com/terraform)"
                .formatted(present.get(), Terraform.folder(target), needed.get()));
  }

  private Optional<String> needed() {
    try {
      var matcher =
          NEEDED.matcher(Files.readString(Terraform.folder(target).resolve("versions.tf")));
      return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  private Optional<String> present() {
    return programs
        .ask(Shell.command("terraform", "version", "-json"), deadline.left(PATIENCE))
        .flatMap(TerraformVersion::read);
  }

  private static Optional<String> read(String printed) {
    try {
      return JsonParser.parseString(printed) instanceof JsonObject json
          ? new JsonView(json).text("terraform_version").filter(text -> text.matches("[0-9].*"))
          : Optional.empty();
    } catch (JsonParseException noJson) {
      return Optional.empty();
    }
  }
}
