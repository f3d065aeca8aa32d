package io.codedeveloper.platform.local;

import io.codedeveloper.platform.Fields;
import io.codedeveloper.platform.TickSchedule.Cadence;
import java.time.Duration;
import java.time.ZoneId;

/// Cadences as JSON in a column.
final class CadenceCodec {
  private CadenceCodec() {}

  static String encode(Cadence cadence) {
    return FieldCodec.encode(
        switch (cadence) {
          case Cadence.Every every -> Fields.empty().with("every", every.interval().toString());
          case Cadence.Cron cron ->
              Fields.empty().with("cron", cron.expression()).with("zone", cron.zone().getId());
        });
  }

  static Cadence decode(String json) {
    var fields = FieldCodec.decode(json);
    return fields
        .text("every")
        .<Cadence>map(interval -> new Cadence.Every(Duration.parse(interval)))
        .orElseGet(() ->
            new Cadence.Cron(fields.requireText("cron"), ZoneId.of(fields.requireText("zone"))));
  }
}
