package io.codedeveloper.cli.deploy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A part of a deployment that need not be done again while what it reads is the same.
///
/// @param input tells what it reads
/// @param commands what it runs, in this order
/// @param leaves files and folders without which it was not done
record Step(
    String name, String purpose, String input, List<List<String>> commands, List<Path> leaves) {
  /// The same step for a reason of its own.
  Step because(String why) {
    return new Step(name, why + ": " + purpose, input, commands, leaves);
  }

  boolean isThere() {
    return leaves.stream().allMatch(Files::exists);
  }

  /// Tells what it read, and what there is now of what it leaves: something else may have replaced
  /// that.
  String stamp() {
    var texts = new ArrayList<>(List.of(input));
    leaves.forEach(one -> texts.add(SourceHash.of(one, List.of(""))));
    return SourceHash.of(texts);
  }
}
