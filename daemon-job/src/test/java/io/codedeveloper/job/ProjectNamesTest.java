package io.codedeveloper.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ProjectNamesTest {
  @Test
  void spellingsOfOneRepositoryAreOneProject() {
    var project = ProjectNames.of("https://github.com/you/Yours");

    assertThat(ProjectNames.of("https://github.com/you/Yours.git")).isEqualTo(project);
    assertThat(ProjectNames.of("https://github.com/you/Yours/")).isEqualTo(project);
    assertThat(project.value()).startsWith("yours-");
  }

  @Test
  void repositoriesOfOneNameAreDifferentProjects() {
    assertThat(ProjectNames.of("https://github.com/a/x"))
        .isNotEqualTo(ProjectNames.of("https://github.com/b/x"));
  }

  @Test
  void everyNameMakesALegalProject() {
    assertThat(ProjectNames.of("/tmp/…/").value()).matches("[0-9a-f]{8}");
    assertThat(ProjectNames.of("/" + "ab.".repeat(100)).value()).hasSizeLessThan(64);
  }
}
