package io.codedeveloper.cli.bill;

import java.util.List;
import java.util.Map;

/// What Google Cloud charges for a month, by what it charges for. An estimate by list prices; what
/// model calls cost is not in it.
public record CloudBill(List<Line> lines) {
  /// @param amount in the item's unit
  public record Line(CloudItem item, double amount, double dollars) {}

  /// The bill for so much of everything.
  public static CloudBill of(Map<CloudItem, Double> use) {
    return new CloudBill(
        use.entrySet().stream()
            .map(each ->
                new Line(each.getKey(), each.getValue(), each.getKey().dollars(each.getValue())))
            .toList());
  }

  /// In dollars.
  public double total() {
    return lines.stream().mapToDouble(Line::dollars).sum();
  }

  /// What of it comes from prices that could not be confirmed, in dollars.
  public double unconfirmed() {
    return lines.stream().filter(line -> !line.item().confirmed()).mapToDouble(Line::dollars).sum();
  }
}
