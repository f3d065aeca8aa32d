package io.codedeveloper.functions;

import static io.codedeveloper.functions.ControlPlaneScenario.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.codedeveloper.budget.Budget;
import io.codedeveloper.budget.Ledger;
import io.codedeveloper.budget.Ledger.Reserving;
import io.codedeveloper.budget.Usage;
import io.codedeveloper.budget.Usd;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CostPathsTest {
  private static final Usage TOKENS = new Usage(100, 10, 0, 0, 0);

  private final ControlPlaneScenario plane = new ControlPlaneScenario();
  private final Ledger ledger = new Ledger(plane.world.platform().ids());

  @AfterEach
  void close() {
    plane.close();
  }

  private Ledger.Reservation reserve(String priority, String phase, String model) {
    var purpose = new Ledger.Purpose(PROJECT, priority, phase, model);
    var made =
        plane.world.documents.transact(
            tx -> ledger.reserve(tx, purpose, Usd.of("2"), Budget.DEFAULT));
    return ((Reserving.Reserved) made).reservation();
  }

  private void spend(String priority, String phase, String model, String cost) {
    var reservation = reserve(priority, phase, model);
    plane.world.documents.transact(tx -> ledger.settle(tx, reservation, TOKENS, Usd.of(cost)));
  }

  private static JsonObject item(JsonObject costs, String list, int index) {
    return costs.getAsJsonArray(list).get(index).getAsJsonObject();
  }

  private static double number(JsonObject object, String name) {
    return object.get(name).getAsDouble();
  }

  @Test
  void nothingSpentIsAllZero() {
    var costs = plane.get("/api/costs").json();
    assertThat(number(costs, "spent_usd")).isZero();
    assertThat(costs.getAsJsonArray("days")).isEmpty();
    assertThat(costs.get("from").getAsString()).isEqualTo("2026-01-31");
    assertThat(costs.get("to").getAsString()).isEqualTo("2026-03-01");
    assertThat(number(costs.getAsJsonObject("budget"), "left_today_usd")).isEqualTo(20);
    assertThat(number(costs.getAsJsonObject("forecast"), "month_end_usd")).isZero();
  }

  @Test
  void spendIsShownByDayModelPriorityAndPhase() {
    spend("P1", "implement", "large", "1.5");
    spend("P1", "verify", "large", "0.25");
    plane.world.clock.advance(Duration.ofDays(1));
    spend("P2", "implement", "small", "0.5");
    reserve("P2", "implement", "small");
    var costs = plane.get("/api/costs").json();
    assertThat(number(costs, "spent_usd")).isEqualTo(2.25);
    var first = item(costs, "days", 0);
    assertThat(first.get("date").getAsString()).isEqualTo("2026-03-01");
    assertThat(number(first, "spent_usd")).isEqualTo(1.75);
    assertThat(first.get("calls").getAsInt()).isEqualTo(2);
    assertThat(first.get("tokens").getAsInt()).isEqualTo(220);
    assertThat(number(item(costs, "days", 1), "reserved_usd")).isEqualTo(2);
    assertThat(item(costs, "models", 0).get("name").getAsString()).isEqualTo("large");
    assertThat(number(item(costs, "priorities", 1), "spent_usd")).isEqualTo(0.5);
    assertThat(item(costs, "phases", 0).get("name").getAsString()).isEqualTo("implement");
    assertThat(number(item(costs, "phases", 0), "spent_usd")).isEqualTo(2);
    var budget = costs.getAsJsonObject("budget");
    assertThat(number(budget, "charged_today_usd")).isEqualTo(2.5);
    assertThat(number(budget, "left_today_usd")).isEqualTo(17.5);
    assertThat(number(budget, "left_this_month_usd")).isEqualTo(195.75);
  }

  @Test
  void reportCoversTheDaysThatAreAskedFor() {
    spend("P1", "implement", "m", "1");
    plane.world.clock.advance(Duration.ofDays(3));
    spend("P1", "implement", "m", "0.5");
    assertThat(number(plane.get("/api/costs?days=3").json(), "spent_usd")).isEqualTo(0.5);
    assertThat(number(plane.get("/api/costs?days=4").json(), "spent_usd")).isEqualTo(1.5);
    assertThat(number(plane.get("/api/costs?days=92").json(), "spent_usd")).isEqualTo(1.5);
  }

  @Test
  void forecastGoesOnAsTheDaysBeforeToday() {
    spend("P1", "implement", "m", "1");
    plane.world.clock.advance(Duration.ofDays(2));
    spend("P1", "implement", "m", "0.4");
    var forecast = plane.get("/api/costs?days=1").json().getAsJsonObject("forecast");
    assertThat(forecast.get("month").getAsString()).isEqualTo("2026-03");
    assertThat(number(forecast, "spent_usd")).isEqualTo(1.4);
    assertThat(number(forecast, "per_day_usd")).isEqualTo(0.5);
    // It is noon of March 3: 28.5 days are left.
    assertThat(number(forecast, "month_end_usd")).isEqualTo(1.4 + 28.5 * 0.5);
    assertThat(forecast.get("exceeds_budget").getAsBoolean()).isFalse();
  }

  @Test
  void forecastAboveTheBudgetSaysSo() {
    for (var call = 0; call < 9; call++) {
      spend("P" + call, "implement", "m", "1.9");
    }
    plane.world.clock.advance(Duration.ofDays(1));
    var forecast = plane.get("/api/costs").json().getAsJsonObject("forecast");
    assertThat(forecast.get("exceeds_budget").getAsBoolean()).isTrue();
  }

  @Test
  void meanIsOfAWholeWeekWhereThereWasOne() {
    spend("P1", "implement", "m", "1");
    plane.world.clock.advance(Duration.ofDays(6));
    spend("P2", "implement", "m", "1.4");
    plane.world.clock.advance(Duration.ofDays(2));
    var forecast = plane.get("/api/costs").json().getAsJsonObject("forecast");
    assertThat(number(forecast, "per_day_usd")).isEqualTo(0.2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"days=0", "days=93", "days=x", "days=-1"})
  void badQueryIsAProblem(String query) {
    assertThat(plane.get("/api/costs?" + query).status()).isEqualTo(400);
  }
}
