package io.codedeveloper.daemon;

import io.codedeveloper.platform.Document;
import io.codedeveloper.platform.Fields;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A command as its document has it: the outbox that it is published from. Unknown fields are kept.
///
/// @param fields the whole document
public record CommandRecord(String id, Fields fields) {
  private static final Duration KEPT = Duration.ofDays(90);

  static CommandRecord of(
      String id,
      Command command,
      long sequence,
      String issuedBy,
      Optional<String> key,
      Instant now) {
    var fields =
        Fields.empty()
            .with("type", command.type())
            .with("arguments", command.arguments())
            .with("sequence", sequence)
            .with("issuedBy", issuedBy)
            .with("issuedAt", now)
            .withOptional("idempotencyKey", key)
            .with("deliveries", 0)
            .with("expireAt", now.plus(KEPT));
    return new CommandRecord(id, fields).in(CommandState.PENDING, now);
  }

  static CommandRecord from(Document document) {
    return new CommandRecord(document.id(), document.fields());
  }

  public Command command() {
    return Command.of(fields.requireText("type"), fields.fields("arguments"));
  }

  /// The command; empty where this version knows none of this type, or the document is damaged.
  Optional<Command> understood() {
    try {
      return outboxReadable() ? Optional.of(command()) : Optional.empty();
    } catch (IllegalArgumentException | IllegalStateException unreadable) {
      return Optional.empty();
    }
  }

  private boolean outboxReadable() {
    var values = fields.asMap();
    return values.get("sequence") instanceof Long
        && values.get("deliveries") instanceof Long
        && values.get("changedAt") instanceof Instant;
  }

  /// What it is called, also where this version knows no such command.
  String type() {
    return fields.asMap().get("type") instanceof String type ? type : "without a type";
  }

  /// True until it has ended.
  boolean open() {
    return Boolean.TRUE.equals(fields.asMap().get("open"));
  }

  public long sequence() {
    return fields.number("sequence", 0);
  }

  public String issuedBy() {
    return fields.requireText("issuedBy");
  }

  public Instant issuedAt() {
    return fields.instant("issuedAt").orElseThrow();
  }

  public CommandState state() {
    return CommandState.of(fields.requireText("state"));
  }

  /// What came of it, one sentence for people.
  public Optional<String> result() {
    return fields.text("result");
  }

  /// When its state changed last.
  Instant changedAt() {
    return fields.instant("changedAt").orElseThrow();
  }

  /// How often it was published.
  long deliveries() {
    return fields.number("deliveries", 0);
  }

  CommandRecord delivered(Instant now) {
    return new CommandRecord(id, fields.with("deliveries", deliveries() + 1))
        .in(CommandState.PUBLISHED, now);
  }

  CommandRecord ended(CommandState state, String result, Instant now) {
    return new CommandRecord(id, fields.with("result", result)).in(state, now);
  }

  private CommandRecord in(CommandState state, Instant now) {
    return new CommandRecord(
        id,
        fields.with("state", state.wireName()).with("open", state.open()).with("changedAt", now));
  }
}
