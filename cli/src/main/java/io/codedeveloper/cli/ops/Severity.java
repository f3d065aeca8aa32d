package io.codedeveloper.cli.ops;

/// How urgent an incident is, as the runbook says.
enum Severity {
  P0(
      "nothing answers, data are lost, work of people is harmed, a secret has leaked, or money runs",
      "at once, at any hour; tell the owner of the project now"),
  P1("a part fails, or it costs too much", "within an hour"),
  P2("it works worse", "within four hours"),
  P3("it will matter", "within a day");

  private final String meaning;
  private final String when;

  Severity(String meaning, String when) {
    this.meaning = meaning;
    this.when = when;
  }

  String meaning() {
    return meaning;
  }

  /// Until when somebody has to act.
  String when() {
    return when;
  }
}
