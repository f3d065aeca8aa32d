package io.codedeveloper.cli.bill;

import io.codedeveloper.reliability.matrix.FaultMatrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The page of costs: its tables are written from the formulas, the rest by people.
public record CostPage(String text) {
  private static final String FILE = "docs/reference/cost.md";
  private static final String BEGIN =
      "<!-- ./dev docs writes these tables from the formulas in the code (CloudItem, Workload) -->\n";
  private static final String END = "<!-- end of the tables -->\n";
  private static final double A_CENT = 0.005;

  /// Writes the page anew.
  public static void main(String[] arguments) throws IOException {
    Files.writeString(file(), present().written().text());
  }

  /// The page as it is in the checkout.
  static CostPage present() throws IOException {
    return new CostPage(Files.readString(file()));
  }

  private static Path file() {
    return FaultMatrix.checkout().resolve(FILE);
  }

  /// The page with what the formulas say.
  ///
  /// @throws IllegalStateException when the lines around the tables are gone
  CostPage written() {
    var begin = text.indexOf(BEGIN);
    var end = text.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IllegalStateException(
          "%s must have the lines\n%sand\n%s".formatted(FILE, BEGIN, END));
    }
    return new CostPage(text.substring(0, begin + BEGIN.length()) + tables() + text.substring(end));
  }

  private static String tables() {
    var idle = CloudBill.of(Workload.idle().use());
    var small = CloudBill.of(Workload.busy(1, 2).use());
    var large = CloudBill.of(Workload.busy(2, 4).use());
    var rows =
        Arrays.stream(CloudItem.values())
            .map(item -> row(item, List.of(idle, small, large)))
            .collect(Collectors.joining());
    return """

    | service | what | price | free a month | idle | 50 a day, 1 vCPU, 2 GiB | 50 a day, 2 vCPU, 4 GiB |
    |---|---|---|---|---|---|---|
    %s| | **a month** | | | **%s** | **%s** | **%s** |
    | | of it by prices that were not confirmed (†) | | | %s | %s | %s |

    """
        .formatted(
            rows,
            dollars(idle.total()),
            dollars(small.total()),
            dollars(large.total()),
            dollars(idle.unconfirmed()),
            dollars(small.unconfirmed()),
            dollars(large.unconfirmed()));
  }

  private static String row(CloudItem item, List<CloudBill> bills) {
    var cells =
        bills.stream()
            .map(bill -> bill.lines().stream().filter(line -> line.item() == item).findFirst())
            .map(line -> line.map(CostPage::cell).orElse("–"))
            .collect(Collectors.joining(" | "));
    var price = String.format(Locale.ROOT, "$%.10f", item.price()).replaceFirst("0+$", "");
    return "| %s | %s | %s%s | %s | %s |\n"
        .formatted(
            item.service(),
            item.unit(),
            price,
            item.confirmed() ? "" : "†",
            number(item.free()),
            cells);
  }

  private static String cell(CloudBill.Line line) {
    return line.dollars() < A_CENT
        ? number(line.amount())
        : "%s: %s".formatted(number(line.amount()), dollars(line.dollars()));
  }

  private static String number(double amount) {
    var digits = amount == Math.rint(amount) || amount >= 100 ? "%,.0f" : "%.2f";
    return String.format(Locale.ROOT, digits, amount);
  }

  private static String dollars(double amount) {
    return String.format(Locale.ROOT, "$%.2f", amount);
  }
}
