package io.codedeveloper.cli.google;

import com.google.gson.JsonObject;
import io.codedeveloper.cli.api.JsonView;
import java.util.Optional;
import java.util.regex.Pattern;

/// What an execution runs, and on how much.
///
/// @param image with its tag or digest
/// @param processors it may use
/// @param gib of memory
public record JobSize(String image, double processors, double gib) {
  private static final Pattern AMOUNT = Pattern.compile("([0-9.]+)(m|Ki|Mi|Gi|k|M|G|)");

  /// What `terraform/envs/prod.tfvars` makes, where nobody can say.
  public static final JobSize USUAL = new JobSize("", 2, 4);

  /// @param says as `gcloud run jobs describe` prints it
  static JobSize of(JsonView says) {
    var container =
        says
            .view("spec")
            .view("template")
            .view("spec")
            .view("template")
            .view("spec")
            .views("containers")
            .stream()
            .findFirst();
    var limits = container.map(one -> one.view("resources").view("limits"));
    return new JobSize(
        container.flatMap(one -> one.text("image")).orElse(""),
        limits.flatMap(one -> amount(one, "cpu")).orElse(1.0),
        limits.flatMap(one -> amount(one, "memory")).map(bytes -> bytes / (1L << 30)).orElse(0.5));
  }

  /// @param processors as Terraform has it: `2`, or `500m`
  /// @param memory as Terraform has it: `4Gi`
  public static JobSize of(String processors, String memory) {
    var limits = new JsonObject();
    limits.addProperty("cpu", processors);
    limits.addProperty("memory", memory);
    return new JobSize(
        "",
        amount(new JsonView(limits), "cpu").orElse(1.0),
        amount(new JsonView(limits), "memory").map(bytes -> bytes / (1L << 30)).orElse(0.5));
  }

  /// What tells this version from others.
  public String version() {
    return image.substring(image.lastIndexOf('/') + 1);
  }

  private static Optional<Double> amount(JsonView limits, String name) {
    return limits
        .text(name)
        .map(AMOUNT::matcher)
        .filter(match -> match.matches())
        .map(match -> Double.parseDouble(match.group(1)) * unit(match.group(2)));
  }

  private static double unit(String suffix) {
    return switch (suffix) {
      case "m" -> 1e-3;
      case "Ki" -> 1L << 10;
      case "Mi" -> 1L << 20;
      case "Gi" -> 1L << 30;
      case "k" -> 1e3;
      case "M" -> 1e6;
      case "G" -> 1e9;
      default -> 1;
    };
  }
}
