package io.codedeveloper.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

final class VoiceTest {
  @Test
  void textOfSeveralLinesIsOneEntryOfTheLog() {
    var name = VoiceTest.class.getName();
    var logger = Logger.getLogger(name);
    var kept = new Kept();
    logger.setUseParentHandlers(false);
    logger.addHandler(kept);

    var voice = new Voice.Logging(System.getLogger(name));
    voice.says("done: {0}");
    voice.complains("one is missing\ntwo is wrong");

    assertThat(kept.records)
        .extracting(LogRecord::getLevel)
        .containsExactly(Level.INFO, Level.SEVERE);
    assertThat(kept.records)
        .extracting(LogRecord::getMessage)
        .containsExactly("done: {0}", "one is missing\ntwo is wrong");
  }

  private static final class Kept extends Handler {
    private final List<LogRecord> records = new ArrayList<>();

    @Override
    public void publish(LogRecord record) {
      records.add(record);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
