package io.codedeveloper.job.sandbox;

import java.util.ArrayList;
import java.util.List;

/// What this version of bubblewrap and this kernel can do.
///
/// @param userNamespace whether commands get users of their own; else they keep the user but lose
///   its capabilities
/// @param nestingDisabled whether commands can be kept from making user namespaces, a way to reach
///   more of the kernel
/// @param sizedTemporary whether directories in memory can be limited
record BubblewrapFeatures(boolean userNamespace, boolean nestingDisabled, boolean sizedTemporary) {
  /// The strictest use first.
  ///
  /// @param help what `bwrap --help` prints
  static List<BubblewrapFeatures> candidates(String help) {
    boolean sized = help.contains("--size ");
    List<BubblewrapFeatures> candidates = new ArrayList<>();
    if (help.contains("--disable-userns")) {
      candidates.add(new BubblewrapFeatures(true, true, sized));
    }
    candidates.add(new BubblewrapFeatures(true, false, sized));
    candidates.add(new BubblewrapFeatures(false, false, sized));
    return candidates;
  }

  List<String> userArguments() {
    List<String> arguments = new ArrayList<>();
    if (userNamespace) {
      String user = Integer.toString(BubblewrapSandbox.USER);
      arguments.addAll(List.of("--unshare-user", "--uid", user, "--gid", user));
    }
    if (nestingDisabled) {
      arguments.add("--disable-userns");
    }
    arguments.addAll(List.of("--cap-drop", "ALL"));
    return arguments;
  }
}
