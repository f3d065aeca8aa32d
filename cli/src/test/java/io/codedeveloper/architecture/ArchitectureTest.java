package io.codedeveloper.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.codedeveloper.auth.Redactor;
import io.codedeveloper.auth.Secret;

/// Who may know whom, in the code of every module.
@AnalyzeClasses(packages = "io.codedeveloper", importOptions = ProductionCode.class)
final class ArchitectureTest {
  private static final String PORTS = "io.codedeveloper.platform";
  private static final String[] JDK = {"java..", "javax.crypto..", "org.jspecify.annotations.."};
  private static final String[] DOMAIN = {
    "io.codedeveloper.auth..",
    "io.codedeveloper.budget..",
    "io.codedeveloper.daemon..",
    "io.codedeveloper.file..",
    "io.codedeveloper.notification..",
    "io.codedeveloper.project.."
  };
  private static final String ROADMAP = "io.codedeveloper.roadmap..";
  private static final String[] ADAPTERS = {
    "io.codedeveloper.platform.local..", "io.codedeveloper.platform.google.."
  };

  /// What anybody needs who must not show secrets.
  private static final DescribedPredicate<JavaClass> KEEPS_SECRETS =
      type(Secret.class).or(type(Redactor.class));

  private static final DescribedPredicate<JavaClass> JDK_DOMAIN_AND_PORTS =
      resideInAnyPackage(JDK).or(resideInAnyPackage(DOMAIN)).or(resideInAnyPackage(ROADMAP, PORTS));

  @ArchTest
  static final ArchRule domainKnowsOnlyItselfAndThePorts =
      classes()
          .that()
          .resideInAnyPackage(DOMAIN)
          .should()
          .onlyDependOnClassesThat(JDK_DOMAIN_AND_PORTS)
          .because("the domain runs on any platform, and in a simulation on none")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule roadmapAlsoKnowsCommonmark =
      classes()
          .that()
          .resideInAPackage(ROADMAP)
          .should()
          .onlyDependOnClassesThat(JDK_DOMAIN_AND_PORTS.or(resideInAPackage("org.commonmark..")))
          .because("a roadmap is Markdown by the standard, and nothing else is needed to read it")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule portsKnowOnlyTheJdkAndWhatKeepsSecrets =
      classes()
          .that()
          .resideInAPackage(PORTS)
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(JDK).or(resideInAPackage(PORTS)).or(KEEPS_SECRETS))
          .because("a port that knew the domain would make every adapter know it too");

  @ArchTest
  static final ArchRule adaptersKnowPortsAndNotTheDomain =
      noClasses()
          .that()
          .resideInAnyPackage(ADAPTERS)
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.codedeveloper..")
                  .and(DescribedPredicate.not(resideInAPackage(PORTS)))
                  .and(DescribedPredicate.not(resideInAnyPackage(ADAPTERS)))
                  .and(DescribedPredicate.not(KEEPS_SECRETS)))
          .because("an adapter translates a port into a technology and decides nothing")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule oneAdapterDoesNotKnowTheOther =
      slices()
          .matching("io.codedeveloper.platform.(*)..")
          .should()
          .notDependOnEachOther()
          .because("a cloud must not need the embedded store, nor the other way round")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices()
          .matching("io.codedeveloper.(**)")
          .should()
          .beFreeOfCycles()
          .ignoreDependency(resideInAPackage(PORTS), KEEPS_SECRETS)
          .ignoreDependency(EdgeOfTheSystem.isListOfConstructors(), alwaysTrue())
          .because("what goes in circles can only be understood, tested and changed as a whole");

  @ArchTest
  static final ArchRule functionsStaySmall =
      noClasses()
          .that()
          .resideInAPackage("io.codedeveloper.functions..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.eclipse.jgit..",
              "com.anthropic..",
              "org.sqlite..",
              "org.kohsuke..",
              "io.codedeveloper.job..",
              "io.codedeveloper.cli..",
              "io.codedeveloper.platform.local..")
          .because("what a function loads is paid for in every cold start")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule jobDoesNotKnowWhoStartsIt =
      noClasses()
          .that()
          .resideInAPackage("io.codedeveloper.job..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.codedeveloper.functions..", "io.codedeveloper.cli..")
          .because("the job is started by Cloud Run as well as by the command line")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule onlyTheCommandLineKnowsPicocli =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.codedeveloper.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("picocli..", "me.tongfei..")
          .because("what a command does must also work without a terminal");

  @ArchTest
  static final ArchRule onlyTheEdgesTouchTheWorld =
      noClasses()
          .that(EdgeOfTheSystem.isNot())
          .should(TheWorld.touched())
          .because(
              "time, ids, threads and the environment are given, so that the whole can be"
                  + " simulated");
}
