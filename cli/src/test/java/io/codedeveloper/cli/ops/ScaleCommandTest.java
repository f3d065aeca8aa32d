package io.codedeveloper.cli.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import io.codedeveloper.cli.CommandRun;
import io.codedeveloper.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Sizes in the settings of Terraform, with the declarations and environments of this repository.
final class ScaleCommandTest {
  private static final Path TERRAFORM = Path.of("..", "terraform");

  @TempDir Path home;

  @BeforeEach
  void checkout() throws IOException {
    Files.createDirectories(home.resolve("terraform/envs"));
    for (var file : new String[] {"variables.tf", "envs/prod.tfvars"}) {
      Files.copy(TERRAFORM.resolve(file), home.resolve("terraform").resolve(file));
    }
  }

  private CommandRun scale(String... more) {
    var words = Stream.concat(Stream.of("ops", "scale"), Arrays.stream(more));
    return CommandRun.in(home, words.toArray(String[]::new));
  }

  private String prod() throws IOException {
    return Files.readString(home.resolve("terraform/envs/prod.tfvars"));
  }

  @Test
  void sizesAreChangedWhereEveryDeploymentReadsThem() throws IOException {
    var before = prod();

    var run =
        scale(
            "--env", "prod", "--min-instances", "1", "--concurrency", "40", "--job-memory", "8Gi");

    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(ExitCode.DONE);
    assertThat(run.out())
        .containsPattern("functions.min_instances +0 +1\\n")
        .containsPattern("functions.max_instances +10 +10\\n")
        .containsPattern("functions.concurrency +80 +40\\n")
        .containsPattern("job.memory +4Gi +8Gi\\n")
        .contains("cost money all the time")
        .contains("next: project-manager cloud deploy --env prod\n");
    assertThat(prod())
        .isEqualTo(
            before
                .replace("min_instances = 0\n", "min_instances = 1\n")
                .replace("max_instances = 10\n", "max_instances = 10\n  concurrency   = 40\n")
                .replace("memory          = \"4Gi\"", "memory          = \"8Gi\""));
  }

  @Test
  void deploymentIsOfTheSameCheckout() throws IOException {
    Files.createSymbolicLink(home.resolve("my checkout"), home);

    var run = scale("--env", "prod", "--max-instances", "5", "--source", "my checkout");

    assertThat(run.out())
        .contains("next: project-manager cloud deploy --env prod --source 'my checkout'\n");
  }

  @Test
  void dryRunAndWhatIsSetAlreadyChangeNothing() throws IOException {
    var before = prod();

    var dry = scale("--env", "prod", "--max-instances", "20", "--dry-run", "--json");
    assertThat(dry.exitCode()).isEqualTo(ExitCode.DONE);
    var sizes = JsonParser.parseString(dry.out()).getAsJsonObject().getAsJsonArray("sizes");
    assertThat(sizes.toString())
        .contains("{\"setting\":\"functions.max_instances\",\"before\":\"10\",\"after\":\"20\"}");

    var same = scale("--env", "prod", "--max-instances", "10");
    assertThat(same.out()).contains("nothing changes");
    assertThat(prod()).isEqualTo(before);
  }

  @Test
  void whatCloudRunWouldRefuseIsRefusedHere() throws IOException {
    var before = prod();

    var run =
        scale(
            "--env",
            "prod",
            "--min-instances",
            "11",
            "--job-memory",
            "16Gi",
            "--job-timeout",
            "60",
            "--function-cpu",
            "0.5");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(run.out())
        .contains("functions.min_instances must be 0 to 10, and is '11'")
        .contains("job.memory of 16Gi needs job.cpu of 4 at least")
        .contains("job.timeout_seconds must be 300 to 604800, and is '60'")
        .contains("functions.concurrency must be 1 where functions.cpu is less than 1");
    assertThat(prod()).isEqualTo(before);
    assertThat(scale("--env", "prod", "--job-cpu", "8").out()).doesNotContain("needs");
    assertThat(scale("--env", "prod", "--job-cpu", "3").out())
        .contains("job.cpu must be 1, 2, 4, 6 or 8, and is '3'");
    assertThat(scale("--env", "prod", "--max-instances", "many").out())
        .contains("functions.max_instances must be 1 to 1000, and is 'many'")
        .doesNotContain("functions.min_instances must");
    assertThat(scale("--env", "prod", "--job-memory", "much").out())
        .contains("an amount such as 512Mi or 4Gi");
  }

  @Test
  void environmentWithoutAFileGetsOneWhereThatIsWanted() throws IOException {
    var typo = scale("--env", "prdo", "--max-instances", "5");
    assertThat(typo.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(typo.err()).contains("prdo.tfvars; write --env as the file is called, or --new");
    assertThat(scale("--env", "../prod", "--max-instances", "5").exitCode())
        .isEqualTo(ExitCode.USAGE);

    var run = scale("--env", "staging", "--max-instances", "5", "--new");
    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(ExitCode.DONE);
    assertThat(home.resolve("terraform/envs/staging.tfvars"))
        .hasContent("functions = {\n  max_instances = 5\n}\n");
    assertThat(rights("staging")).isEqualTo("rw-r--r--");
  }

  @Test
  void fileKeepsItsRightsAndStaysALink() throws IOException {
    var shared = home.resolve("shared.tfvars");
    var prod = home.resolve("terraform/envs/prod.tfvars");
    Files.move(prod, shared);
    Files.createSymbolicLink(prod, shared);
    Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rw-rw-r--"));

    var run = scale("--env", "prod", "--max-instances", "5");

    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(ExitCode.DONE);
    assertThat(prod).isSymbolicLink();
    assertThat(shared).content().contains("max_instances = 5");
    assertThat(rights("prod")).isEqualTo("rw-rw-r--");
  }

  private String rights(String environment) throws IOException {
    var file = home.resolve("terraform/envs/%s.tfvars".formatted(environment));
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  @Test
  void lessThanOneProcessorHasLittleMemory() {
    var run =
        scale(
            "--env",
            "prod",
            "--concurrency",
            "1",
            "--function-cpu",
            "0.5",
            "--function-memory",
            "2Gi");
    assertThat(run.out()).contains("functions.memory of 2Gi needs functions.cpu of 1 at least");
    var less =
        scale(
            "--env",
            "prod",
            "--concurrency",
            "1",
            "--function-cpu",
            "0.2",
            "--function-memory",
            "1Gi");
    assertThat(less.out()).contains("functions.memory of 1Gi needs functions.cpu of 0.5 at least");
  }

  @Test
  void whatStartsWithTooLittleIsRefused() {
    assertThat(scale("--env", "prod", "--job-memory", "511Mi").out())
        .contains("job.memory must be 512Mi at least, and is '511Mi'");
    assertThat(scale("--env", "prod", "--function-memory", "255Mi").out())
        .contains("functions.memory must be 256Mi at least, and is '255Mi'");
    assertThat(scale("--env", "prod", "--function-cpu", "79m", "--concurrency", "1").out())
        .contains("functions.cpu must be 0.08 at least");
    assertThat(scale("--env", "prod", "--job-memory", "512M").out())
        .contains("job.memory must be 512Mi at least, and is '512M'");
    assertThat(scale("--env", "prod", "--job-memory", "512Mi", "--job-cpu", "1").exitCode())
        .isEqualTo(ExitCode.DONE);
  }

  /// Services of the image run in the second generation, as the job does.
  @Test
  void functionsOfTheImageNeedMore() throws IOException {
    var little = new String[] {"--env", "prod", "--function-memory", "256Mi", "--dry-run"};
    var slow =
        new String[] {"--env", "prod", "--function-cpu", "0.5", "--concurrency", "1", "--dry-run"};
    assertThat(scale(little).exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(scale(slow).exitCode()).isEqualTo(ExitCode.DONE);

    Files.writeString(
        home.resolve("terraform/envs/prod.tfvars"),
        "functions_from = \"image\" # with its digest\n" + prod());

    assertThat(scale(little).out())
        .contains("functions.memory must be 512Mi at least, and is '256Mi'");
    assertThat(scale(slow).out())
        .contains("functions.cpu must be 1 at least where functions_from is image");
    assertThat(scale("--env", "prod", "--function-memory", "512Mi").exitCode())
        .isEqualTo(ExitCode.DONE);
  }

  @Test
  void commasAfterEntriesStay() {
    var before = Tfvars.of("job = {\n  cpu = 2,\n  memory = \"4Gi\", # files\n}\n");
    assertThat(before.value("job", "cpu")).contains("2");
    assertThat(before.with("job", "cpu", "\"4\"").text())
        .isEqualTo("job = {\n  cpu    = \"4\",\n  memory = \"4Gi\", # files\n}\n");
  }

  @Test
  void whatCannotBeChangedIsSaidWithTheWayOut() throws IOException {
    assertThat(scale().exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(scale("--env", "prod", "--source", "elsewhere").err())
        .contains("is no checkout of code-developer", "--source DIR");
    Files.writeString(
        home.resolve("terraform/envs/prod.tfvars"), "functions = { max_instances = 10 }\n");
    assertThat(scale("--env", "prod", "--max-instances", "5").err())
        .contains("'functions' is not an object with an entry a line");
  }

  @Test
  void entriesKeepTheirRemarksAndAreAligned() {
    var before = Tfvars.of("job = {\n  cpu = \"2\" # two\n\n  # more\n  memory = \"4Gi\"\n}\n");
    assertThat(before.with("job", "cpu", "\"4\"").with("job", "timeout_seconds", "600").text())
        .isEqualTo(
            "job = {\n  cpu = \"4\" # two\n\n  # more\n  memory          = \"4Gi\"\n  timeout_seconds = 600\n}\n");
  }
}
