package io.codedeveloper.cli.deploy;

import io.codedeveloper.cli.deploy.DryRun.Planned;
import java.util.ArrayList;
import java.util.List;

/// Does everything from an empty project to an API that answers.
record Setup(Deployment deployment, SecretValues secrets) {
  /// Those of a deployment, what Terraform needs, the secrets, and the settings file.
  static final int STEPS = Deployment.STEPS + 3;

  /// The last step, which the command does itself.
  static final String SETTINGS = "settings";

  private static final String SECRETS = "secrets";

  /// What was set up.
  ///
  /// @param outputs what Terraform tells of it
  /// @param lacking a line for each secret that somebody has to give
  record Result(Outputs outputs, List<String> lacking) {}

  Result run(Migration migration, SmokeTest smokeTest) {
    deployment.perform(foundation());
    // Opening writes down which providers are used, and that is among what the plan reads.
    deployment.open();
    var plan = new Plan(deployment.target());
    deployment.perform(plan.build());
    deployment.perform(plan.push());
    // The functions do not start without the key, so that it has to be there before they are made.
    deployment.perform(plan.secrets());
    var filled = secrets.fill();
    filled.there().forEach(line -> deployment.progress().say(SECRETS, line));
    return new Result(deployment.apply(plan, migration, smokeTest), filled.lacking());
  }

  /// Where the bucket is gone, it was not done.
  private Step foundation() {
    var target = deployment.target();
    var foundation = new Foundation(target);
    if (StateBucket.exists(target, deployment.programs(), Deadline.NONE)) {
      return foundation.withBucket();
    }
    new FinishedSteps(target.state()).forget(Foundation.NAME);
    return foundation.withoutBucket();
  }

  /// What [#run] would do now.
  List<Planned> planned() {
    var plan = new Plan(deployment.target());
    var steps = new ArrayList<Planned>();
    steps.add(deployment.planned(new Foundation(deployment.target()).withoutBucket()));
    steps.add(deployment.opening());
    List.of(plan.build(), plan.push(), plan.secrets())
        .forEach(step -> steps.add(deployment.planned(step)));
    steps.add(
        new Planned("values", "gcloud secrets versions add for each that has no value", List.of()));
    steps.add(deployment.planned(plan.apply()));
    steps.addAll(deployment.ending());
    steps.add(new Planned(SETTINGS, "the API's address in the settings file", List.of()));
    return steps;
  }
}
