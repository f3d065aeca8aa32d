package io.codedeveloper.cli.bill;

/// Something that Google Cloud charges for, with its list price in dollars (Iowa, October 2026) and
/// what of it is free each month.
public enum CloudItem {
  JOB_PROCESSORS("Cloud Run", "executions, vCPU seconds", 0.000_018, 240_000),
  JOB_MEMORY("Cloud Run", "executions, GiB seconds", 0.000_002, 450_000),
  FUNCTION_PROCESSORS("Cloud Run", "functions, vCPU seconds", 0.000_024, 180_000),
  FUNCTION_MEMORY("Cloud Run", "functions, GiB seconds", 0.000_002_5, 360_000),
  FUNCTION_REQUESTS("Cloud Run", "functions, requests", 0.40 / 1e6, 2_000_000),
  INTERNET("Cloud Run", "sent to the internet, GB", 0.12, 1),
  DOCUMENT_READS("Firestore", "reads", 0.03 / 1e5, 50_000 * Month.DAYS),
  DOCUMENT_WRITES("Firestore", "writes", 0.09 / 1e5, 20_000 * Month.DAYS),
  /// Expired documents are never free.
  DOCUMENT_DELETES("Firestore", "expired documents", 0.01 / 1e5, 0),
  /// With what the last seven days and the backups hold.
  DOCUMENT_STORAGE("Firestore", "stored and backed up, GiB", 0.15, 0, false),
  FILE_STORAGE("Cloud Storage", "stored, GB", 0.020, 0),
  FILE_WRITES("Cloud Storage", "writes and listings", 0.05 / 1e4, 0),
  FILE_READS("Cloud Storage", "reads", 0.004 / 1e4, 0),
  SECRET_VERSIONS("Secret Manager", "active versions", 0.06, 6),
  SECRET_ACCESSES("Secret Manager", "accesses", 0.03 / 1e4, 10_000),
  IMAGE_STORAGE("Artifact Registry", "stored, GB", 0.10, 0.5, false),
  LOGS("Cloud Logging", "GiB", 0.50, 50),
  MESSAGES("Pub/Sub", "GiB", 40.0 / 1024, 10, false),
  SCHEDULER_JOBS("Cloud Scheduler", "jobs", 0.10, 3),
  TASKS("Cloud Tasks", "operations", 0.40 / 1e6, 1_000_000),
  ALERT_CONDITIONS("Cloud Monitoring", "conditions of alerts", 0.10, 0, false);

  private final String service;
  private final String unit;
  private final double price;
  private final double free;
  private final boolean confirmed;

  CloudItem(String service, String unit, double price, double free) {
    this(service, unit, price, free, true);
  }

  CloudItem(String service, String unit, double price, double free, boolean confirmed) {
    this.service = service;
    this.unit = unit;
    this.price = price;
    this.free = free;
    this.confirmed = confirmed;
  }

  public String service() {
    return service;
  }

  /// What is counted.
  public String unit() {
    return unit;
  }

  /// Dollars for one.
  public double price() {
    return price;
  }

  /// How many cost nothing in a month.
  public double free() {
    return free;
  }

  /// False where the price could not be looked up and may be another.
  public boolean confirmed() {
    return confirmed;
  }

  /// What so much of it costs in a month.
  public double dollars(double amount) {
    return Math.max(0, amount - free) * price;
  }
}
