package io.codedeveloper.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codedeveloper.platform.contract.SecretSourceContract;
import io.codedeveloper.reference.TestReports.Case;
import io.codedeveloper.reference.TestReports.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PlatformPageTest {
  private static final String PAGE =
      """
      # Ports
      <!-- ./dev docs writes this table from the reports of the last ./dev test -->
      what was there
      <!-- end of the table -->
      the rest
      """;

  private final Adapter adapter =
      new Adapter(SecretSourceContract.class, "shared/local", "SafeTest", "a safe");

  @TempDir private Path checkout;

  private static PlatformPage page(Adapter adapter, Case... cases) {
    return new PlatformPage(PAGE, new LinkedHashMap<>(Map.of(adapter, List.of(cases))));
  }

  @Test
  void tableSaysHowManyTestsPassed() {
    var page =
        page(
            adapter,
            new Case("one", Result.PASSED, ""),
            new Case("one", Result.PASSED, ""),
            new Case("other", Result.FAILED, ""));
    assertThat(page.untold()).isEmpty();
    assertThat(page.written())
        .startsWith("# Ports\n")
        .contains("| `SecretSource` | `Safe` | 2 of 3 | a safe |")
        .doesNotContain("what was there")
        .endsWith("the rest\n");
  }

  @Test
  void nothingIsToldOfWhatDidNotRun() {
    assertThat(page(adapter).untold()).contains("SafeTest did not run");
    assertThat(page(adapter, new Case("one", Result.SKIPPED, "why")).untold()).isPresent();
  }

  @Test
  void testThatIsLeftOutIsNamedWithItsReason() {
    var page =
        page(
            adapter,
            new Case("one", Result.PASSED, ""),
            new Case("other", Result.SKIPPED, "it has no door"));
    assertThat(page.written())
        .contains("| 1 of 2 |", "* `Safe` is not asked `other`: it has no door\n");
  }

  @Test
  void everyInvocationOfATestOfTheContractCounts() throws IOException {
    var cases =
        contract().stream()
            .map(method -> "<testcase name=\"%s(String)[1]\"/>".formatted(method))
            .collect(Collectors.joining());
    var method = contract().getFirst();
    report(
        cases
            + "<testcase name=\"%s(String)[2]\"><failure/></testcase>".formatted(method)
            + "<testcase name=\"itsOwn\"/>");
    assertThat(adapter.contractTests(checkout))
        .hasSize(contract().size() + 1)
        .contains(new Case(method, Result.PASSED, ""), new Case(method, Result.FAILED, ""));
  }

  @Test
  void testOfTheContractThatIsMissingIsNamed() throws IOException {
    report("<testcase name=\"%s\"/>".formatted(contract().getFirst()));
    assertThatThrownBy(() -> adapter.contractTests(checkout))
        .hasMessageContaining("SafeTest did not run")
        .hasMessageContaining(contract().getLast());
  }

  @Test
  void adapterThatWasNotTestedHasNoTests() throws IOException {
    assertThat(adapter.contractTests(checkout)).isEmpty();
  }

  private static List<String> contract() {
    return Arrays.stream(SecretSourceContract.class.getMethods())
        .filter(method -> method.isAnnotationPresent(Test.class))
        .map(java.lang.reflect.Method::getName)
        .sorted()
        .toList();
  }

  private void report(String cases) throws IOException {
    var directory =
        Files.createDirectories(checkout.resolve("shared/local/target/surefire-reports"));
    Files.writeString(
        directory.resolve("TEST-io.codedeveloper.platform.local.SafeTest.xml"),
        "<testsuite>" + cases + "</testsuite>");
  }
}
