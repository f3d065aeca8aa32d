package io.codedeveloper.cli.ops;

import io.codedeveloper.cli.google.Policy;
import io.codedeveloper.cli.google.Policy.Grant;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// What programs may do in the project: service accounts, and whatever else acts without a person.
///
/// @param policy of the project
/// @param project Google Cloud's id of it
record ProgramRights(Policy policy, String project) {
  private static final Set<String> TOO_WIDE = Set.of("roles/owner", "roles/editor");

  /// People; and what was deleted, which has no right any more.
  private static final Pattern NO_PROGRAM = Pattern.compile("(user|group|domain|deleted):.*");

  private static final Pattern SERVICE_AGENT =
      Pattern.compile(
          "serviceAccount:(service-[0-9]+@[a-z0-9.-]+|[0-9]+@(cloudservices|cloudbuild))\\.gserviceaccount\\.com");

  /// What Google gives its service agents. With another role one is named: anybody can call an
  /// account of theirs as those are called.
  private static final Pattern OF_SERVICE_AGENTS =
      Pattern.compile("roles/(.+\\.[sS]erviceAgent|cloudbuild\\.builds\\.builder)");

  /// Google's own agent that makes what other services ask for, which every project has as an
  /// editor.
  private static final Pattern APIS_AGENT =
      Pattern.compile("serviceAccount:[0-9]+@cloudservices\\.gserviceaccount\\.com");

  /// Programs that may do nearly everything, each with its role; without the one of Google's that
  /// may everywhere.
  Set<String> tooWide() {
    var wide = new TreeSet<String>();
    policy.grants().stream()
        .filter(one -> isProgram(one) && TOO_WIDE.contains(one.role()))
        .filter(one -> !isUsual(one))
        .forEach(one -> wide.add(name(one) + " has " + one.role()));
    return wide;
  }

  /// Programs that are no account of the installation, each with its roles; without those that may
  /// do nearly everything, and without everybody.
  Set<String> others() {
    var roles = new TreeMap<String, TreeSet<String>>();
    policy.grants().stream()
        .filter(one -> isProgram(one) && !one.isToEverybody() && !TOO_WIDE.contains(one.role()))
        .filter(one -> !DeclaredAccess.isOurs(one.member(), project) && !isOfGoogle(one))
        .forEach(one -> roles.computeIfAbsent(name(one), none -> new TreeSet<>()).add(one.role()));
    var others = new TreeSet<String>();
    roles.forEach((name, all) -> others.add(name + " has " + String.join(", ", all)));
    return others;
  }

  private static boolean isProgram(Grant grant) {
    return !NO_PROGRAM.matcher(grant.member()).matches();
  }

  private static boolean isUsual(Grant grant) {
    return grant.role().equals("roles/editor") && APIS_AGENT.matcher(grant.member()).matches();
  }

  private static boolean isOfGoogle(Grant grant) {
    return SERVICE_AGENT.matcher(grant.member()).matches()
        && OF_SERVICE_AGENTS.matcher(grant.role()).matches();
  }

  private static String name(Grant grant) {
    return grant.member().replaceFirst("^serviceAccount:", "");
  }
}
