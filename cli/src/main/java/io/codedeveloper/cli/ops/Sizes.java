package io.codedeveloper.cli.ops;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// What is set of an environment's sizes.
///
/// @param file that says so, which may not be there yet
/// @param says what the file says
/// @param variables Terraform's declarations, with what counts where it says nothing
record Sizes(Path file, Tfvars says, String variables) {
  Optional<String> value(ScaleSetting setting) {
    return says.value(setting.object(), setting.entry()).or(() -> setting.usual(variables));
  }

  /// Whether functions are services that are made of the image.
  boolean isOfImage() {
    return says.text("functions_from").filter("image"::equals).isPresent();
  }

  /// All of them, with some changed.
  Map<ScaleSetting, String> with(Map<ScaleSetting, String> wanted) {
    var all = new EnumMap<ScaleSetting, String>(ScaleSetting.class);
    for (var setting : ScaleSetting.values()) {
      value(setting).ifPresent(value -> all.put(setting, value));
    }
    all.putAll(wanted);
    return all;
  }

  /// Those that differ from what is set.
  Map<ScaleSetting, String> changes(Map<ScaleSetting, String> wanted) {
    var changes = new EnumMap<ScaleSetting, String>(ScaleSetting.class);
    wanted.forEach((setting, value) -> {
      if (!value(setting).equals(Optional.of(value))) {
        changes.put(setting, value);
      }
    });
    return changes;
  }

  Tfvars changed(Map<ScaleSetting, String> changes) {
    var changed = says;
    for (var change : changes.entrySet()) {
      var setting = change.getKey();
      changed = changed.with(setting.object(), setting.entry(), setting.literal(change.getValue()));
    }
    return changed;
  }

  /// Each of them before and after.
  Sheet sheet(Map<ScaleSetting, String> wanted) {
    var changes = changes(wanted);
    var sheet = new Sheet("sizes", "setting", "before", "after");
    for (var setting : ScaleSetting.values()) {
      var before = value(setting).orElse("");
      var after = changes.get(setting);
      sheet.row(setting.wireName(), before, after == null ? before : after);
    }
    return sheet;
  }
}
