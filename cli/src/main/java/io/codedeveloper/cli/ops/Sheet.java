package io.codedeveloper.cli.ops;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.codedeveloper.auth.Redactor;
import io.codedeveloper.cli.terminal.Amounts;
import io.codedeveloper.cli.terminal.Console;
import io.codedeveloper.cli.terminal.Line;
import io.codedeveloper.cli.terminal.Style;
import io.codedeveloper.cli.terminal.Table;
import io.codedeveloper.cli.terminal.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// A table of a report: printed under its name, and in JSON a list of objects.
///
/// Columns have the names of JSON. What ends with `_usd` is an amount of money, and with `_at` a
/// time.
final class Sheet {
  private static final String MONEY = "_usd";
  private static final String TIME = "_at";

  /// For what logs and gcloud say: whatever looks like a well-known token.
  private static final Redactor REDACTOR = new Redactor(List.of());

  private final String name;
  private final List<String> columns;
  private final List<List<Object>> rows = new ArrayList<>();

  Sheet(String name, String... columns) {
    this.name = name;
    this.columns = List.of(columns);
  }

  /// @param cells text or a number each
  Sheet row(Object... cells) {
    if (cells.length != columns.size()) {
      throw new IllegalArgumentException(
          "%d cells for %d columns".formatted(cells.length, columns.size()));
    }
    rows.add(Stream.of(cells).map(Sheet::redacted).toList());
    return this;
  }

  private static Object redacted(Object cell) {
    return cell instanceof String text ? REDACTOR.redact(text) : cell;
  }

  String name() {
    return name;
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  void print(Console console) {
    console.blank();
    console.line(Line.of(Style.BOLD, name.replace('_', ' ')));
    var table = new Table(columns.stream().map(Sheet::heading).toArray(String[]::new));
    for (var row : rows) {
      var cells = new Line[row.size()];
      for (var column = 0; column < cells.length; column++) {
        cells[column] = Line.of(text(columns.get(column), row.get(column)));
      }
      table.row(cells);
    }
    table.printTo(console);
  }

  private static String heading(String column) {
    return column
        .replaceFirst("(" + MONEY + "|" + TIME + ")$", "")
        .replace('_', ' ')
        .toUpperCase(Locale.ROOT);
  }

  private static String text(String column, Object cell) {
    if (cell instanceof Number number) {
      return column.endsWith(MONEY)
          ? Amounts.usd(number.doubleValue())
          : Amounts.count(number.doubleValue());
    }
    return column.endsWith(TIME) ? Times.seconds(cell.toString()) : cell.toString();
  }

  JsonArray json() {
    var all = new JsonArray();
    for (var row : rows) {
      var object = new JsonObject();
      for (var column = 0; column < row.size(); column++) {
        object.add(columns.get(column), json(row.get(column)));
      }
      all.add(object);
    }
    return all;
  }

  private static JsonElement json(Object cell) {
    return switch (cell) {
      case Number number -> new JsonPrimitive(number);
      case String text when text.isEmpty() -> JsonNull.INSTANCE;
      default -> new JsonPrimitive(cell.toString());
    };
  }
}
