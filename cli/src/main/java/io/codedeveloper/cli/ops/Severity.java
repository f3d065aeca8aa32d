package io.codedeveloper.cli.ops;

/// How urgent an incident is, as the runbook says.
enum Severity {
  P0(
      "work of people is harmed, a secret is out, or money runs",
      "at once, at any hour; tell the owner of the project now"),
  P1("nothing works", "within an hour, in working hours"),
  P2("it works worse", "the same day"),
  P3("it will matter", "the same week");

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
