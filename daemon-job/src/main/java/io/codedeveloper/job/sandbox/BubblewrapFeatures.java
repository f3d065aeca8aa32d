package io.codedeveloper.job.sandbox;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What this version of bubblewrap, this kernel and this user can do.
///
/// @param sizedTemporary whether directories in memory can be limited
record BubblewrapFeatures(UserSeparation separation, boolean sizedTemporary) {
  /// `nobody`: what the command takes itself for.
  static final int SEEN_USER = 65534;

  /// What the command is to the machine under [UserSeparation#OTHER_USER]: nobody else's number,
  /// neither in the ranges that distributions give away nor out of the 16 bits of a container.
  static final int OTHER_USER = 65530;

  private static final Path SET_PRIVILEGES = Path.of("/usr/bin/setpriv");

  /// Gives the command what it may write, and waits for it as the first process of its namespace: a
  /// process of this user is one that the kernel may end together with bubblewrap. What is mounted
  /// read-only inside stays as it is. Nothing else can be reached here, whatever links lead to.
  private static final String HAND_OVER =
      """
      count=$1
      shift
      while [ "$count" -gt 0 ]; do
        command -p chown -hR --from=0 %1$d:%1$d "$1" 2>/dev/null
        shift
        count=$((count - 1))
      done
      "$@"
      exit $?
      """
          .formatted(OTHER_USER);

  /// The strictest use first.
  ///
  /// @param help what `bwrap --help` prints
  static List<BubblewrapFeatures> candidates(String help) {
    boolean sized = help.contains("--size ");
    boolean closed = help.contains("--disable-userns");
    List<BubblewrapFeatures> candidates = new ArrayList<>();
    for (UserSeparation each : UserSeparation.values()) {
      boolean possible =
          switch (each) {
            case OTHER_USER -> closed && Files.isExecutable(SET_PRIVILEGES);
            case CLOSED_NAMESPACE -> closed;
            case OPEN_NAMESPACE, SAME_USER -> true;
          };
      if (possible) {
        candidates.add(new BubblewrapFeatures(each, sized));
      }
    }
    return candidates;
  }

  /// How many processes stand one above the other between bubblewrap and the command.
  int processesAbove() {
    return separation == UserSeparation.OTHER_USER ? 3 : 1;
  }

  /// For the bubblewrap that makes the file system.
  List<String> userArguments() {
    return switch (separation) {
      case OTHER_USER ->
          List.of(
              "--cap-drop",
              "ALL",
              "--cap-add",
              "CAP_CHOWN",
              "--cap-add",
              "CAP_DAC_OVERRIDE",
              "--cap-add",
              "CAP_SETGID",
              "--cap-add",
              "CAP_SETUID",
              "--cap-add",
              "CAP_SETPCAP");
      case CLOSED_NAMESPACE, OPEN_NAMESPACE -> namespace();
      case SAME_USER -> List.of("--cap-drop", "ALL");
    };
  }

  private List<String> namespace() {
    String user = Integer.toString(SEEN_USER);
    List<String> arguments =
        new ArrayList<>(List.of("--unshare-user", "--uid", user, "--gid", user));
    if (separation != UserSeparation.OPEN_NAMESPACE) {
      arguments.add("--disable-userns");
    }
    arguments.addAll(List.of("--cap-drop", "ALL"));
    return arguments;
  }

  /// What stands before the command itself: nothing, or what makes it another user's.
  ///
  /// To the kernel the command of root is root even without capabilities, and root owns the
  /// switches in /proc/sys; that is why /proc cannot be written.
  ///
  /// @param handedOver what the command may write
  List<String> entering(Path bubblewrap, Path directory, List<Path> handedOver) {
    if (separation != UserSeparation.OTHER_USER) {
      return List.of();
    }
    List<String> arguments = new ArrayList<>(List.of("/bin/sh", "-c", HAND_OVER, "sh"));
    arguments.add(Integer.toString(handedOver.size()));
    handedOver.forEach(path -> arguments.add(path.toString()));
    String user = Integer.toString(OTHER_USER);
    arguments.addAll(
        List.of(SET_PRIVILEGES.toString(), "--reuid", user, "--regid", user, "--clear-groups"));
    arguments.addAll(List.of("--inh-caps=-all", "--bounding-set=-all", "--"));
    arguments.add(bubblewrap.toString());
    arguments.addAll(namespace());
    arguments.addAll(List.of("--die-with-parent", "--dev-bind", "/", "/", "--remount-ro", "/proc"));
    arguments.addAll(List.of("--chdir", directory.toString(), "--"));
    return arguments;
  }

  /// For the bubblewrap that makes the file system, once all is in place.
  List<String> sealing() {
    List<String> arguments = new ArrayList<>(List.of("--remount-ro", "/dev", "--remount-ro", "/"));
    if (separation != UserSeparation.OTHER_USER) {
      arguments.addAll(List.of("--remount-ro", "/proc"));
    }
    return arguments;
  }
}
