package io.codedeveloper.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codedeveloper.platform.UserErrorException;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PriceTableTest {
  private final PriceTable table = PriceTable.shipped();

  @Test
  void everyKindOfTokenHasItsOwnPrice() {
    var usage = new Usage(1_000_000, 100_000, 2_000_000, 400_000, 50_000);

    // 4 + 0.1 × 20 + 2 × 0.20 + 0.4 × 5 + 0.05 × 8
    assertThat(table.cost("claude-opus-5-5", usage)).isEqualTo(Usd.of("8.8"));
  }

  @Test
  void theSmallestUsageIsNeverFree() {
    assertThat(table.cost("claude-haiku-5-5", new Usage(0, 0, 1, 0, 0))).isEqualTo(new Usd(1));
  }

  @Test
  void nothingCostsNothing() {
    assertThat(table.cost("claude-opus-5-5", Usage.NONE)).isEqualTo(Usd.ZERO);
  }

  @Test
  void theWorstCaseWritesTheWholePromptToTheCache() {
    // 0.1 × 5 + 0.016 × 20
    assertThat(table.worstCase("claude-opus-5-5", 100_000, 16_000)).isEqualTo(Usd.of("0.82"));
  }

  @Test
  void theWorstCaseIsNeverBelowTheCost() {
    var usage = new Usage(10, 4_000, 70_000, 29_990, 0);

    assertThat(table.worstCase("claude-opus-5-5", 100_000, 4_000))
        .isGreaterThanOrEqualTo(table.cost("claude-opus-5-5", usage));
  }

  @Test
  void aLongPromptHasItsOwnPriceForEveryTokenOfTheCall() {
    assertThat(table.cost("claude-haiku-5-5", new Usage(20_000, 1_000, 80_000, 0, 0)))
        .isEqualTo(Usd.of("0.0033"));
    assertThat(table.cost("claude-haiku-5-5", new Usage(20_001, 1_000, 80_000, 0, 0)))
        .isEqualTo(Usd.of("0.016501"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "claude-opus-4-5",
        "claude-opus-4-5-20251101",
        "claude-opus-4-5@20251101",
        "anthropic/claude-opus-4-5",
        "anthropic.claude-opus-4-5",
        "claude-opus-4-5[1m]",
        "anthropic/claude-opus-4-5-20251101[1m]"
      })
  void aDatedIdCostsWhatItsModelCosts(String id) {
    assertThat(table.of(id, 10).output()).isEqualByComparingTo("25");
  }

  @Test
  void theModelsOfTheRecordedAnswersAreKnown() {
    assertThat(table.of("claude-sonnet-4-20250514", 1).input()).isEqualByComparingTo("3");
    assertThat(table.of("claude-3-5-haiku-latest", 1).input()).isEqualByComparingTo("0.8");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gpt-9", "claude-opus-4-5-turbo", "claude-opus", ""})
  void anUnknownModelIsRefusedWithTheKnownOnesAndTheWayOut(String model) {
    assertThatThrownBy(() -> table.cost(model, Usage.NONE))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("\"" + model + "\"")
        .hasMessageContaining("claude-opus-5-5, ")
        .hasMessageContaining("CODE_DEVELOPER_PRICES='" + model + " = 3, 15'");
  }

  @Test
  void aConfiguredPriceWinsOverTheShippedOne() {
    var own =
        table.with(
            """
            # negotiated
            claude-opus-5-5 = 1, 2, 3, 4, 5

            local/qwen = 0, 0
            """);

    assertThat(own.of("claude-opus-5-5", 1))
        .isEqualTo(
            new Price(
                BigDecimal.ONE,
                BigDecimal.TWO,
                new BigDecimal("3"),
                new BigDecimal("4"),
                new BigDecimal("5")));
    assertThat(own.cost("local/qwen", new Usage(5, 5, 5, 5, 5))).isEqualTo(Usd.ZERO);
    assertThat(own.of("claude-sonnet-5", 1)).isEqualTo(table.of("claude-sonnet-5", 1));
    assertThat(table.of("claude-opus-5-5", 1).input()).isEqualByComparingTo("4");
  }

  @Test
  void twoPricesAreEnoughAndTheCacheIsThenNotCheaperThanItMayBe() {
    var price = table.with("m = 2, 10").of("m", 1);

    assertThat(price.cacheWrite()).isEqualByComparingTo("2.5");
    assertThat(price.cacheWriteHour()).isEqualByComparingTo("4");
    assertThat(price.cacheRead()).isEqualByComparingTo("2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "m",
        "m = ",
        "m = 1",
        "m = 1, x",
        "m = 1, 2, 3",
        "m = 1..2, 3",
        "m = -1, 2",
        "= 1, 2"
      })
  void aLineThatIsNoPriceIsNamed(String line) {
    assertThatThrownBy(() -> table.with("# first\n" + line))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("line 2 of the configured prices")
        .hasMessageContaining(line.strip());
  }

  @Test
  void aPriceForLongPromptsAloneIsRefused() {
    assertThatThrownBy(() -> table.with("m above 1000 = 1, 2"))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("m has a price for long prompts only");
  }

  @Test
  void aPriceIsNeverNegative() {
    var one = BigDecimal.ONE;
    assertThatThrownBy(() -> new Price(one, one, one, one, one.negate()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
